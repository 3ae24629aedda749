//! What rules read: the trainings that count for a driver, and what was recognised.

use common::ids::DriverId;
use common::rules::exchange::as_training;
use common::rules::policy::RulePolicy;
use common::rules::qualification::{CompletedTraining, Qualification, qualification};
use db::Conn;
use db::trainings::TrainingRow;

use crate::error::ServiceResult;

/// A training as rules see it.
#[must_use]
pub const fn completed(row: &TrainingRow) -> CompletedTraining {
    CompletedTraining {
        id: row.id,
        kind: row.kind,
        sector: row.sector,
        completed_on: row.completed_on,
        recognised_until: None,
    }
}

/// A driver's qualifications of other States, as rules see them.
///
/// # Errors
///
/// If the database fails.
pub fn recognised(conn: &mut Conn, driver: DriverId) -> ServiceResult<Vec<CompletedTraining>> {
    let rows = db::recognitions::list_by_driver(conn, driver)?;
    let rows = rows.iter();
    Ok(rows
        .map(|row| as_training(row.id, row.sector, (row.valid_from, row.valid_until)))
        .collect())
}

/// The valid trainings of a person: those of the driver, and what was declared
/// under the same licence and is not attached yet.
///
/// # Errors
///
/// If the database fails.
pub(super) fn of_holder(
    conn: &mut Conn,
    holder: db::trainings::Holder<'_>,
    driver: Option<DriverId>,
) -> ServiceResult<Vec<CompletedTraining>> {
    let mut rows = db::trainings::list_valid_of_holder(conn, holder)?;
    if let Some(driver) = driver {
        rows.retain(|row| row.driver_id.is_none());
        rows.extend(db::trainings::list_valid_of_driver(conn, driver)?);
    }
    let mut trainings: Vec<_> = rows.iter().map(completed).collect();
    if let Some(driver) = driver {
        trainings.extend(recognised(conn, driver)?);
    }
    Ok(trainings)
}

/// A driver's qualification, computed from every valid training, also from those
/// whose recap is no longer shown.
///
/// # Errors
///
/// If the database fails.
pub fn qualification_of(
    conn: &mut Conn,
    driver: DriverId,
    policy: &RulePolicy,
) -> ServiceResult<Qualification> {
    let rows = db::trainings::list_valid_of_driver(conn, driver)?;
    let mut trainings: Vec<_> = rows.iter().map(completed).collect();
    trainings.extend(recognised(conn, driver)?);
    Ok(qualification(&trainings, policy))
}
