//! A training that its centre corrects or takes back (domain §9.2).

use chrono::NaiveDate;

use super::policy::TrainingPolicy;
use crate::dates::days_after;
use crate::statuses::RequestStatus;
use crate::text_enum;
use crate::words::Language;

text_enum! {
    /// Why a training is cancelled.
    pub enum CancellationReason {
        /// It should not have been declared, or was declared twice.
        DeclaredInError = "declared_in_error",
        /// Somebody else followed it.
        WrongTrainee = "wrong_trainee",
        /// The trainee did not complete it.
        NotCompleted = "not_completed",
        /// It was declared to deceive.
        Fraud = "fraud",
        /// Another reason, given in words.
        Other = "other",
    }
}

impl CancellationReason {
    /// The reason as the driver reads it. An accusation is no matter for a mail.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::DeclaredInError => ("déclarée par erreur", "declared in error"),
            Self::WrongTrainee => (
                "déclarée pour une autre personne",
                "declared for another person",
            ),
            Self::NotCompleted => ("formation non terminée", "training not completed"),
            Self::Fraud | Self::Other => ("autre motif", "another reason"),
        };
        language.choose(french, english)
    }
}

/// The last day on which a centre may correct what it declared.
#[must_use]
pub fn amendable_until(declared_on: NaiveDate, policy: &TrainingPolicy) -> NaiveDate {
    days_after(declared_on, policy.amendable_days)
}

/// Whether a request has come so far that the training behind it can no longer be
/// corrected: a card is approved, or made.
#[must_use]
pub const fn fixes_training(status: RequestStatus) -> bool {
    !matches!(
        status,
        RequestStatus::Draft
            | RequestStatus::Submitted
            | RequestStatus::UnderReview
            | RequestStatus::InformationRequested
            | RequestStatus::Rejected
            | RequestStatus::ClosedIncomplete
    )
}

text_enum! {
    /// What becomes of a card whose training was cancelled.
    pub enum FlagDecision {
        /// It is withdrawn.
        Revoke = "revoke",
        /// It stays in force.
        Keep = "keep",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_possible_for_thirty_days() {
        let until = amendable_until("2026-11-01".parse().unwrap(), &TrainingPolicy::default());
        assert_eq!(until.to_string(), "2026-12-01");
    }

    #[test]
    fn an_approved_card_fixes_its_training() {
        let fixing: Vec<_> = RequestStatus::ALL
            .iter()
            .filter(|status| fixes_training(**status))
            .map(|status| status.as_str())
            .collect();
        assert_eq!(
            fixing,
            [
                "approved",
                "in_production",
                "ready_to_ship",
                "shipped",
                "delivered",
                "returned_undelivered"
            ]
        );
    }
}
