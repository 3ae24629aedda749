//! Rows and queries of `information_items`: what to correct, one thing each.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::dto::address::Address;
use common::dto::request::InformationTarget;
use common::ids::{DocumentId, InformationItemId, InformationRequestId};
use common::words::{DocumentKind, ReasonCode};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::information_items;

/// One thing to correct.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = information_items, check_for_backend(MultiBackend))]
pub struct InformationItemRow {
    /// Which one.
    pub id: InformationItemId,
    /// Of which demand.
    pub information_request_id: InformationRequestId,
    /// Its place in the list, from 0.
    pub position: i32,
    /// What it is about.
    pub target: InformationTarget,
    /// The kind of document, if it is about one.
    pub document_kind: Option<DocumentKind>,
    /// Why.
    pub reason: ReasonCode,
    /// The reviewer's words.
    pub comment: Option<String>,
    /// The version that was refused.
    pub old_document_id: Option<DocumentId>,
    /// The version given instead.
    pub new_document_id: Option<DocumentId>,
    /// The address that was wrong.
    pub old_value: Option<Json<Address>>,
    /// The address given instead.
    pub new_value: Option<Json<Address>>,
    /// When it was answered.
    pub answered_at: Option<NaiveDateTime>,
}

/// Adds an item.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &InformationItemRow) -> Result<()> {
    diesel::insert_into(information_items::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// The items of demands, in their order.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_information_requests(
    conn: &mut Conn,
    ids: &[InformationRequestId],
) -> Result<Vec<InformationItemRow>> {
    Ok(information_items::table
        .filter(information_items::information_request_id.eq_any(ids))
        .order((
            information_items::information_request_id,
            information_items::position,
        ))
        .select(InformationItemRow::as_select())
        .load(conn)?)
}

/// Records the document that answers an item, or with `None` takes it back.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such item.
pub fn answer_document(
    conn: &mut Conn,
    id: InformationItemId,
    document: Option<DocumentId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(information_items::table.find(id))
        .set((
            information_items::new_document_id.eq(document),
            information_items::answered_at.eq(document.map(|_| now.naive_utc())),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Records the address that answers an item.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such item.
pub fn answer_address(
    conn: &mut Conn,
    id: InformationItemId,
    address: &Json<Address>,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(information_items::table.find(id))
        .set((
            information_items::new_value.eq(address),
            information_items::answered_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
