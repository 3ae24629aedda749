//! Drivers by when they were trained.

use chrono::NaiveDate;
use common::ids::DriverId;
use common::statuses::TrainingStatus;
use diesel::prelude::*;

use crate::conn::Conn;
use crate::error::Result;
use crate::schema::trainings;

/// The drivers with a valid training that ended between two days, in the order of
/// their ids, at most `limit` behind `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_trained(
    conn: &mut Conn,
    (from, until): (NaiveDate, NaiveDate),
    after: Option<DriverId>,
    limit: i64,
) -> Result<Vec<DriverId>> {
    let mut query = trainings::table
        .filter(trainings::completed_on.between(from, until))
        .filter(trainings::status.eq(TrainingStatus::Valid))
        .filter(trainings::driver_id.is_not_null())
        .order(trainings::driver_id)
        .limit(limit)
        .select(trainings::driver_id.assume_not_null())
        .distinct()
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(trainings::driver_id.gt(after));
    }
    Ok(query.load(conn)?)
}
