//! Rows and queries of `requests`: what drivers ask for, from draft to delivery.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::dto::address::Address;
use common::dto::profile::IdentityView;
use common::dto::request::{IdentityProof, RejectionReason};
use common::ids::{AccountId, BatchId, CardId, DriverId, FileId, RequestId, TrainingId};
use common::statuses::RequestStatus;
use common::words::{RequestPurpose, RequestStep, RequestType};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::requests;
use crate::timestamp::ListedAt;

mod overview;
mod queue;
mod register;

pub use overview::{
    count, count_by_batch, is_acknowledgement, list_by_batch, list_unchanged_since,
    list_unreminded_drafts,
};
pub use queue::{QueueAssignment, QueueFilter, QueuePosition, QueueRow, list_queue};
pub use register::{LicenceCheck, ask_register, keep_answer};

/// The statuses in which a request keeps its driver from making another.
fn closed() -> Vec<RequestStatus> {
    RequestStatus::ALL
        .iter()
        .copied()
        .filter(|status| !status.is_open())
        .collect()
}

/// A request.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = requests, check_for_backend(MultiBackend))]
pub struct RequestRow {
    /// Which one.
    pub id: RequestId,
    /// What people call it: `CQC-2026-0000001-K`.
    pub reference: String,
    /// Whose it is.
    pub driver_id: DriverId,
    /// What is asked for.
    pub type_: RequestType,
    /// Why it is asked for.
    pub purpose: RequestPurpose,
    /// The card in whose place it is asked for.
    pub replaces_card_id: Option<CardId>,
    /// Where it stands.
    pub status: RequestStatus,
    /// The training that gives the right to the card.
    pub training_id: TrainingId,
    /// Where the driver stopped.
    pub step: RequestStep,
    /// Whether the driver has checked what will be printed.
    pub identity_confirmed: bool,
    /// What proves identity.
    pub identity_proof: IdentityProof,
    /// Where the card is sent: once filled in.
    pub delivery_address: Option<Json<Address>>,
    /// Identity and licence at submission: what is printed.
    pub snapshot: Option<Json<IdentityView>>,
    /// The member of the staff who works on it.
    pub assigned_to: Option<AccountId>,
    /// The reasons of a rejection.
    pub rejection: Option<Json<Vec<RejectionReason>>>,
    /// The production batch.
    pub batch_id: Option<BatchId>,
    /// Who carries the card.
    pub carrier: Option<String>,
    /// The carrier's number.
    pub tracking_number: Option<String>,
    /// The acknowledgement of receipt.
    pub acknowledgement_id: Option<FileId>,
    /// Counts the changes.
    pub version: i64,
    /// When it was begun.
    pub created_at: NaiveDateTime,
    /// When it changed last.
    pub updated_at: NaiveDateTime,
    /// When it was sent.
    pub submitted_at: Option<NaiveDateTime>,
    /// When it was approved or rejected.
    pub decided_at: Option<NaiveDateTime>,
    /// What the licence register says about it.
    #[diesel(embed)]
    pub licence: LicenceCheck,
}

/// What a driver's list shows of a request. The rest of the row is three quarters
/// of its bytes, most of it JSON.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = requests, check_for_backend(MultiBackend))]
pub struct RequestLine {
    /// Which one.
    pub id: RequestId,
    /// What people call it.
    pub reference: String,
    /// Whose it is.
    pub driver_id: DriverId,
    /// What is asked for.
    pub type_: RequestType,
    /// Why it is asked for.
    pub purpose: RequestPurpose,
    /// Where it stands.
    pub status: RequestStatus,
    /// When it was begun.
    pub created_at: ListedAt,
    /// When it changed last.
    pub updated_at: ListedAt,
    /// When it was sent.
    pub submitted_at: Option<ListedAt>,
}

impl From<&RequestRow> for RequestLine {
    fn from(row: &RequestRow) -> Self {
        Self {
            id: row.id,
            reference: row.reference.clone(),
            driver_id: row.driver_id,
            type_: row.type_,
            purpose: row.purpose,
            status: row.status,
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
            submitted_at: row.submitted_at.map(ListedAt::from),
        }
    }
}

/// What to change in a request; `None` leaves a column as it is.
#[derive(Clone, Default, AsChangeset)]
#[diesel(table_name = requests)]
pub struct RequestChanges {
    /// Another training that gives the right to the card.
    pub training_id: Option<TrainingId>,
    /// The status to reach.
    pub status: Option<RequestStatus>,
    /// Where the driver stopped.
    pub step: Option<RequestStep>,
    /// Whether the driver has checked what will be printed.
    pub identity_confirmed: Option<bool>,
    /// What proves identity.
    pub identity_proof: Option<IdentityProof>,
    /// Where the card is sent.
    pub delivery_address: Option<Json<Address>>,
    /// Identity and licence.
    pub snapshot: Option<Json<IdentityView>>,
    /// Who works on it.
    pub assigned_to: Option<AccountId>,
    /// The reasons of a rejection.
    pub rejection: Option<Json<Vec<RejectionReason>>>,
    /// The production batch.
    pub batch_id: Option<BatchId>,
    /// Who carries the card.
    pub carrier: Option<String>,
    /// The carrier's number.
    pub tracking_number: Option<String>,
    /// The acknowledgement of receipt.
    pub acknowledgement_id: Option<FileId>,
    /// When it was sent.
    pub submitted_at: Option<NaiveDateTime>,
    /// When it was decided.
    pub decided_at: Option<NaiveDateTime>,
    /// Why it was approved without the licence register's confirmation.
    pub licence_override: Option<String>,
}

