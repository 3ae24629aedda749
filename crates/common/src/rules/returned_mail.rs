//! A card that the post brought back: how long it is kept, and when its driver is told
//! again (domain §9.6).

use chrono::NaiveDate;

use super::policy::ReturnedMailPolicy;
use crate::dates::days_after;
use crate::words::{Language, ReturnReason};

/// Last day on which the driver can answer.
#[must_use]
pub fn keep_until(returned_on: NaiveDate, policy: &ReturnedMailPolicy) -> NaiveDate {
    days_after(returned_on, policy.keep_days)
}

/// The reminder whose day has come last, in days after the return.
#[must_use]
pub fn due_reminder(
    returned_on: NaiveDate,
    today: NaiveDate,
    policy: &ReturnedMailPolicy,
) -> Option<u32> {
    let due = policy.reminder_days.iter().copied();
    due.filter(|days| days_after(returned_on, *days) <= today)
        .max()
}

impl ReturnReason {
    /// The reason in words.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::UnknownAtAddress => (
                "destinataire inconnu à l’adresse",
                "addressee unknown at the address",
            ),
            Self::Unclaimed => ("pli avisé et non réclamé", "not fetched at the post office"),
            Self::NoAccess => (
                "défaut d’accès ou d’adressage",
                "no access, or an incomplete address",
            ),
            Self::RefusedByAddressee => ("pli refusé", "refused"),
            Self::Other => ("non précisé", "not given"),
        };
        language.choose(french, english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_reminders_then_the_end() {
        let policy = ReturnedMailPolicy::default();
        let back = day("2026-11-24");
        assert_eq!(keep_until(back, &policy), day("2027-02-22"));
        for (today, expected) in [
            ("2026-11-24", None),
            ("2026-12-08", None),
            ("2026-12-09", Some(15)),
            ("2027-01-07", Some(15)),
            ("2027-01-08", Some(45)),
            ("2027-02-07", Some(75)),
            ("2027-02-22", Some(75)),
        ] {
            assert_eq!(due_reminder(back, day(today), &policy), expected, "{today}");
        }
    }
}
