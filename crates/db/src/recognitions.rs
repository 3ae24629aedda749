//! Rows and queries of `recognitions`: qualifications of other States that count here.

use chrono::{NaiveDate, NaiveDateTime};
use common::ids::{DriverId, RequestId, TrainingId};
use common::words::Sector;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::recognitions;

/// A recognised qualification of one sector.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = recognitions, check_for_backend(MultiBackend))]
pub struct RecognitionRow {
    /// Which one; among the trainings, as which the rules take it.
    pub id: TrainingId,
    /// Whose it is.
    pub driver_id: DriverId,
    /// The exchange that recognised it.
    pub request_id: RequestId,
    /// Its sector.
    pub sector: Sector,
    /// First day of the period that it is taken for.
    pub valid_from: NaiveDate,
    /// Its last day.
    pub valid_until: NaiveDate,
    /// When it was recognised.
    pub created_at: NaiveDateTime,
}

/// Adds one.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the request has recognised
/// that sector already.
pub fn insert(conn: &mut Conn, row: &RecognitionRow) -> Result<()> {
    diesel::insert_into(recognitions::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// A driver's recognised qualifications, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_driver(conn: &mut Conn, driver: DriverId) -> Result<Vec<RecognitionRow>> {
    Ok(recognitions::table
        .filter(recognitions::driver_id.eq(driver))
        .order(recognitions::id)
        .select(RecognitionRow::as_select())
        .load(conn)?)
}

/// The drivers with one that ends between two days, in the order of their ids, at most
/// `limit` behind `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_holders(
    conn: &mut Conn,
    (from, until): (NaiveDate, NaiveDate),
    after: Option<DriverId>,
    limit: i64,
) -> Result<Vec<DriverId>> {
    let mut query = recognitions::table
        .filter(recognitions::valid_until.between(from, until))
        .order(recognitions::driver_id)
        .limit(limit)
        .select(recognitions::driver_id)
        .distinct()
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(recognitions::driver_id.gt(after));
    }
    Ok(query.load(conn)?)
}
