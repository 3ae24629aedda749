//! What no policy may say, whatever the operator wishes: numbers that would
//! make a rule mean nothing, or a reminder come after the end.

use super::RulePolicy;

/// The half hour that a provider's page stays open, and time to open it.
const PAGE_MINUTES: u32 = 45;

const DAY_MINUTES: u32 = 24 * 60;

impl RulePolicy {
    /// One sentence per contradiction, each with the place of the number; empty
    /// if there is none.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut refuse = |is_met: bool, fault: &str| {
            if !is_met {
                faults.push(fault.to_owned());
            }
        };
        for (place, number) in self.positive() {
            refuse(number > 0, &format!("{place} must be at least 1"));
        }
        refuse(
            self.anticipation.iter().any(|rule| rule.from.is_none()),
            "anticipation needs a rule without `from`, for the time before the others",
        );
        let (request, retention) = (&self.request, &self.retention);
        refuse(
            request
                .information_reminder_days
                .iter()
                .all(|days| *days < request.information_days),
            "request.information_reminder_days must be less than request.information_days",
        );
        refuse(
            (PAGE_MINUTES..=DAY_MINUTES).contains(&self.replacement.payment_minutes),
            "replacement.payment_minutes must be from 45 to 1440: payment pages stay open for half an hour at least, and for a day at most",
        );
        refuse(
            self.replacement.return_reminder_days < self.replacement.return_days,
            "replacement.return_reminder_days must be less than replacement.return_days",
        );
        let returned = &self.returned_mail;
        refuse(
            returned
                .reminder_days
                .iter()
                .all(|days| *days < returned.keep_days),
            "returned_mail.reminder_days must be less than returned_mail.keep_days",
        );
        refuse(
            retention.draft_reminder_days < retention.draft_days,
            "retention.draft_reminder_days must be less than retention.draft_days",
        );
        faults
    }

    /// The numbers of which 0 would switch a rule off or make everything end at once.
    fn positive(&self) -> [(&'static str, u32); 11] {
        [
            ("exchange.max_years", self.exchange.max_years),
            ("validity_years", self.validity_years),
            ("training.sequence_years", self.training.sequence_years),
            ("training.minutes_per_day", self.training.minutes_per_day),
            ("certificate.months", self.certificate.months),
            ("request.information_days", self.request.information_days),
            (
                "request.delivered_after_days",
                self.request.delivered_after_days,
            ),
            (
                "retention.draft_reminder_days",
                self.retention.draft_reminder_days,
            ),
            ("retention.document_months", self.retention.document_months),
            ("retention.sign_in_months", self.retention.sign_in_months),
            ("retention.invoice_years", self.retention.invoice_years),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Vec<String> {
        serde_json::from_str::<RulePolicy>(json).unwrap().faults()
    }

    #[test]
    fn the_defaults_do_not_contradict_themselves() {
        assert_eq!(RulePolicy::default().faults(), Vec::<String>::new());
    }

    #[test]
    fn every_contradiction_is_named_with_its_place() {
        for (json, place) in [
            (r#"{ "validity_years": 0 }"#, "validity_years"),
            (
                r#"{ "certificate": { "months": 0 } }"#,
                "certificate.months",
            ),
            (r#"{ "anticipation": [] }"#, "anticipation"),
            (
                r#"{ "request": { "information_days": 7 } }"#,
                "information_reminder_days",
            ),
            (
                r#"{ "replacement": { "return_days": 30 } }"#,
                "replacement.return_reminder_days",
            ),
            (
                r#"{ "returned_mail": { "keep_days": 75 } }"#,
                "returned_mail.reminder_days",
            ),
            (
                r#"{ "retention": { "draft_days": 60 } }"#,
                "draft_reminder_days",
            ),
        ] {
            let found = faults(json);
            assert_eq!(found.len(), 1, "{json}: {found:?}");
            assert!(found[0].contains(place), "{json}: {found:?}");
        }
        let two = faults(r#"{ "validity_years": 0, "retention": { "sign_in_months": 0 } }"#);
        assert_eq!(two.len(), 2);
    }
}
