//! The numbers behind the rules, with their defaults. The server may load
//! others; a number that changed by law carries the date it applies from.

mod checks;
mod training;

use chrono::NaiveDate;

pub use self::training::{MinimumAge, MissingHistory, TrainingPolicy};

use super::notices::Lead;
use crate::documents_required::DocumentPolicy;
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

impl Default for RulePolicy {
    fn default() -> Self {
        Self {
            validity_years: 5,
            anticipation: vec![
                Anticipation {
                    from: None,
                    months: 6,
                },
                // Décret 2021-1482 of 12 November 2021.
                Anticipation {
                    from: NaiveDate::from_ymd_opt(2022, 2, 1),
                    months: 12,
                },
            ],
            training: TrainingPolicy::default(),
            certificate: CertificatePolicy::default(),
            request: RequestPolicy::default(),
            replacement: ReplacementPolicy::default(),
            returned_mail: ReturnedMailPolicy::default(),
            implicit_decision: ImplicitDecisionPolicy::default(),
            retention: RetentionPolicy::default(),
            notices: NoticePolicy::default(),
            documents: DocumentPolicy::default(),
        }
    }
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

impl Default for CertificatePolicy {
    fn default() -> Self {
        Self {
            start: CertificateStart::Issue,
            months: 4,
        }
    }
}

impl Default for RequestPolicy {
    fn default() -> Self {
        Self {
            information_days: 30,
            information_reminder_days: vec![7, 2],
            delivered_after_days: 15,
        }
    }
}

impl Default for ReplacementPolicy {
    fn default() -> Self {
        Self {
            ends_soon_days: 60,
            payment_minutes: 60,
            return_days: 60,
            return_reminder_days: 30,
        }
    }
}

impl Default for ReturnedMailPolicy {
    fn default() -> Self {
        Self {
            keep_days: 90,
            reminder_days: vec![15, 45, 75],
        }
    }
}

impl Default for NoticePolicy {
    fn default() -> Self {
        Self {
            certificate: vec![Lead::Months(2), Lead::Months(1), Lead::Days(7)],
            qualification: [12, 6, 3, 1].map(Lead::Months).to_vec(),
            licence: vec![Lead::Months(3)],
        }
    }
}

impl Default for ImplicitDecisionPolicy {
    fn default() -> Self {
        let texts = |texts: [&str; 2]| texts.map(ToOwned::to_owned).to_vec();
        Self {
            regime: SilenceRegime::Refusal,
            months: 2,
            remedies_french: texts([
                "Un recours gracieux auprès du service, dans les deux mois de la décision.",
                "Un recours contentieux devant le tribunal administratif, dans les deux mois de la décision ou de la réponse au recours gracieux (Code de justice administrative, R. 421-1 et R. 421-2).",
            ]),
            remedies_english: texts([
                "A request for reconsideration to the service, within two months of the decision.",
                "An appeal to the administrative court, within two months of the decision or of the answer to the request for reconsideration (Code de justice administrative, R. 421-1 and R. 421-2).",
            ]),
        }
    }
}

impl Default for RetentionPolicy {
    fn default() -> Self {
        Self {
            continuing_recap_years: 6,
            draft_days: 90,
            draft_reminder_days: 60,
            document_months: 6,
            portrait_months: 6,
            register_years: 6,
            audit_years: 6,
            message_years: 2,
            sign_in_months: 12,
            invoice_years: 10,
        }
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
