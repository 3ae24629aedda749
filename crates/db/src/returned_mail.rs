//! Rows and queries of `returned_mail`: letters with a card that the post brought back.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use common::dto::address::Address;
use common::ids::{CardId, DriverId, RequestId, ReturnedMailId};
use common::statuses::ReturnedMailStatus;
use common::words::{FeeCode, ReturnReason};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::{cards, drivers, requests, returned_mail};

/// A letter that came back.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = returned_mail, check_for_backend(MultiBackend))]
pub struct ReturnedMailRow {
    /// Which one.
    pub id: ReturnedMailId,
    /// The request that its card answers.
    pub request_id: RequestId,
    /// The card in it.
    pub card_id: CardId,
    /// Whose it is.
    pub driver_id: DriverId,
    /// Where it stands.
    pub status: ReturnedMailStatus,
    /// Why it came back.
    pub reason: ReturnReason,
    /// Whether it may be sent to the same address once more, free of charge.
    pub may_confirm: bool,
    /// Last day on which the driver can answer.
    pub keep_until: NaiveDate,
    /// Where it is sent instead.
    pub new_address: Option<Json<Address>>,
    /// What that costs, frozen when it was ordered.
    pub fee_code: Option<FeeCode>,
    /// With tax, in euro cents.
    pub amount_cents: Option<i64>,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: Option<i32>,
    /// Counts the changes.
    pub version: i64,
    /// When it came back.
    pub created_at: NaiveDateTime,
    /// When it changed last.
    pub updated_at: NaiveDateTime,
}

/// A letter with what a list shows beside it.
#[derive(Clone, Queryable, Selectable)]
#[diesel(check_for_backend(MultiBackend))]
pub struct ReturnedMailLine {
    /// The letter.
    #[diesel(embed)]
    pub letter: ReturnedMailRow,
    /// The request's reference.
    #[diesel(select_expression = requests::reference)]
    pub request_reference: String,
    /// Where the card was sent.
    #[diesel(select_expression = requests::delivery_address)]
    pub address: Option<Json<Address>>,
    /// The card's serial number.
    #[diesel(select_expression = cards::serial)]
    pub serial: String,
    /// The driver's surname.
    #[diesel(select_expression = drivers::surname_birth)]
    pub surname: String,
    /// The driver's first names.
    #[diesel(select_expression = drivers::first_names)]
    pub first_names: String,
}

/// What to change in a letter; `None` leaves a column as it is.
#[derive(Clone, Default, AsChangeset)]
#[diesel(table_name = returned_mail)]
pub struct ReturnedMailChanges {
    /// The status to reach.
    pub status: Option<ReturnedMailStatus>,
    /// Where it is sent instead; `Some(None)` for where it was sent before.
    pub new_address: Option<Option<Json<Address>>>,
    /// What that costs; `Some(None)` for nothing.
    pub fee_code: Option<Option<FeeCode>>,
    /// With tax, in euro cents.
    pub amount_cents: Option<Option<i64>>,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: Option<Option<i32>>,
}

impl ReturnedMailChanges {
    /// Takes back another address that was given and not paid for.
    #[must_use]
    pub const fn without_order() -> Self {
        Self {
            status: None,
            new_address: Some(None),
            fee_code: Some(None),
            amount_cents: Some(None),
            vat_basis_points: Some(None),
        }
    }
}

/// Adds a letter.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the card lies at the
/// returns desk already.
pub fn insert(conn: &mut Conn, letter: &ReturnedMailRow) -> Result<()> {
    diesel::insert_into(returned_mail::table)
        .values(letter)
        .execute(conn)?;
    Ok(())
}

/// One letter.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: ReturnedMailId) -> Result<ReturnedMailRow> {
    Ok(returned_mail::table
        .find(id)
        .select(ReturnedMailRow::as_select())
        .first(conn)?)
}

