//! The numbers behind the rules, with their defaults. The server may load
//! others; a number that changed by law carries the date it applies from.

mod checks;
mod defaults;
mod training;

use chrono::NaiveDate;

pub use self::training::{MinimumAge, MissingHistory, TrainingPolicy};

use super::notices::Lead;
use crate::documents_required::DocumentPolicy;
use crate::exchange::ExchangeReason;
use crate::text_enum;

/// All numbers of the rules.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RulePolicy {
    /// Years that a qualification lasts (R. 3314-10): 5.
    pub validity_years: u32,
    /// How early an FCO loses nothing (R. 3314-12), by the FCO's end, in the order of `from`.
    pub anticipation: Vec<Anticipation>,
    /// What a training record must fulfil.
    pub training: TrainingPolicy,
    /// The provisional certificate.
    pub certificate: CertificatePolicy,
    /// The course of a request.
    pub request: RequestPolicy,
    /// The replacement of a card.
    pub replacement: ReplacementPolicy,
    /// The exchange of a card.
    pub exchange: ExchangePolicy,
    /// Cards that the post brings back.
    pub returned_mail: ReturnedMailPolicy,
    /// What silence on a request amounts to.
    pub implicit_decision: ImplicitDecisionPolicy,
    /// How long things are kept.
    pub retention: RetentionPolicy,
    /// When drivers are told that something ends.
    pub notices: NoticePolicy,
    /// Which documents a request needs.
    pub documents: DocumentPolicy,
}

/// How early an FCO may end without shortening the next period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anticipation {
    /// First day of the rule; absent: since ever.
    pub from: Option<NaiveDate>,
    /// Months before the due date, both ends included.
    pub months: u32,
}

text_enum! {
    /// From which day the certificate's four months run; public sources
    /// contradict each other (domain §0.7).
    pub enum CertificateStart {
        /// The day it is issued.
        Issue = "issue",
        /// The last day of the training.
        TrainingEnd = "training_end",
    }
}

/// The provisional certificate (domain §7.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CertificatePolicy {
    /// From which day its months run.
    pub start: CertificateStart,
    /// Months that it is valid: 4 (guide).
    pub months: u32,
}

/// The course of a request (domain §9.3).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestPolicy {
    /// Days to answer an information request: 30.
    pub information_days: u32,
    /// Days before the deadline on which a reminder is sent: 7 and 2.
    pub information_reminder_days: Vec<u32>,
    /// Days after dispatch, without a return, that a card counts as delivered: 15.
    pub delivered_after_days: u32,
}

/// The replacement of a card (domain §7.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReplacementPolicy {
    /// Days before a card's end from which another way is proposed: 60.
    pub ends_soon_days: u32,
    /// Minutes that a payment page stays open: 60.
    pub payment_minutes: u32,
    /// Days that a defective card is waited for: 60.
    pub return_days: u32,
    /// Days after which its driver is reminded: 30.
    pub return_reminder_days: u32,
}

/// The exchange of a card (domain §7.7, an assumption as a whole).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExchangePolicy {
    /// For what a card can be exchanged: for everything that is known.
    pub reasons: Vec<ExchangeReason>,
    /// Years that a qualification of another State can still last, at most: 6, since a
    /// periodic training may come up to a year early. A later end was mistyped.
    pub max_years: u32,
}

/// Cards that the post brings back (domain §9.6).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReturnedMailPolicy {
    /// Days that a card is kept for its driver's answer: 90.
    pub keep_days: u32,
    /// Days after the return on which the driver is reminded: 15, 45 and 75.
    pub reminder_days: Vec<u32>,
}

text_enum! {
    /// What silence amounts to.
    pub enum SilenceRegime {
        /// A refusal (CRPA, L. 231-4).
        Refusal = "refusal",
        /// An acceptance (CRPA, L. 231-1).
        Acceptance = "acceptance",
    }
}

/// What silence on a request amounts to (domain §17.3, decision 3).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImplicitDecisionPolicy {
    /// Refusal or acceptance: refusal.
    pub regime: SilenceRegime,
    /// Months of silence: 2.
    pub months: u32,
    /// The remedies against a decision with their time limits, in French.
    pub remedies_french: Vec<String>,
    /// The same in English.
    pub remedies_english: Vec<String>,
}

/// How long things are kept (domain §13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RetentionPolicy {
    /// Years that the recap of a continuing training can be read (guide): 6.
    pub continuing_recap_years: u32,
    /// Days that a draft is kept without being touched: 90.
    pub draft_days: u32,
    /// Days after which a draft's driver is reminded: 60.
    pub draft_reminder_days: u32,
    /// Months after the decision that identity documents are kept: 6.
    pub document_months: u32,
    /// Months after the card's end that photo and signature are kept: 6.
    pub portrait_months: u32,
    /// Years after its end that a card's line stays in the register: 6.
    pub register_years: u32,
    /// Years that the audit trail is kept: 6.
    pub audit_years: u32,
    /// Years that the note of a message, without its text, is kept: 2.
    pub message_years: u32,
    /// Months that a record of sign-ins is kept: 12.
    pub sign_in_months: u32,
    /// Years that the duplicate of an invoice can be had (guide): 10.
    pub invoice_years: u32,
}

/// How long before the end drivers are told of it (domain §14).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticePolicy {
    /// A certificate without a card request: 2 months, 1 month and 7 days. Those
    /// counted in days go by SMS to whoever wishes so.
    pub certificate: Vec<Lead>,
    /// A qualification: 12, 6, 3 months and 1 month.
    pub qualification: Vec<Lead>,
    /// A category of the driving licence: 3 months.
    pub licence: Vec<Lead>,
}

impl RulePolicy {
    /// The months before the due date in which an FCO that ends on that day
    /// loses nothing.
    #[must_use]
    pub fn anticipation_months(&self, day: NaiveDate) -> u32 {
        let rules = self.anticipation.iter();
        let in_force = rules.filter(|rule| rule.from.is_none_or(|from| from <= day));
        in_force
            .max_by_key(|rule| rule.from)
            .map_or(0, |rule| rule.months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_a_part_and_keeps_the_rest() {
        let text = r#"{ "certificate": { "start": "training_end" }, "retention": { "draft_days": 30 },
                "notices": { "licence": [{ "days": 10 }] } }"#;
        let policy: RulePolicy = serde_json::from_str(text).unwrap();
        assert_eq!(policy.certificate.start, CertificateStart::TrainingEnd);
        assert_eq!(policy.certificate.months, 4);
        assert_eq!(policy.retention.draft_days, 30);
        assert_eq!(policy.notices.licence, [Lead::Days(10)]);
        assert_eq!(policy.notices.qualification.len(), 4);
        assert_eq!(policy.validity_years, 5);
        assert!(serde_json::from_str::<RulePolicy>(r#"{ "validity_year": 4 }"#).is_err());
    }

    #[test]
    fn the_window_became_longer_in_2022() {
        let months = |text: &str| RulePolicy::default().anticipation_months(text.parse().unwrap());
        assert_eq!((months("2022-01-31"), months("2022-02-01")), (6, 12));
    }
}
