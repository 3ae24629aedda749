//! Rows and queries of `request_history`: the dated steps that the driver reads.

use chrono::NaiveDateTime;
use common::ids::{DriverId, EventId, RequestId};
use common::statuses::RequestStatus;
use common::words::ActorKind;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::{request_history, requests};
use crate::timestamp::ListedAt;

/// A step that a request has passed.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_history, check_for_backend(MultiBackend))]
pub struct HistoryRow {
    /// Which one; sorts by time.
    pub id: EventId,
    /// Of which request.
    pub request_id: RequestId,
    /// When.
    pub at: NaiveDateTime,
    /// The status reached.
    pub status: RequestStatus,
    /// What kind of actor.
    pub actor_kind: ActorKind,
    /// The account; none for the service itself.
    pub actor_id: Option<String>,
}

/// What the driver reads of a step.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = request_history, check_for_backend(MultiBackend))]
pub struct HistoryStep {
    /// Which one; sorts by time.
    pub id: EventId,
    /// Of which request.
    pub request_id: RequestId,
    /// When.
    pub at: ListedAt,
    /// The status reached.
    pub status: RequestStatus,
    /// What kind of actor.
    pub actor_kind: ActorKind,
}

/// Adds a step.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &HistoryRow) -> Result<()> {
    diesel::insert_into(request_history::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// The steps of requests, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_requests(conn: &mut Conn, requests: &[RequestId]) -> Result<Vec<HistoryRow>> {
    Ok(request_history::table
        .filter(request_history::request_id.eq_any(requests))
        .order((request_history::at, request_history::id))
        .select(HistoryRow::as_select())
        .load(conn)?)
}

/// The steps of a driver's requests from one to another, both included; those of
/// each request oldest first. A range and not a list of ids: its statement is
/// always the same, so that it is prepared once.
///
/// # Errors
///
/// If the database fails.
pub fn list_of_driver(
    conn: &mut Conn,
    driver: DriverId,
    (from, to): (RequestId, RequestId),
) -> Result<Vec<HistoryStep>> {
    Ok(requests::table
        .inner_join(request_history::table)
        .filter(requests::driver_id.eq(driver))
        .filter(requests::id.ge(from).and(requests::id.le(to)))
        .order((requests::id, request_history::id))
        .select(HistoryStep::as_select())
        .load(conn)?)
}
