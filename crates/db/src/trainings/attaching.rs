//! Trainings that belong to nobody yet.

use chrono::{DateTime, Utc};
use common::ids::{DriverId, TrainingId};
use common::statuses::{TrainingMatch, TrainingStatus};
use diesel::prelude::*;

use super::{TrainingRow, is_standing};
use crate::conn::Conn;
use crate::error::{Result, expect_changed};
use crate::schema::trainings;

/// The trainings under a licence number that belong to no driver yet, oldest
/// first, whatever name and birth date they were declared with.
///
/// # Errors
///
/// If the database fails.
pub fn list_without_driver(
    conn: &mut Conn,
    licence_country: &str,
    licence_number: &str,
) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::licence_country.eq(licence_country))
        .filter(trainings::licence_number.eq(licence_number))
        .filter(trainings::driver_id.is_null())
        .filter(is_standing())
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// Gives a training that belongs to nobody yet to its driver. Whether it counts
/// stays as it is.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it belongs to a driver already.
pub fn attach(
    conn: &mut Conn,
    id: TrainingId,
    driver_id: DriverId,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(trainings::table.find(id))
        .filter(trainings::driver_id.is_null())
        .set((
            trainings::driver_id.eq(driver_id),
            trainings::matching.eq(TrainingMatch::Attached),
            trainings::version.eq(trainings::version + 1),
            trainings::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Marks a training that belongs to nobody as one whose trainee is not the
/// holder of the account with that licence: a person must look at it.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it belongs to a driver already.
pub fn mark_doubtful(conn: &mut Conn, id: TrainingId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(trainings::table.find(id))
        .filter(trainings::driver_id.is_null())
        .set((
            trainings::matching.eq(TrainingMatch::Doubtful),
            trainings::status.eq(TrainingStatus::NeedsReview),
            trainings::version.eq(trainings::version + 1),
            trainings::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