/// Which of a driver's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Openness {
    /// Those under way.
    Open,
    /// Those that have ended.
    Closed,
    /// All.
    All,
}

/// Adds a request.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the driver has an
/// open request already, or the training is held by one.
pub fn insert(conn: &mut Conn, request: &RequestRow) -> Result<()> {
    diesel::insert_into(requests::table)
        .values(request)
        .execute(conn)?;
    Ok(())
}

/// One request.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: RequestId) -> Result<RequestRow> {
    Ok(requests::table
        .find(id)
        .select(RequestRow::as_select())
        .first(conn)?)
}

/// One request of a driver.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none, or it is another driver's.
pub fn get_of_driver(conn: &mut Conn, driver: DriverId, id: RequestId) -> Result<RequestRow> {
    Ok(requests::table
        .find(id)
        .filter(requests::driver_id.eq(driver))
        .select(RequestRow::as_select())
        .first(conn)?)
}

/// The driver's open request for a card after a training: there is at most one.
///
/// # Errors
///
/// If the database fails.
pub fn find_open(conn: &mut Conn, driver: DriverId) -> Result<Option<RequestRow>> {
    Ok(requests::table
        .filter(requests::driver_id.eq(driver))
        .filter(requests::purpose.eq(RequestPurpose::Training))
        .filter(requests::status.ne_all(closed()))
        .select(RequestRow::as_select())
        .first(conn)
        .optional()?)
}

/// The open replacements of a driver's cards, each with the card.
///
/// # Errors
///
/// If the database fails.
pub fn list_open_replacements(
    conn: &mut Conn,
    driver: DriverId,
) -> Result<Vec<(CardId, RequestId)>> {
    Ok(requests::table
        .filter(requests::driver_id.eq(driver))
        .filter(requests::replaces_card_id.is_not_null())
        .filter(requests::status.ne_all(closed()))
        .select((requests::replaces_card_id.assume_not_null(), requests::id))
        .load(conn)?)
}

/// The driver's requests, newest first, at most `limit`, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_driver(
    conn: &mut Conn,
    driver: DriverId,
    openness: Openness,
    before: Option<RequestId>,
    limit: i64,
) -> Result<Vec<RequestLine>> {
    Ok(of_driver(driver, openness, before, limit)
        .select(RequestLine::as_select())
        .load(conn)?)
}

/// The requests of [`list_by_driver`] with nothing but their versions.
///
/// # Errors
///
/// If the database fails.
pub fn list_versions(
    conn: &mut Conn,
    driver: DriverId,
    openness: Openness,
    before: Option<RequestId>,
    limit: i64,
) -> Result<Vec<(RequestId, i64)>> {
    Ok(of_driver(driver, openness, before, limit)
        .select((requests::id, requests::version))
        .load(conn)?)
}

fn of_driver(
    driver: DriverId,
    openness: Openness,
    before: Option<RequestId>,
    limit: i64,
) -> requests::BoxedQuery<'static, MultiBackend> {
    let mut query = requests::table
        .filter(requests::driver_id.eq(driver))
        .order(requests::id.desc())
        .limit(limit)
        .into_boxed();
    match openness {
        Openness::Open => query = query.filter(requests::status.ne_all(closed())),
        Openness::Closed => query = query.filter(requests::status.eq_any(closed())),
        Openness::All => {}
    }
    if let Some(before) = before {
        query = query.filter(requests::id.lt(before));
    }
    query
}

/// Every request of a driver that rests on a training, with its status, oldest
/// first: what rules read.
///
/// # Errors
///
/// If the database fails.
pub fn list_facts(
    conn: &mut Conn,
    driver: DriverId,
) -> Result<Vec<(RequestId, RequestStatus, TrainingId)>> {
    Ok(requests::table
        .filter(requests::driver_id.eq(driver))
        .filter(requests::purpose.eq(RequestPurpose::Training))
        .order(requests::id)
        .select((requests::id, requests::status, requests::training_id))
        .load(conn)?)
}

/// Changes a request that is still in the version and status that were read,
/// and counts the change.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed meanwhile.
pub fn update(
    conn: &mut Conn,
    seen: &RequestRow,
    changes: &RequestChanges,
    now: DateTime<Utc>,
) -> Result<RequestRow> {
    let rows = diesel::update(requests::table.find(seen.id))
        .filter(
            requests::version
                .eq(seen.version)
                .and(requests::status.eq(seen.status)),
        )
        .set((
            changes,
            requests::version.eq(requests::version + 1),
            requests::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)?;
    get(conn, seen.id)
}

/// Sends a card back to be made again: forgets who was to carry it.
///
/// # Errors
///
/// If the database fails.
pub fn clear_shipment(conn: &mut Conn, id: RequestId) -> Result<()> {
    diesel::update(requests::table.find(id))
        .set((
            requests::carrier.eq(None::<String>),
            requests::tracking_number.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Deletes a request with its history, documents and information requests. The
/// rows of `files` stay: see [`files::delete`](crate::files::delete).
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed since it was read.
pub fn delete(conn: &mut Conn, seen: &RequestRow) -> Result<()> {
    let rows = diesel::delete(requests::table.find(seen.id))
        .filter(
            requests::version
                .eq(seen.version)
                .and(requests::status.eq(seen.status)),
        )
        .execute(conn)?;
    expect_changed(rows)
}
