//! Rows and queries of `cards`: driver qualification cards.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use common::ids::{CardId, DriverId, RequestId, TrainingId};
use common::statuses::CardStatus;
use common::words::LicenceCategory;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::requests::RequestRow;
use crate::schema::{cards, requests};

/// A line on the back of a card (field 9 with field 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardCategory {
    /// The licence category.
    pub category: LicenceCategory,
    /// Until when code 95 holds for it.
    pub code_95_until: NaiveDate,
}

/// A card.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cards, check_for_backend(MultiBackend))]
pub struct CardRow {
    /// Which one.
    pub id: CardId,
    /// Its holder.
    pub driver_id: DriverId,
    /// The request it answers.
    pub request_id: RequestId,
    /// Field 5b.
    pub serial: String,
    /// Field 4a.
    pub issued_on: NaiveDate,
    /// Field 4b.
    pub valid_until: NaiveDate,
    /// The back: one line per licence category.
    pub categories: Json<Vec<CardCategory>>,
    /// Where it stands.
    pub status: CardStatus,
    /// Counts the changes.
    pub version: i64,
    /// When it was ordered.
    pub created_at: NaiveDateTime,
    /// When it changed last.
    pub updated_at: NaiveDateTime,
}

/// A card with the request that it answers.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = cards, check_for_backend(MultiBackend))]
pub struct CardWithRequest {
    /// The card.
    #[diesel(embed)]
    pub card: CardRow,
    /// The request.
    #[diesel(embed)]
    pub request: RequestRow,
}

/// Adds a card.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the serial
/// number is given out already or the request has a card.
pub fn insert(conn: &mut Conn, card: &CardRow) -> Result<()> {
    diesel::insert_into(cards::table)
        .values(card)
        .execute(conn)?;
    Ok(())
}

/// The card of a request.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_request(conn: &mut Conn, request: RequestId) -> Result<Option<CardRow>> {
    Ok(cards::table
        .filter(cards::request_id.eq(request))
        .select(CardRow::as_select())
        .first(conn)
        .optional()?)
}

/// The card with a serial number.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_serial(conn: &mut Conn, serial: &str) -> Result<Option<CardWithRequest>> {
    Ok(cards::table
        .inner_join(requests::table)
        .filter(cards::serial.eq(serial))
        .select(CardWithRequest::as_select())
        .first(conn)
        .optional()?)
}

/// The cards that were sent, by what stands on their letter: the request's reference or
/// the tracking number. At most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_sent(conn: &mut Conn, code: &str, limit: i64) -> Result<Vec<CardWithRequest>> {
    let sent = [
        CardStatus::Shipped,
        CardStatus::Active,
        CardStatus::InReturns,
    ];
    Ok(cards::table
        .inner_join(requests::table)
        .filter(cards::status.eq_any(sent))
        .filter(
            requests::reference
                .eq(code)
                .or(requests::tracking_number.eq(code)),
        )
        .limit(limit)
        .select(CardWithRequest::as_select())
        .load(conn)?)
}

/// One of a driver's cards.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none, or it is another driver's.
pub fn get_of_driver(conn: &mut Conn, driver: DriverId, id: CardId) -> Result<CardWithRequest> {
    Ok(cards::table
        .inner_join(requests::table)
        .filter(cards::id.eq(id).and(cards::driver_id.eq(driver)))
        .select(CardWithRequest::as_select())
        .first(conn)?)
}

/// A driver's cards, newest first, at most `limit`, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_driver(
    conn: &mut Conn,
    driver: DriverId,
    before: Option<CardId>,
    limit: i64,
) -> Result<Vec<CardWithRequest>> {
    let mut query = cards::table
        .inner_join(requests::table)
        .filter(cards::driver_id.eq(driver))
        .order(cards::id.desc())
        .limit(limit)
        .select(CardWithRequest::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(cards::id.lt(before));
    }
    Ok(query.load(conn)?)
}

/// The cards that were made for a training, first card and replacements.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_training(conn: &mut Conn, training: TrainingId) -> Result<Vec<CardRow>> {
    Ok(cards::table
        .inner_join(requests::table)
        .filter(requests::training_id.eq(training))
        .order(cards::id)
        .select(CardRow::as_select())
        .load(conn)?)
}

/// Moves a card on from the status that was read.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed meanwhile.
pub fn update_status(
    conn: &mut Conn,
    seen: &CardRow,
    status: CardStatus,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(cards::table.find(seen.id))
        .filter(
            cards::version
                .eq(seen.version)
                .and(cards::status.eq(seen.status)),
        )
        .set((
            cards::status.eq(status),
            cards::version.eq(cards::version + 1),
            cards::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
