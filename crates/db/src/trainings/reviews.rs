//! Trainings that wait for a person.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{DriverId, TrainingId};
use common::statuses::{TrainingMatch, TrainingStatus};
use diesel::prelude::*;

use super::{Holder, TrainingRow, TrainingWarning, TrainingWithCentre};
use crate::conn::Conn;
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::{approvals, organisations, trainings};

/// The trainings in a state, what was declared first in front, at most `limit`
/// rows behind the row `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_queue(
    conn: &mut Conn,
    status: TrainingStatus,
    after: Option<(NaiveDateTime, TrainingId)>,
    limit: i64,
) -> Result<Vec<TrainingWithCentre>> {
    let mut query = trainings::table
        .inner_join(organisations::table)
        .inner_join(approvals::table)
        .filter(trainings::status.eq(status))
        .order((trainings::declared_at, trainings::id))
        .limit(limit)
        .select(TrainingWithCentre::as_select())
        .into_boxed();
    if let Some((declared_at, id)) = after {
        query = query.filter(
            trainings::declared_at
                .gt(declared_at)
                .or(trainings::declared_at
                    .eq(declared_at)
                    .and(trainings::id.gt(id))),
        );
    }
    Ok(query.load(conn)?)
}

/// How many trainings are in a state.
///
/// # Errors
///
/// If the database fails.
pub fn count(conn: &mut Conn, status: TrainingStatus) -> Result<i64> {
    Ok(trainings::table
        .filter(trainings::status.eq(status))
        .count()
        .get_result(conn)?)
}

/// A driver's trainings that wait, in the order in which rules read them.
///
/// # Errors
///
/// If the database fails.
pub fn list_waiting_of_driver(conn: &mut Conn, driver: DriverId) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::driver_id.eq(driver))
        .filter(trainings::status.eq(TrainingStatus::NeedsReview))
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// The trainings that wait and were declared for somebody without an account, in
/// the order in which rules read them.
///
/// # Errors
///
/// If the database fails.
pub fn list_waiting_of_holder(conn: &mut Conn, holder: Holder<'_>) -> Result<Vec<TrainingRow>> {
    Ok(trainings::table
        .filter(trainings::licence_country.eq(holder.licence_country))
        .filter(trainings::licence_number.eq(holder.licence_number))
        .filter(trainings::birth_date.eq(holder.birth_date))
        .filter(trainings::matching.eq(TrainingMatch::Unattached))
        .filter(trainings::status.eq(TrainingStatus::NeedsReview))
        .order((trainings::completed_on, trainings::id))
        .select(TrainingRow::as_select())
        .load(conn)?)
}

/// What is settled about a training that waited.
#[derive(Clone, AsChangeset)]
#[diesel(table_name = trainings, treat_none_as_null = true)]
pub struct Settled {
    /// The driver it counts for.
    pub driver_id: Option<DriverId>,
    /// How it relates to that driver.
    pub matching: TrainingMatch,
    /// Whether it counts.
    pub status: TrainingStatus,
    /// The doubts and remarks that are left.
    pub warnings: Json<Vec<TrainingWarning>>,
}

/// Settles a training that waits.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it is no longer at `version` or does not wait.
pub fn settle(
    conn: &mut Conn,
    id: TrainingId,
    version: i64,
    settled: &Settled,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(trainings::table.find(id))
        .filter(trainings::version.eq(version))
        .filter(trainings::status.eq(TrainingStatus::NeedsReview))
        .set((
            settled,
            trainings::version.eq(trainings::version + 1),
            trainings::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