/// One of a driver's letters.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none, or it is another driver's.
pub fn get_of_driver(
    conn: &mut Conn,
    driver: DriverId,
    id: ReturnedMailId,
) -> Result<ReturnedMailRow> {
    Ok(returned_mail::table
        .find(id)
        .filter(returned_mail::driver_id.eq(driver))
        .select(ReturnedMailRow::as_select())
        .first(conn)?)
}

/// One letter as a list shows it.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get_line(conn: &mut Conn, id: ReturnedMailId) -> Result<ReturnedMailLine> {
    Ok(returned_mail::table
        .inner_join(requests::table)
        .inner_join(cards::table)
        .inner_join(drivers::table)
        .filter(returned_mail::id.eq(id))
        .select(ReturnedMailLine::as_select())
        .first(conn)?)
}

/// The letter with a card that lies at the returns desk.
///
/// # Errors
///
/// If the database fails.
pub fn find_open(conn: &mut Conn, card: CardId) -> Result<Option<ReturnedMailId>> {
    Ok(returned_mail::table
        .filter(returned_mail::card_id.eq(card))
        .filter(returned_mail::status.eq_any(open()))
        .select(returned_mail::id)
        .first(conn)
        .optional()?)
}

fn open() -> Vec<ReturnedMailStatus> {
    let all = ReturnedMailStatus::ALL.iter().copied();
    all.filter(|status| status.is_open()).collect()
}

/// How often a card came back, and was sent to the same address again.
///
/// # Errors
///
/// If the database fails.
pub fn count_confirmed(conn: &mut Conn, card: CardId) -> Result<i64> {
    Ok(returned_mail::table
        .filter(returned_mail::card_id.eq(card))
        .filter(returned_mail::new_address.is_null())
        .count()
        .get_result(conn)?)
}

/// The letters of a driver that lie at the returns desk, newest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_open_of_driver(conn: &mut Conn, driver: DriverId) -> Result<Vec<ReturnedMailRow>> {
    Ok(returned_mail::table
        .filter(returned_mail::driver_id.eq(driver))
        .filter(returned_mail::status.eq_any(open()))
        .order(returned_mail::id.desc())
        .select(ReturnedMailRow::as_select())
        .load(conn)?)
}

/// At most `limit` letters in some statuses, newest first, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    statuses: &[ReturnedMailStatus],
    before: Option<ReturnedMailId>,
    limit: i64,
) -> Result<Vec<ReturnedMailLine>> {
    let mut query = returned_mail::table
        .inner_join(requests::table)
        .inner_join(cards::table)
        .inner_join(drivers::table)
        .filter(returned_mail::status.eq_any(statuses.to_vec()))
        .order(returned_mail::id.desc())
        .limit(limit)
        .select(ReturnedMailLine::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(returned_mail::id.lt(before));
    }
    Ok(query.load(conn)?)
}

/// At most `limit` letters after `after` that wait for their driver, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_awaiting(
    conn: &mut Conn,
    after: Option<ReturnedMailId>,
    limit: i64,
) -> Result<Vec<ReturnedMailRow>> {
    let mut query = returned_mail::table
        .filter(returned_mail::status.eq(ReturnedMailStatus::AwaitingDriver))
        .order(returned_mail::id)
        .limit(limit)
        .select(ReturnedMailRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(returned_mail::id.gt(after));
    }
    Ok(query.load(conn)?)
}

/// How many letters are in some statuses.
///
/// # Errors
///
/// If the database fails.
pub fn count(conn: &mut Conn, statuses: &[ReturnedMailStatus]) -> Result<i64> {
    Ok(returned_mail::table
        .filter(returned_mail::status.eq_any(statuses.to_vec()))
        .count()
        .get_result(conn)?)
}

/// Changes a letter that is still in the version that was read, and counts the change.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed meanwhile.
pub fn update(
    conn: &mut Conn,
    seen: &ReturnedMailRow,
    changes: &ReturnedMailChanges,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(returned_mail::table.find(seen.id))
        .filter(returned_mail::version.eq(seen.version))
        .set((
            changes,
            returned_mail::version.eq(returned_mail::version + 1),
            returned_mail::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
