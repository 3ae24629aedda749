//! Looking for the same person twice.

use chrono::NaiveDate;
use common::ids::DriverId;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::drivers;

/// Who a driver is, as far as looking for the same person twice needs it.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = drivers, check_for_backend(MultiBackend))]
pub struct DriverLikeness {
    /// Which driver.
    pub id: DriverId,
    /// Reference of the account request.
    pub reference: String,
    /// [`name_key`](super::name_key) of surname at birth and first names.
    pub name_key: String,
}

/// The drivers born on a day, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_birth_date(conn: &mut Conn, birth_date: NaiveDate) -> Result<Vec<DriverLikeness>> {
    Ok(drivers::table
        .filter(drivers::birth_date.eq(birth_date))
        .order(drivers::id)
        .select(DriverLikeness::as_select())
        .load(conn)?)
}
