//! May the driver request a card now (domain §7.3)? Answered before the form,
//! with every reason and what to do (guide: "je suis bloqué(e)").

mod checks;
mod text;

use chrono::NaiveDate;

use super::policy::RulePolicy;
use super::qualification::{CompletedTraining, qualification};
use crate::dto::profile::CategoryView;
use crate::ids::{RequestId, TrainingId};
use crate::statuses::{CredentialState, IdentityReview, RequestStatus, TrainingStatus};
use crate::text_enum;
use crate::words::Sector;

/// What the decision rests on.
#[derive(Clone, Copy, Debug)]
pub struct EntitlementFacts<'a> {
    /// The day in Paris.
    pub today: NaiveDate,
    /// Whether the driver can sign in.
    pub credential: CredentialState,
    /// The review of the driver's identity.
    pub identity: IdentityReview,
    /// The driver's training records, in any order and status.
    pub trainings: &'a [RecordedTraining],
    /// The driver's card requests, except one that is being checked again
    /// because it is about to be sent or approved.
    pub requests: &'a [RequestFact],
    /// The heavy categories of the licence.
    pub categories: &'a [CategoryView],
    /// The sectors asked for; empty for all that are held.
    pub claimed: &'a [Sector],
}

/// A training record with its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedTraining {
    /// The training.
    pub training: CompletedTraining,
    /// Only `valid` counts.
    pub status: TrainingStatus,
}

/// A request and the training behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestFact {
    /// The request.
    pub id: RequestId,
    /// Its status.
    pub status: RequestStatus,
    /// The training it rests on.
    pub training: TrainingId,
    /// Whether a card was made for it: then the training is used up, whatever becomes
    /// of the request.
    pub has_card: bool,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entitlement {
    /// A request may be begun.
    Allowed(Grant),
    /// A request is blocked, for each of these reasons.
    Blocked {
        /// Never empty.
        reasons: Vec<BlockReason>,
    },
}

/// What a request would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The training that the request uses up.
    pub training: TrainingId,
    /// The sectors that the card would show.
    pub sectors: Vec<Sector>,
    /// The card's last valid day (4b): the latest over these sectors.
    pub until: NaiveDate,
    /// Sectors held that the card would not show, and why: another sector is
    /// in order, so they do not block.
    pub left_out: Vec<BlockReason>,
}

text_enum! {
    /// Why a request is blocked.
    pub enum BlockCode {
        /// The account is not open.
        AccountNotActive = "account_not_active",
        /// Identity and licence are still being looked at.
        IdentityUnderReview = "identity_under_review",
        /// Identity or licence must be corrected first.
        IdentityToCorrect = "identity_to_correct",
        /// The identity was refused.
        IdentityRejected = "identity_rejected",
        /// A draft exists already.
        OpenDraft = "open_draft",
        /// Another request is under way.
        OpenRequest = "open_request",
        /// No training is recorded that gives right to a card.
        NoTraining = "no_training",
        /// The training waits for a person's decision.
        TrainingUnderReview = "training_under_review",
        /// The training has already given a card.
        TrainingAlreadyUsed = "training_already_used",
        /// The validity that follows from the trainings is over.
        QualificationExpired = "qualification_expired",
        /// The sector asked for is not held.
        SectorNotHeld = "sector_not_held",
        /// No category of the sector stands on the licence.
        LicenceCategoryMissing = "licence_category_missing",
        /// Every category of the sector has expired.
        LicenceCategoryExpired = "licence_category_expired",
    }
}

/// One reason, with what its sentences mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockReason {
    /// Which rule blocks.
    pub code: BlockCode,
    /// The sector that is meant.
    pub sector: Option<Sector>,
    /// The training that is meant.
    pub training: Option<CompletedTraining>,
    /// The request that stands in the way.
    pub request: Option<RequestId>,
    /// The day that is meant: an end of validity.
    pub date: Option<NaiveDate>,
}

impl From<BlockCode> for BlockReason {
    fn from(code: BlockCode) -> Self {
        Self {
            code,
            sector: None,
            training: None,
            request: None,
            date: None,
        }
    }
}

/// Decides, and names every reason at once.
#[must_use]
pub fn entitlement(facts: &EntitlementFacts<'_>, policy: &RulePolicy) -> Entitlement {
    let valid: Vec<_> = facts
        .trainings
        .iter()
        .filter(|record| record.status == TrainingStatus::Valid)
        .map(|record| record.training)
        .collect();
    let held = qualification(&valid, policy);
    let mut reasons = checks::account_reasons(facts);
    reasons.extend(checks::open_request_reason(facts));
    let training = checks::find_training(facts, &valid, &held);
    let sectors = checks::find_sectors(facts, &held);
    match (training, sectors) {
        (Ok(training), Ok((sectors, left_out))) if reasons.is_empty() => {
            let until = sectors
                .iter()
                .filter_map(|sector| held.sector(*sector))
                .map(|held| held.until)
                .max();
            Entitlement::Allowed(Grant {
                training: training.id,
                sectors,
                until: until.unwrap_or(facts.today),
                left_out,
            })
        }
        (training, sectors) => {
            reasons.extend(training.err().flatten());
            reasons.extend(sectors.err().unwrap_or_default());
            Entitlement::Blocked { reasons }
        }
    }
}

#[cfg(test)]
mod tests;
