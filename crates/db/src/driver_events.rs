//! Rows and queries of `driver_events`: what a driver reads under "last events".

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{DriverId, EventId};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::driver_events;

/// Something that happened to a driver.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = driver_events, check_for_backend(MultiBackend))]
pub struct DriverEventRow {
    /// Which one.
    pub id: EventId,
    /// To whom.
    pub driver_id: DriverId,
    /// When.
    pub at: NaiveDateTime,
    /// What, as a stable word: `account_conform`, `training_recorded`.
    pub kind: String,
    /// Id of what it is about.
    pub subject: Option<String>,
}

/// Adds an event.
///
/// # Errors
///
/// If the database fails.
pub fn insert(
    conn: &mut Conn,
    driver: DriverId,
    kind: &str,
    subject: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = DriverEventRow {
        id: EventId::new(),
        driver_id: driver,
        at: now.naive_utc(),
        kind: kind.to_owned(),
        subject: subject.map(str::to_owned),
    };
    diesel::insert_into(driver_events::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// The newest events of a driver, newest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_latest(conn: &mut Conn, driver: DriverId, limit: i64) -> Result<Vec<DriverEventRow>> {
    Ok(driver_events::table
        .filter(driver_events::driver_id.eq(driver))
        .order(driver_events::id.desc())
        .limit(limit)
        .select(DriverEventRow::as_select())
        .load(conn)?)
}
