//! Rows and queries of `invoices`. A row is never changed but for the file of its
//! original, and never deleted.

use chrono::{NaiveDate, NaiveDateTime};
use common::dto::payment::InvoiceKind;
use common::ids::{DriverId, FileId, InvoiceId, PaymentId, RefundId};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::invoices;

/// An invoice or a credit note.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = invoices, check_for_backend(MultiBackend))]
pub struct InvoiceRow {
    /// Which one.
    pub id: InvoiceId,
    /// The series of its number: one per kind and year.
    pub series: String,
    /// Its number within the series, without a gap.
    pub number: i64,
    /// Series and number as they are printed.
    pub reference: String,
    /// What it is.
    pub kind: InvoiceKind,
    /// Who paid.
    pub driver_id: DriverId,
    /// Which payment.
    pub payment_id: PaymentId,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// With tax, in euro cents.
    pub amount_cents: i64,
    /// The tax in it, in euro cents.
    pub vat_cents: i64,
    /// JSON of what it shows, as it was when it was issued.
    pub content: String,
    /// The original, once it is made.
    pub file_id: Option<FileId>,
    /// When it was issued.
    pub created_at: NaiveDateTime,
    /// The refund that a credit note is about; none for those from before there were parts.
    pub refund_id: Option<RefundId>,
}

/// Adds an invoice.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the number is given
/// out or the payment has its invoice.
pub fn insert(conn: &mut Conn, invoice: &InvoiceRow) -> Result<()> {
    diesel::insert_into(invoices::table)
        .values(invoice)
        .execute(conn)?;
    Ok(())
}

/// The invoice of a payment.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if it has none.
pub fn get_of_payment(conn: &mut Conn, payment: PaymentId) -> Result<InvoiceRow> {
    Ok(invoices::table
        .filter(invoices::payment_id.eq(payment))
        .filter(invoices::kind.eq(InvoiceKind::Invoice))
        .select(InvoiceRow::as_select())
        .first(conn)?)
}

/// One invoice.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: InvoiceId) -> Result<InvoiceRow> {
    Ok(invoices::table
        .find(id)
        .select(InvoiceRow::as_select())
        .first(conn)?)
}

/// One of a driver's invoices.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none, or it is another driver's.
pub fn get_of_driver(conn: &mut Conn, driver: DriverId, id: InvoiceId) -> Result<InvoiceRow> {
    Ok(invoices::table
        .find(id)
        .filter(invoices::driver_id.eq(driver))
        .select(InvoiceRow::as_select())
        .first(conn)?)
}

/// The last day of issue of a series: dates never go back within one.
///
/// # Errors
///
/// If the database fails.
pub fn find_last_day(conn: &mut Conn, series: &str) -> Result<Option<NaiveDate>> {
    Ok(invoices::table
        .filter(invoices::series.eq(series))
        .order(invoices::number.desc())
        .select(invoices::issued_on)
        .first(conn)
        .optional()?)
}

/// A driver's invoices, newest first, at most `limit` older than `before`; only those
/// issued between two days if given.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_driver(
    conn: &mut Conn,
    driver: DriverId,
    year: Option<(NaiveDate, NaiveDate)>,
    (before, limit): (Option<InvoiceId>, i64),
) -> Result<Vec<InvoiceRow>> {
    let mut query = invoices::table
        .filter(invoices::driver_id.eq(driver))
        .order(invoices::id.desc())
        .limit(limit)
        .select(InvoiceRow::as_select())
        .into_boxed();
    if let Some((from, until)) = year {
        query = query.filter(invoices::issued_on.between(from, until));
    }
    if let Some(before) = before {
        query = query.filter(invoices::id.lt(before));
    }
    Ok(query.load(conn)?)
}

/// At most `limit` invoices and credit notes issued between two days, in the order of
/// their issue, behind one if given.
///
/// # Errors
///
/// If the database fails.
pub fn list_issued(
    conn: &mut Conn,
    (from, until): (NaiveDate, NaiveDate),
    after: Option<(NaiveDate, InvoiceId)>,
    limit: i64,
) -> Result<Vec<InvoiceRow>> {
    let mut query = invoices::table
        .filter(invoices::issued_on.between(from, until))
        .order((invoices::issued_on, invoices::id))
        .limit(limit)
        .select(InvoiceRow::as_select())
        .into_boxed();
    if let Some((day, id)) = after {
        let behind = invoices::issued_on
            .gt(day)
            .or(invoices::issued_on.eq(day).and(invoices::id.gt(id)));
        query = query.filter(behind);
    }
    Ok(query.load(conn)?)
}

/// How many invoices and credit notes were issued before a day.
///
/// # Errors
///
/// If the database fails.
pub fn count_before(conn: &mut Conn, day: NaiveDate) -> Result<i64> {
    Ok(invoices::table
        .filter(invoices::issued_on.lt(day))
        .count()
        .get_result(conn)?)
}

/// Notes the original of an invoice that has none yet.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has one.
pub fn keep_original(conn: &mut Conn, id: InvoiceId, file: FileId) -> Result<()> {
    let rows = diesel::update(invoices::table.find(id))
        .filter(invoices::file_id.is_null())
        .set(invoices::file_id.eq(file))
        .execute(conn)?;
    expect_changed(rows)
}
