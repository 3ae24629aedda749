//! Rows and queries of `fees`: what things cost from which day on.

use chrono::{NaiveDate, NaiveDateTime};
use common::ids::{AccountId, FeeId};
use common::words::FeeCode;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::fees;

/// What something costs from a day on.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = fees, check_for_backend(MultiBackend))]
pub struct FeeRow {
    /// Which one.
    pub id: FeeId,
    /// What it is paid for.
    pub code: FeeCode,
    /// With tax, in euro cents.
    pub amount_cents: i64,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: i32,
    /// First day.
    pub applies_from: NaiveDate,
    /// Who entered it; none for the amounts that the service came with.
    pub created_by: Option<AccountId>,
    /// When it was entered.
    pub created_at: NaiveDateTime,
}

/// Enters an amount.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if there is one from that day.
pub fn insert(conn: &mut Conn, fee: &FeeRow) -> Result<()> {
    diesel::insert_into(fees::table).values(fee).execute(conn)?;
    Ok(())
}

/// What something costs on a day.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if no amount applies yet.
pub fn get_in_force(conn: &mut Conn, code: FeeCode, day: NaiveDate) -> Result<FeeRow> {
    Ok(fees::table
        .filter(fees::code.eq(code).and(fees::applies_from.le(day)))
        .order(fees::applies_from.desc())
        .select(FeeRow::as_select())
        .first(conn)?)
}

/// Every amount of everything, the latest first day first.
///
/// # Errors
///
/// If the database fails.
pub fn list(conn: &mut Conn) -> Result<Vec<FeeRow>> {
    Ok(fees::table
        .order((fees::code, fees::applies_from.desc()))
        .select(FeeRow::as_select())
        .load(conn)?)
}

/// One amount.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: FeeId) -> Result<FeeRow> {
    Ok(fees::table
        .find(id)
        .select(FeeRow::as_select())
        .first(conn)?)
}

/// Whether something has an amount from a day on.
///
/// # Errors
///
/// If the database fails.
pub fn exists(conn: &mut Conn, code: FeeCode, from: NaiveDate) -> Result<bool> {
    let found = fees::table.filter(fees::code.eq(code).and(fees::applies_from.eq(from)));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}

/// Removes an amount that has not begun.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has begun, or there is none.
pub fn delete_coming(conn: &mut Conn, id: FeeId, today: NaiveDate) -> Result<()> {
    let rows = diesel::delete(fees::table.find(id))
        .filter(fees::applies_from.gt(today))
        .execute(conn)?;
    expect_changed(rows)
}
