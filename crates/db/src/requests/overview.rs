//! Questions about many requests at once.

use chrono::{DateTime, Utc};
use common::ids::{BatchId, FileId, RequestId};
use common::statuses::RequestStatus;
use common::words::RequestPurpose;
use diesel::prelude::*;

use super::{QueuePosition, RequestRow};
use crate::conn::Conn;
use crate::error::Result;
use crate::schema::{audit_events, requests};

/// How many requests are in a status.
///
/// # Errors
///
/// If the database fails.
pub fn count(conn: &mut Conn, status: RequestStatus) -> Result<i64> {
    Ok(requests::table
        .filter(requests::status.eq(status))
        .count()
        .get_result(conn)?)
}

/// How many requests wait for a reviewer to take them: a defective card that has not
/// arrived waits for the post.
///
/// # Errors
///
/// If the database fails.
pub fn count_to_take(conn: &mut Conn) -> Result<i64> {
    Ok(requests::table
        .filter(requests::status.eq(RequestStatus::Submitted))
        .filter(requests::purpose.ne(RequestPurpose::Quality))
        .count()
        .get_result(conn)?)
}

/// Requests about defective cards that have been waited for since before an instant,
/// longest first, at most `limit` after `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_awaited_cards(
    conn: &mut Conn,
    before: DateTime<Utc>,
    after: Option<QueuePosition>,
    limit: i64,
) -> Result<Vec<RequestRow>> {
    let mut query = requests::table
        .filter(requests::status.eq(RequestStatus::Submitted))
        .filter(requests::purpose.eq(RequestPurpose::Quality))
        .filter(requests::updated_at.lt(before.naive_utc()))
        .order((requests::updated_at, requests::id))
        .limit(limit)
        .select(RequestRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        let is_later = requests::updated_at
            .gt(after.updated_at)
            .or(requests::updated_at
                .eq(after.updated_at)
                .and(requests::id.gt(after.id)));
        query = query.filter(is_later);
    }
    Ok(query.load(conn)?)
}

/// Requests that have been in a status without a change since before an
/// instant, longest first, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_unchanged_since(
    conn: &mut Conn,
    status: RequestStatus,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<RequestRow>> {
    Ok(requests::table
        .filter(
            requests::status
                .eq(status)
                .and(requests::updated_at.lt(before.naive_utc())),
        )
        .order((requests::updated_at, requests::id))
        .limit(limit)
        .select(RequestRow::as_select())
        .load(conn)?)
}

/// The drafts that have rested since before an instant and whose drivers were
/// not reminded since: no audit line `reminded` is as new as the last change.
/// Longest first, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_unreminded_drafts(
    conn: &mut Conn,
    before: DateTime<Utc>,
    reminded: &str,
    limit: i64,
) -> Result<Vec<RequestId>> {
    let line = audit_events::table
        .filter(audit_events::subject.eq(requests::id))
        .filter(audit_events::action.eq(reminded))
        .filter(audit_events::at.ge(requests::updated_at));
    Ok(requests::table
        .filter(requests::status.eq(RequestStatus::Draft))
        .filter(requests::updated_at.lt(before.naive_utc()))
        .filter(diesel::dsl::not(diesel::dsl::exists(line)))
        .order((requests::updated_at, requests::id))
        .limit(limit)
        .select(requests::id)
        .load(conn)?)
}

/// The requests of a batch, in the order of their cards.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_batch(conn: &mut Conn, batch: BatchId) -> Result<Vec<RequestRow>> {
    Ok(requests::table
        .filter(requests::batch_id.eq(batch))
        .order(requests::id)
        .select(RequestRow::as_select())
        .load(conn)?)
}

/// How many requests of a batch are in each status.
///
/// # Errors
///
/// If the database fails.
pub fn count_by_batch(conn: &mut Conn, batch: BatchId) -> Result<Vec<(RequestStatus, i64)>> {
    Ok(requests::table
        .filter(requests::batch_id.eq(batch))
        .group_by(requests::status)
        .select((requests::status, diesel::dsl::count_star()))
        .load(conn)?)
}

/// Whether a request refers to this file as its acknowledgement.
///
/// # Errors
///
/// If the database fails.
pub fn is_acknowledgement(conn: &mut Conn, file: FileId) -> Result<bool> {
    let found = requests::table.filter(requests::acknowledgement_id.eq(file));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}
