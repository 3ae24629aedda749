//! May the driver request a card now (domain §7.3)? Answered before the form,
//! with every reason and what to do (guide: "je suis bloqué(e)").

mod text;

use chrono::NaiveDate;

use super::policy::RulePolicy;
use super::qualification::{CompletedTraining, Qualification, SectorQualification, qualification};
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
    let mut reasons = account_reasons(facts);
    reasons.extend(open_request_reason(facts));
    let training = find_training(facts, &valid, &held);
    let sectors = find_sectors(facts, &held);
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

fn account_reasons(facts: &EntitlementFacts<'_>) -> Vec<BlockReason> {
    let credential =
        (facts.credential != CredentialState::Active).then_some(BlockCode::AccountNotActive);
    let identity = match facts.identity {
        IdentityReview::Conform => None,
        IdentityReview::Submitted | IdentityReview::UnderReview => {
            Some(BlockCode::IdentityUnderReview)
        }
        IdentityReview::CorrectionRequested => Some(BlockCode::IdentityToCorrect),
        IdentityReview::Rejected => Some(BlockCode::IdentityRejected),
    };
    credential
        .into_iter()
        .chain(identity)
        .map(BlockReason::from)
        .collect()
}

fn open_request_reason(facts: &EntitlementFacts<'_>) -> Option<BlockReason> {
    let open = facts
        .requests
        .iter()
        .find(|request| request.status.is_open())?;
    let code = match open.status {
        RequestStatus::Draft => BlockCode::OpenDraft,
        _ => BlockCode::OpenRequest,
    };
    Some(BlockReason {
        request: Some(open.id),
        ..code.into()
    })
}

/// The latest training that gave a period and that no request has used, nor a
/// later training's request. The error is empty when the only reason is a
/// draft, which is a reason of its own.
fn find_training(
    facts: &EntitlementFacts<'_>,
    valid: &[CompletedTraining],
    held: &Qualification,
) -> Result<CompletedTraining, Option<BlockReason>> {
    let user_of = |training: TrainingId| {
        facts
            .requests
            .iter()
            .find(|request| request.training == training && request.status.holds_training())
    };
    let mut entitling: Vec<_> = valid
        .iter()
        .filter(|training| held.steps_of(training.id).next().is_some())
        .collect();
    entitling.sort_by_key(|training| (training.completed_on, training.id));
    let last_used = entitling
        .iter()
        .rev()
        .find_map(|training| Some((training, user_of(training.id)?)));
    let is_newer = |training: &CompletedTraining| {
        last_used.is_none_or(|(used, _)| training.completed_on >= used.completed_on)
    };
    let free = entitling
        .iter()
        .rev()
        .find(|training| user_of(training.id).is_none() && is_newer(training));
    if let Some(free) = free {
        return Ok(**free);
    }
    let waiting = facts
        .trainings
        .iter()
        .filter(|record| record.status == TrainingStatus::NeedsReview);
    let reason = |code: BlockCode, training: CompletedTraining| BlockReason {
        training: Some(training),
        ..code.into()
    };
    Err(
        match (
            waiting.max_by_key(|record| record.training.completed_on),
            last_used,
        ) {
            (Some(waiting), _) => Some(reason(BlockCode::TrainingUnderReview, waiting.training)),
            (None, Some((_, user))) if user.status == RequestStatus::Draft => None,
            (None, Some((used, user))) => Some(BlockReason {
                request: Some(user.id),
                ..reason(BlockCode::TrainingAlreadyUsed, **used)
            }),
            (None, None) => Some(BlockCode::NoTraining.into()),
        },
    )
}

type Sectors = (Vec<Sector>, Vec<BlockReason>);

/// The sectors that a card would show. Asked-for sectors must all be in order;
/// of sectors that are merely held, one is enough.
fn find_sectors(
    facts: &EntitlementFacts<'_>,
    held: &Qualification,
) -> Result<Sectors, Vec<BlockReason>> {
    let all: Vec<_> = held.sectors.iter().map(|held| held.sector).collect();
    let claimed = if facts.claimed.is_empty() {
        &all[..]
    } else {
        facts.claimed
    };
    let mut sectors = Vec::new();
    let mut reasons = Vec::new();
    for sector in claimed {
        match check_sector(*sector, held.sector(*sector), facts) {
            None => sectors.push(*sector),
            Some(reason) => reasons.push(reason),
        }
    }
    let is_enough = !sectors.is_empty() && (facts.claimed.is_empty() || reasons.is_empty());
    if is_enough {
        Ok((sectors, reasons))
    } else {
        Err(reasons)
    }
}

fn check_sector(
    sector: Sector,
    held: Option<&SectorQualification>,
    facts: &EntitlementFacts<'_>,
) -> Option<BlockReason> {
    let reason = |code: BlockCode, date| {
        Some(BlockReason {
            sector: Some(sector),
            date,
            ..code.into()
        })
    };
    let Some(held) = held else {
        return reason(BlockCode::SectorNotHeld, None);
    };
    if held.until < facts.today {
        return reason(BlockCode::QualificationExpired, Some(held.until));
    }
    let of_sector = facts
        .categories
        .iter()
        .filter(|category| category.category.sector() == sector);
    match of_sector.map(|category| category.valid_until).max() {
        None => reason(BlockCode::LicenceCategoryMissing, None),
        Some(until) if until < facts.today => {
            reason(BlockCode::LicenceCategoryExpired, Some(until))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests;
