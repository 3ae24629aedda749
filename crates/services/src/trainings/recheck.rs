//! Trainings that wait are looked at again by the service itself: an FCO that was
//! declared before its FIMO counts as soon as the FIMO does (rules R5, R6), and a
//! corrected account settles what was doubtful (R5, R9).

use common::rules::training::{BasedTraining, Finding, Holder, find_missing_basis, is_doubt};
use common::statuses::TrainingStatus;
use common::transitions::training::{TrainingEvent, next};
use db::drivers::DriverRow;
use db::json::Json;
use db::trainings::reviews::{self, Settled};
use db::trainings::{TrainingRow, TrainingWarning};

use super::outcome::{self, Happened};
use super::record::warning;
use super::{history, notice};
use crate::audit::Actor;
use crate::context::Tx;
use crate::error::ServiceResult;

/// A training has begun to count: looks again at the others of its holder.
pub(super) fn after_valid(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: Option<&DriverRow>,
) -> ServiceResult<()> {
    match driver {
        Some(driver) => of_driver(tx, driver),
        None => of_holder(tx, training.holder()),
    }
}

/// Looks again at everything of a driver that waits.
pub(crate) fn of_driver(tx: &mut Tx<'_>, driver: &DriverRow) -> ServiceResult<()> {
    let waiting = reviews::list_waiting_of_driver(tx, driver.id)?;
    settle_all(tx, waiting, Some(driver))
}

/// Looks again at what waits for somebody without an account.
fn of_holder(tx: &mut Tx<'_>, holder: db::trainings::Holder<'_>) -> ServiceResult<()> {
    let waiting = reviews::list_waiting_of_holder(tx, holder)?;
    settle_all(tx, waiting, None)
}

/// What one training needs may be another that waits, so that each success is a
/// reason to go through the rest once more.
fn settle_all(
    tx: &mut Tx<'_>,
    mut waiting: Vec<TrainingRow>,
    driver: Option<&DriverRow>,
) -> ServiceResult<()> {
    loop {
        let before = waiting.len();
        let mut left = Vec::with_capacity(before);
        for training in waiting {
            if !settle(tx, &training, driver)? {
                left.push(training);
            }
        }
        if left.is_empty() || left.len() == before {
            return left
                .iter()
                .try_for_each(|training| keep_doubts(tx, training, driver));
        }
        waiting = left;
    }
}

/// Has the training count if no doubt is left. Says whether it does.
fn settle(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: Option<&DriverRow>,
) -> ServiceResult<bool> {
    let Some(status) = next(training.status, TrainingEvent::Accept) else {
        return Ok(false);
    };
    if !doubts(tx, training, driver)?.is_empty() {
        return Ok(false);
    }
    let settled = Settled {
        driver_id: training.driver_id,
        matching: training.matching,
        status,
        warnings: Json::new(remarks(training))?,
    };
    let now = tx.now;
    reviews::settle(tx, training.id, training.version, &settled, now)?;
    let accepted = Happened::new(TrainingEvent::Accept, status);
    outcome::record(tx, training, &Actor::system(), accepted)?;
    if let Some(driver) = driver {
        notice::tell(tx, training, driver)?;
    }
    Ok(true)
}

/// A training that goes on waiting says for what, and for nothing that is settled.
fn keep_doubts(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: Option<&DriverRow>,
) -> ServiceResult<()> {
    let found = doubts(tx, training, driver)?;
    let mut warnings: Vec<_> = found
        .iter()
        .map(|finding| warning(&finding.pointer, &finding.fault))
        .collect();
    warnings.extend(remarks(training));
    if warnings == *training.warnings {
        return Ok(());
    }
    let settled = Settled {
        driver_id: training.driver_id,
        matching: training.matching,
        status: TrainingStatus::NeedsReview,
        warnings: Json::new(warnings)?,
    };
    let now = tx.now;
    Ok(reviews::settle(
        tx,
        training.id,
        training.version,
        &settled,
        now,
    )?)
}

fn doubts(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    driver: Option<&DriverRow>,
) -> ServiceResult<Vec<Finding>> {
    let earlier = history::of_holder(tx, training.holder(), driver.map(|driver| driver.id))?;
    let holder = Holder {
        trainings: &earlier,
        categories: driver.map(|driver| driver.identity.licence_categories.as_slice()),
    };
    let claim = BasedTraining {
        kind: training.kind,
        sector: training.sector,
        completed_on: training.completed_on,
    };
    Ok(find_missing_basis(claim, &holder))
}

/// The remarks of a training that are no doubts.
pub(super) fn remarks(training: &TrainingRow) -> Vec<TrainingWarning> {
    let all = training.warnings.iter();
    all.filter(|warning| !is_doubt(warning.code))
        .cloned()
        .collect()
}
