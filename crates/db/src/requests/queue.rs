//! The staff's queue of requests.

use chrono::NaiveDateTime;
use common::ids::{AccountId, RequestId};
use common::statuses::RequestStatus;
use common::words::RequestPurpose;
use diesel::prelude::*;

use super::RequestRow;
use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::{accounts, drivers, requests};

/// Whose requests of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueAssignment {
    /// Everybody's.
    Any,
    /// Nobody's.
    Nobody,
    /// One member's.
    Member(AccountId),
}

/// What to show of the queue. Drafts are never part of it.
#[derive(Clone, Debug)]
pub struct QueueFilter {
    /// The statuses to show.
    pub statuses: Vec<RequestStatus>,
    /// Whose.
    pub assigned: QueueAssignment,
    /// The beginning of a reference, in upper case without `%` and `_`.
    pub reference: Option<String>,
    /// A part of the normalised name, without `%` and `_`.
    pub name: Option<String>,
}

/// Where a page of the queue ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QueuePosition {
    /// When the last row changed.
    pub updated_at: NaiveDateTime,
    /// The last row.
    pub id: RequestId,
}

/// A row of the queue.
#[derive(Clone, Queryable, Selectable)]
#[diesel(check_for_backend(MultiBackend))]
pub struct QueueRow {
    /// The request.
    #[diesel(embed)]
    pub request: RequestRow,
    /// The driver's surname at birth.
    #[diesel(select_expression = drivers::surname_birth)]
    pub surname: String,
    /// The driver's first names.
    #[diesel(select_expression = drivers::first_names)]
    pub first_names: String,
    /// The name of the member who works on it.
    #[diesel(select_expression = accounts::display_name.nullable())]
    pub assigned_name: Option<String>,
}

/// The queue, the request that has waited longest first, at most `limit`, after
/// a position if given. A reference and a name that are both given are
/// alternatives.
///
/// # Errors
///
/// If the database fails.
pub fn list_queue(
    conn: &mut Conn,
    filter: &QueueFilter,
    after: Option<QueuePosition>,
    limit: i64,
) -> Result<Vec<QueueRow>> {
    let mut query = requests::table
        .inner_join(drivers::table)
        .left_join(accounts::table.on(requests::assigned_to.eq(accounts::id.nullable())))
        .filter(requests::status.ne(RequestStatus::Draft))
        .filter(requests::status.eq_any(filter.statuses.clone()))
        .order((requests::updated_at, requests::id))
        .limit(limit)
        .select(QueueRow::as_select())
        .into_boxed();
    query = match filter.assigned {
        QueueAssignment::Any => query,
        QueueAssignment::Nobody => query.filter(requests::assigned_to.is_null()),
        QueueAssignment::Member(account) => query.filter(requests::assigned_to.eq(account)),
    };
    if filter.reference.is_none() && filter.name.is_none() {
        // A defective card that has not arrived waits for the post, not for a reviewer.
        query = query.filter(
            requests::status
                .ne(RequestStatus::Submitted)
                .or(requests::purpose.ne(RequestPurpose::Quality)),
        );
    }
    let reference = filter.reference.as_ref().map(|text| format!("{text}%"));
    let name = filter.name.as_ref().map(|text| format!("%{text}%"));
    query = match (reference, name) {
        (Some(reference), Some(name)) => query.filter(
            requests::reference
                .like(reference)
                .or(drivers::name_key.like(name)),
        ),
        (Some(reference), None) => query.filter(requests::reference.like(reference)),
        (None, Some(name)) => query.filter(drivers::name_key.like(name)),
        (None, None) => query,
    };
    if let Some(after) = after {
        query = query.filter(
            requests::updated_at
                .gt(after.updated_at)
                .or(requests::updated_at
                    .eq(after.updated_at)
                    .and(requests::id.gt(after.id))),
        );
    }
    Ok(query.load(conn)?)
}
