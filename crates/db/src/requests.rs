//! Rows and queries of `requests`: what drivers ask for, from draft to delivery.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::dto::address::Address;
use common::dto::profile::IdentityView;
use common::dto::request::{IdentityProof, RejectionReason};
use common::exchange::ExchangeReason;
use common::ids::{AccountId, BatchId, CardId, DriverId, FileId, RequestId, TrainingId};
use common::statuses::RequestStatus;
use common::words::{RequestPurpose, RequestStep, RequestType};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::requests;

mod of_driver;
mod of_training;
mod overview;
mod queue;
mod register;

pub use of_driver::{
    Openness, RequestLine, find_open, find_open_foreign, list_by_driver, list_facts,
    list_open_replacements, list_versions, list_waiting,
};
pub use of_training::list_of_training;
pub use overview::{
    count, count_by_batch, count_to_take, is_acknowledgement, list_awaited_cards, list_by_batch,
    list_unchanged_since, list_unreminded_drafts,
};
pub use queue::{QueueAssignment, QueueFilter, QueuePosition, QueueRow, list_queue};
pub use register::{LicenceCheck, ask_register, keep_answer};

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
    /// What has changed since that card was made, if it is exchanged.
    pub exchange_reason: Option<ExchangeReason>,
    /// Where it stands.
    pub status: RequestStatus,
    /// The training that gives the right to the card; none for a qualification of another
    /// State.
    pub training_id: Option<TrainingId>,
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

impl RequestRow {
    /// A draft of a card after a training, of which nothing is filled in.
    #[must_use]
    pub fn draft(
        reference: String,
        driver_id: DriverId,
        training_id: Option<TrainingId>,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: RequestId::new(),
            reference,
            driver_id,
            type_: RequestType::Card,
            purpose: RequestPurpose::Training,
            replaces_card_id: None,
            exchange_reason: None,
            status: RequestStatus::Draft,
            training_id,
            step: RequestStep::Identity,
            identity_confirmed: false,
            identity_proof: IdentityProof::IdentityCard,
            delivery_address: None,
            snapshot: None,
            assigned_to: None,
            rejection: None,
            batch_id: None,
            carrier: None,
            tracking_number: None,
            acknowledgement_id: None,
            version: 1,
            created_at: now.naive_utc(),
            updated_at: now.naive_utc(),
            submitted_at: None,
            decided_at: None,
            licence: LicenceCheck::default(),
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

/// The request with a reference.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_reference(conn: &mut Conn, reference: &str) -> Result<Option<RequestRow>> {
    Ok(requests::table
        .filter(requests::reference.eq(reference))
        .select(RequestRow::as_select())
        .first(conn)
        .optional()?)
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
