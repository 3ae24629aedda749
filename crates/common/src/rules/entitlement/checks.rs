//! One function per condition.

use super::{BlockCode, BlockReason, EntitlementFacts};
use crate::ids::TrainingId;
use crate::rules::qualification::{CompletedTraining, Qualification, SectorQualification};
use crate::statuses::{CredentialState, IdentityReview, RequestStatus, TrainingStatus};
use crate::words::Sector;

pub(super) fn account_reasons(facts: &EntitlementFacts<'_>) -> Vec<BlockReason> {
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

pub(super) fn open_request_reason(facts: &EntitlementFacts<'_>) -> Option<BlockReason> {
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
pub(super) fn find_training(
    facts: &EntitlementFacts<'_>,
    valid: &[CompletedTraining],
    held: &Qualification,
) -> Result<CompletedTraining, Option<BlockReason>> {
    let user_of = |training: TrainingId| {
        facts.requests.iter().find(|request| {
            request.training == training && (request.status.holds_training() || request.has_card)
        })
    };
    let mut entitling: Vec<_> = valid
        .iter()
        .filter(|training| held.steps_of(training.id).next().is_some())
        // The exchange that recognised it gave its card.
        .filter(|training| training.recognised_until.is_none())
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

pub(super) type Sectors = (Vec<Sector>, Vec<BlockReason>);

/// The sectors that a card would show. Asked-for sectors must all be in order;
/// of sectors that are merely held, one is enough.
pub(super) fn find_sectors(
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
