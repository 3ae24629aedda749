//! Rows and queries of `refunds`: money that is given back.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{AccountId, DriverId, PaymentId, RefundId, RequestId};
use common::payment_words::RefundReason;
use common::statuses::RefundStatus;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::{drivers, payments, refunds, requests};

/// Money that is given back, or is proposed to be.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = refunds, check_for_backend(MultiBackend))]
pub struct RefundRow {
    /// Which one; also the provider's key, so that it is never given back twice.
    pub id: RefundId,
    /// Of which payment.
    pub payment_id: PaymentId,
    /// To whom.
    pub driver_id: DriverId,
    /// In euro cents.
    pub amount_cents: i64,
    /// Why.
    pub reason: RefundReason,
    /// In the words of who proposed it.
    pub comment: Option<String>,
    /// Where it stands.
    pub status: RefundStatus,
    /// Who proposed it; none for the service.
    pub proposed_by: Option<AccountId>,
    /// Who approved or declined it.
    pub decided_by: Option<AccountId>,
    /// The provider's name for it, once it knows of it.
    pub provider_reference: Option<String>,
    /// Counts the changes.
    pub version: i64,
    /// When it was proposed.
    pub created_at: NaiveDateTime,
    /// When it changed last.
    pub updated_at: NaiveDateTime,
}

/// A refund with what a list shows beside it.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = refunds, check_for_backend(MultiBackend))]
pub struct RefundLine {
    /// The refund.
    #[diesel(embed)]
    pub refund: RefundRow,
    /// What was paid for.
    #[diesel(select_expression = requests::id)]
    pub request_id: RequestId,
    /// Its reference.
    #[diesel(select_expression = requests::reference)]
    pub request_reference: String,
    /// The driver's surname.
    #[diesel(select_expression = drivers::surname_birth)]
    pub surname: String,
    /// The driver's first names.
    #[diesel(select_expression = drivers::first_names)]
    pub first_names: String,
}

/// What to change in a refund; `None` leaves a column as it is.
#[derive(Clone, Debug, Default, AsChangeset)]
#[diesel(table_name = refunds)]
pub struct RefundChanges {
    /// The status to reach.
    pub status: Option<RefundStatus>,
    /// Who approved or declined it.
    pub decided_by: Option<AccountId>,
    /// The provider's name for it.
    pub provider_reference: Option<String>,
}

/// Adds a refund.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the payment has one
/// that is proposed, under way or done.
pub fn insert(conn: &mut Conn, refund: &RefundRow) -> Result<()> {
    diesel::insert_into(refunds::table)
        .values(refund)
        .execute(conn)?;
    Ok(())
}

/// One refund.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: RefundId) -> Result<RefundRow> {
    Ok(refunds::table
        .find(id)
        .select(RefundRow::as_select())
        .first(conn)?)
}

/// The last refund of a payment, whatever became of it.
///
/// # Errors
///
/// If the database fails.
pub fn find_last(conn: &mut Conn, payment: PaymentId) -> Result<Option<RefundRow>> {
    Ok(refunds::table
        .filter(refunds::payment_id.eq(payment))
        .order(refunds::id.desc())
        .select(RefundRow::as_select())
        .first(conn)
        .optional()?)
}

/// Whether money that was paid for a request still has to be given back.
///
/// # Errors
///
/// If the database fails.
pub fn has_open(conn: &mut Conn, request: RequestId) -> Result<bool> {
    let all = RefundStatus::ALL.iter().copied();
    let open: Vec<_> = all.filter(|status| status.is_open()).collect();
    let found = refunds::table
        .inner_join(payments::table)
        .filter(payments::request_id.eq(request))
        .filter(refunds::status.eq_any(open))
        .select(refunds::id)
        .first::<RefundId>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// One refund as a list shows it.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get_line(conn: &mut Conn, id: RefundId) -> Result<RefundLine> {
    Ok(refunds::table
        .inner_join(payments::table.inner_join(requests::table))
        .inner_join(drivers::table)
        .filter(refunds::id.eq(id))
        .select(RefundLine::as_select())
        .first(conn)?)
}

/// At most `limit` refunds in some statuses, newest first, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    statuses: &[RefundStatus],
    before: Option<RefundId>,
    limit: i64,
) -> Result<Vec<RefundLine>> {
    let mut query = refunds::table
        .inner_join(payments::table.inner_join(requests::table))
        .inner_join(drivers::table)
        .filter(refunds::status.eq_any(statuses.to_vec()))
        .order(refunds::id.desc())
        .limit(limit)
        .select(RefundLine::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(refunds::id.lt(before));
    }
    Ok(query.load(conn)?)
}

/// How many refunds are in a status.
///
/// # Errors
///
/// If the database fails.
pub fn count(conn: &mut Conn, status: RefundStatus) -> Result<i64> {
    Ok(refunds::table
        .filter(refunds::status.eq(status))
        .count()
        .get_result(conn)?)
}

/// At most `limit` refunds that the provider knows of and has not sent yet.
///
/// # Errors
///
/// If the database fails.
pub fn list_pending(conn: &mut Conn, limit: i64) -> Result<Vec<RefundId>> {
    Ok(refunds::table
        .filter(refunds::status.eq(RefundStatus::Approved))
        .filter(refunds::provider_reference.is_not_null())
        .order(refunds::id)
        .limit(limit)
        .select(refunds::id)
        .load(conn)?)
}

/// Changes a refund that is still in the version that was read, and counts the change.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed meanwhile.
pub fn update(
    conn: &mut Conn,
    seen: &RefundRow,
    changes: &RefundChanges,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(refunds::table.find(seen.id))
        .filter(refunds::version.eq(seen.version))
        .set((
            changes,
            refunds::version.eq(refunds::version + 1),
            refunds::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
