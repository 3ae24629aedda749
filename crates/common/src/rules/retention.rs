//! How long things are kept (domain §13). Each function gives the last day on
//! which the thing is kept; the purge runs on the day after.

use chrono::NaiveDate;

use super::policy::RetentionPolicy;
use crate::dates::{days_after, months_after, years_after};
use crate::words::TrainingKind;

/// Last day on which a training's recap can be read: none, without limit, for
/// an initial qualification; six years from its issue for others (guide).
#[must_use]
pub fn recap_kept_until(
    kind: TrainingKind,
    issued_on: NaiveDate,
    policy: &RetentionPolicy,
) -> Option<NaiveDate> {
    (!kind.is_initial()).then(|| years_after(issued_on, policy.continuing_recap_years))
}

/// Whether a training's recap can still be read.
#[must_use]
pub fn is_recap_available(
    kind: TrainingKind,
    issued_on: NaiveDate,
    today: NaiveDate,
    policy: &RetentionPolicy,
) -> bool {
    recap_kept_until(kind, issued_on, policy).is_none_or(|until| today <= until)
}

/// Last day on which the duplicate of an invoice can be had: ten years from its
/// issue (guide).
#[must_use]
pub fn invoice_kept_until(issued_on: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    years_after(issued_on, policy.invoice_years)
}

/// Whether the duplicate of an invoice can still be had.
#[must_use]
pub fn is_invoice_available(
    issued_on: NaiveDate,
    today: NaiveDate,
    policy: &RetentionPolicy,
) -> bool {
    today <= invoice_kept_until(issued_on, policy)
}

/// Last day on which a draft that was last touched on that day is kept.
#[must_use]
pub fn draft_kept_until(touched_on: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    days_after(touched_on, policy.draft_days)
}

/// The day on which the driver is reminded of a draft.
#[must_use]
pub fn draft_reminder_on(touched_on: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    days_after(touched_on, policy.draft_reminder_days)
}

/// Last day on which licence and identity documents of a decided request are kept.
#[must_use]
pub fn documents_kept_until(decided_on: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    months_after(decided_on, policy.document_months)
}

/// Last day on which photo and signature of a card are kept, to be offered again.
#[must_use]
pub fn portrait_kept_until(card_valid_until: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    months_after(card_valid_until, policy.portrait_months)
}

/// Last day on which a card or certificate stays in the register of checks.
#[must_use]
pub fn register_kept_until(valid_until: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    years_after(valid_until, policy.register_years)
}

/// Last day on which a line of the audit trail is kept.
#[must_use]
pub fn audit_kept_until(written_on: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    years_after(written_on, policy.audit_years)
}

/// Last day on which the note of a message is kept.
#[must_use]
pub fn message_kept_until(sent_on: NaiveDate, policy: &RetentionPolicy) -> NaiveDate {
    years_after(sent_on, policy.message_years)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn recaps_follow_the_guide() {
        let policy = RetentionPolicy::default();
        let issued = day("2020-02-29");
        for kind in [
            TrainingKind::Fimo,
            TrainingKind::InitialLong,
            TrainingKind::Equivalence,
        ] {
            assert_eq!(recap_kept_until(kind, issued, &policy), None);
            assert!(is_recap_available(kind, issued, day("2090-01-01"), &policy));
        }
        for kind in [TrainingKind::Fco, TrainingKind::Bridging] {
            assert_eq!(
                recap_kept_until(kind, issued, &policy),
                Some(day("2026-02-28"))
            );
            assert!(is_recap_available(kind, issued, day("2026-02-28"), &policy));
            assert!(!is_recap_available(
                kind,
                issued,
                day("2026-03-01"),
                &policy
            ));
        }
    }

    #[test]
    fn the_reminder_comes_before_the_end() {
        let policy = RetentionPolicy::default();
        let touched = day("2026-01-01");
        assert_eq!(draft_reminder_on(touched, &policy), day("2026-03-02"));
        assert_eq!(draft_kept_until(touched, &policy), day("2026-04-01"));
        assert_eq!(
            documents_kept_until(day("2026-08-31"), &policy),
            day("2027-02-28")
        );
    }
}
