//! What rules read: the trainings that count for a driver.

use common::ids::DriverId;
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
    }
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
    Ok(rows.iter().map(completed).collect())
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
    let trainings: Vec<_> = rows.iter().map(completed).collect();
    Ok(qualification(&trainings, policy))
}
