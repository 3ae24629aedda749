//! Rows and queries of `information_requests`: demands for corrections.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use common::ids::{AccountId, DriverId, InformationRequestId, RequestId};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::{audit_events, information_requests, requests};

/// A demand for corrections.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = information_requests, check_for_backend(MultiBackend))]
pub struct InformationRequestRow {
    /// Which one.
    pub id: InformationRequestId,
    /// About which request.
    pub request_id: RequestId,
    /// The reviewer's words.
    pub message: Option<String>,
    /// The last day to answer.
    pub deadline: NaiveDate,
    /// The reviewer.
    pub asked_by: AccountId,
    /// When it was asked.
    pub asked_at: NaiveDateTime,
    /// When it was answered.
    pub responded_at: Option<NaiveDateTime>,
    /// When it ended without an answer.
    pub closed_at: Option<NaiveDateTime>,
}

/// Adds a demand.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &InformationRequestRow) -> Result<()> {
    diesel::insert_into(information_requests::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One demand.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: InformationRequestId) -> Result<InformationRequestRow> {
    Ok(information_requests::table
        .find(id)
        .select(InformationRequestRow::as_select())
        .first(conn)?)
}

/// The demand about a request that waits for an answer: there is at most one.
///
/// # Errors
///
/// If the database fails.
pub fn find_open(conn: &mut Conn, request: RequestId) -> Result<Option<InformationRequestRow>> {
    Ok(information_requests::table
        .filter(information_requests::request_id.eq(request))
        .filter(information_requests::responded_at.is_null())
        .filter(information_requests::closed_at.is_null())
        .select(InformationRequestRow::as_select())
        .first(conn)
        .optional()?)
}

/// The demands about requests, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_requests(
    conn: &mut Conn,
    requests: &[RequestId],
) -> Result<Vec<InformationRequestRow>> {
    Ok(information_requests::table
        .filter(information_requests::request_id.eq_any(requests))
        .order(information_requests::id)
        .select(InformationRequestRow::as_select())
        .load(conn)?)
}

/// Until when an answer is awaited to which of a driver's requests.
///
/// # Errors
///
/// If the database fails.
pub fn list_deadlines(conn: &mut Conn, driver: DriverId) -> Result<Vec<(RequestId, NaiveDate)>> {
    Ok(requests::table
        .inner_join(information_requests::table)
        .filter(requests::driver_id.eq(driver))
        .filter(information_requests::responded_at.is_null())
        .filter(information_requests::closed_at.is_null())
        .select((requests::id, information_requests::deadline))
        .load(conn)?)
}

/// The demands that wait for an answer until a day at the latest, the most
/// urgent first, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_open_until(
    conn: &mut Conn,
    day: NaiveDate,
    limit: i64,
) -> Result<Vec<InformationRequestRow>> {
    Ok(information_requests::table
        .filter(information_requests::deadline.le(day))
        .filter(information_requests::responded_at.is_null())
        .filter(information_requests::closed_at.is_null())
        .order((information_requests::deadline, information_requests::id))
        .limit(limit)
        .select(InformationRequestRow::as_select())
        .load(conn)?)
}

/// The demands that wait for an answer until exactly a day, were put before an
/// instant, and about which no audit line `reminded` stands, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_unreminded(
    conn: &mut Conn,
    deadline: NaiveDate,
    asked_before: DateTime<Utc>,
    reminded: &str,
    limit: i64,
) -> Result<Vec<InformationRequestId>> {
    let line = audit_events::table
        .filter(audit_events::subject.eq(information_requests::id))
        .filter(audit_events::action.eq(reminded));
    Ok(information_requests::table
        .filter(information_requests::deadline.eq(deadline))
        .filter(information_requests::asked_at.lt(asked_before.naive_utc()))
        .filter(information_requests::responded_at.is_null())
        .filter(information_requests::closed_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(line)))
        .order(information_requests::id)
        .limit(limit)
        .select(information_requests::id)
        .load(conn)?)
}

/// Notes that the driver has answered.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it does not wait for an answer any more.
pub fn mark_responded(conn: &mut Conn, id: InformationRequestId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(information_requests::table.find(id))
        .filter(information_requests::responded_at.is_null())
        .filter(information_requests::closed_at.is_null())
        .set(information_requests::responded_at.eq(now.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}

/// Notes that no answer came in time.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it does not wait for an answer any more.
pub fn mark_closed(conn: &mut Conn, id: InformationRequestId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(information_requests::table.find(id))
        .filter(information_requests::responded_at.is_null())
        .filter(information_requests::closed_at.is_null())
        .set(information_requests::closed_at.eq(now.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}
