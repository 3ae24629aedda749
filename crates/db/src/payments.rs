//! Rows and queries of `payments`.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{DriverId, PaymentId, RequestId, ReturnedMailId};
use common::payment_words::DeclineReason;
use common::statuses::PaymentStatus;
use common::words::FeeCode;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::payments;

/// A payment.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = payments, check_for_backend(MultiBackend))]
pub struct PaymentRow {
    /// Which one.
    pub id: PaymentId,
    /// The request that it pays for.
    pub request_id: RequestId,
    /// Who pays.
    pub driver_id: DriverId,
    /// What for.
    pub fee_code: FeeCode,
    /// With tax, in euro cents.
    pub amount_cents: i64,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: i32,
    /// Where it stands, as the provider has told.
    pub status: PaymentStatus,
    /// Why the last card was turned down.
    pub decline_reason: Option<DeclineReason>,
    /// The provider's name for its page.
    pub provider_reference: Option<String>,
    /// The provider's page.
    pub checkout_url: Option<String>,
    /// The provider's name for the money taken.
    pub capture_reference: Option<String>,
    /// When the page closes.
    pub expires_at: NaiveDateTime,
    /// Counts the changes.
    pub version: i64,
    /// When it was asked for.
    pub created_at: NaiveDateTime,
    /// When it changed last.
    pub updated_at: NaiveDateTime,
    /// When the money was taken.
    pub captured_at: Option<NaiveDateTime>,
    /// The letter that it sends again; none if it pays for the request itself.
    pub returned_mail_id: Option<ReturnedMailId>,
    /// How much of it has been given back, in euro cents.
    pub refunded_cents: i64,
}

/// What to change in a payment; `None` leaves a column as it is.
#[derive(Clone, Debug, Default, AsChangeset)]
#[diesel(table_name = payments)]
pub struct PaymentChanges {
    /// The status to reach.
    pub status: Option<PaymentStatus>,
    /// Why the last card was turned down.
    pub decline_reason: Option<DeclineReason>,
    /// The provider's name for its page.
    pub provider_reference: Option<String>,
    /// The provider's page.
    pub checkout_url: Option<String>,
    /// The provider's name for the money taken.
    pub capture_reference: Option<String>,
    /// When the money was taken.
    pub captured_at: Option<NaiveDateTime>,
}

/// Adds a payment.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the request is paid
/// for already, or a payment of it is open.
pub fn insert(conn: &mut Conn, payment: &PaymentRow) -> Result<()> {
    diesel::insert_into(payments::table)
        .values(payment)
        .execute(conn)?;
    Ok(())
}

/// One payment.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: PaymentId) -> Result<PaymentRow> {
    Ok(payments::table
        .find(id)
        .select(PaymentRow::as_select())
        .first(conn)?)
}

/// One of a driver's payments.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none, or it is another driver's.
pub fn get_of_driver(conn: &mut Conn, driver: DriverId, id: PaymentId) -> Result<PaymentRow> {
    Ok(payments::table
        .find(id)
        .filter(payments::driver_id.eq(driver))
        .select(PaymentRow::as_select())
        .first(conn)?)
}

/// The last payment of a request itself: the one that counts, since a new one begins only
/// when the one before has failed.
///
/// # Errors
///
/// If the database fails.
pub fn find_last(conn: &mut Conn, request: RequestId) -> Result<Option<PaymentRow>> {
    Ok(payments::table
        .filter(payments::request_id.eq(request))
        .filter(payments::returned_mail_id.is_null())
        .order(payments::id.desc())
        .select(PaymentRow::as_select())
        .first(conn)
        .optional()?)
}

/// The last payment for sending a letter again.
///
/// # Errors
///
/// If the database fails.
pub fn find_last_of_return(
    conn: &mut Conn,
    returned: ReturnedMailId,
) -> Result<Option<PaymentRow>> {
    Ok(payments::table
        .filter(payments::returned_mail_id.eq(returned))
        .order(payments::id.desc())
        .select(PaymentRow::as_select())
        .first(conn)
        .optional()?)
}

/// Every payment of a request, oldest first. There are as many as attempts.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_request(conn: &mut Conn, request: RequestId) -> Result<Vec<PaymentRow>> {
    Ok(payments::table
        .filter(payments::request_id.eq(request))
        .order(payments::id)
        .select(PaymentRow::as_select())
        .load(conn)?)
}

/// The payment behind a page of the provider.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_provider_reference(conn: &mut Conn, reference: &str) -> Result<Option<PaymentId>> {
    Ok(payments::table
        .filter(payments::provider_reference.eq(reference))
        .select(payments::id)
        .first(conn)
        .optional()?)
}

/// At most `limit` payments whose outcome is not known and that nothing was heard
/// of since `before`.
///
/// # Errors
///
/// If the database fails.
pub fn list_open(
    conn: &mut Conn,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(PaymentId, PaymentStatus)>> {
    let open = [PaymentStatus::Created, PaymentStatus::Redirected];
    Ok(payments::table
        .filter(payments::status.eq_any(open))
        .filter(payments::updated_at.lt(before.naive_utc()))
        .order((payments::updated_at, payments::id))
        .limit(limit)
        .select((payments::id, payments::status))
        .load(conn)?)
}

/// Changes a payment that is still in the version that was read, and counts the change.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed meanwhile.
pub fn update(
    conn: &mut Conn,
    seen: &PaymentRow,
    changes: &PaymentChanges,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(payments::table.find(seen.id))
        .filter(payments::version.eq(seen.version))
        .set((
            changes,
            payments::version.eq(payments::version + 1),
            payments::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
