//! The requests of one driver: what lists show, and what rules read.

use common::exchange::ExchangeReason;
use common::ids::{CardId, DriverId, RequestId, TrainingId};
use common::statuses::RequestStatus;
use common::words::{RequestPurpose, RequestType};
use diesel::prelude::*;

use super::RequestRow;
use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::{cards, requests};
use crate::timestamp::ListedAt;

/// The statuses in which a request keeps its driver from making another.
fn closed() -> Vec<RequestStatus> {
    RequestStatus::ALL
        .iter()
        .copied()
        .filter(|status| !status.is_open())
        .collect()
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
    /// What has changed, if a card is exchanged.
    pub exchange_reason: Option<ExchangeReason>,
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
            exchange_reason: row.exchange_reason,
            status: row.status,
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
            submitted_at: row.submitted_at.map(ListedAt::from),
        }
    }
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

/// The driver's open exchange of a qualification of another State: there is at most one.
///
/// # Errors
///
/// If the database fails.
pub fn find_open_foreign(conn: &mut Conn, driver: DriverId) -> Result<Option<RequestId>> {
    Ok(requests::table
        .filter(requests::driver_id.eq(driver))
        .filter(requests::exchange_reason.eq(ExchangeReason::Foreign))
        .filter(requests::status.ne_all(closed()))
        .select(requests::id)
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

/// Every request of a driver that rests on a training, with its status and whether a
/// card was made for it, oldest first: what rules read.
///
/// # Errors
///
/// If the database fails.
pub fn list_facts(
    conn: &mut Conn,
    driver: DriverId,
) -> Result<Vec<(RequestId, RequestStatus, TrainingId, bool)>> {
    let rows: Vec<(RequestId, RequestStatus, TrainingId, Option<CardId>)> = requests::table
        .left_join(cards::table)
        .filter(requests::driver_id.eq(driver))
        .filter(requests::purpose.eq(RequestPurpose::Training))
        .filter(requests::training_id.is_not_null())
        .order(requests::id)
        .select((
            requests::id,
            requests::status,
            requests::training_id.assume_not_null(),
            cards::id.nullable(),
        ))
        .load(conn)?;
    let facts = rows.into_iter();
    Ok(facts
        .map(|(id, status, training, card)| (id, status, training, card.is_some()))
        .collect())
}

/// The driver's requests that wait for the driver: drafts, and those about which
/// something is asked; newest first, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_waiting(conn: &mut Conn, driver: DriverId, limit: i64) -> Result<Vec<RequestLine>> {
    let waiting = [RequestStatus::Draft, RequestStatus::InformationRequested];
    Ok(requests::table
        .filter(requests::driver_id.eq(driver))
        .filter(requests::status.eq_any(waiting))
        .order(requests::id.desc())
        .limit(limit)
        .select(RequestLine::as_select())
        .load(conn)?)
}
