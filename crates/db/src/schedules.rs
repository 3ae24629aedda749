//! Rows and queries of `schedules`: when each scheduled job is next due.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::conn::Conn;
use crate::error::Result;
use crate::schema::schedules;

/// When the named schedule is next due; `first_at` if it was never asked about.
///
/// # Errors
///
/// If the database fails.
pub fn get_or_insert(
    conn: &mut Conn,
    name: &str,
    first_at: DateTime<Utc>,
) -> Result<DateTime<Utc>> {
    let known: Option<NaiveDateTime> = schedules::table
        .find(name)
        .select(schedules::next_at)
        .first(conn)
        .optional()?;
    if let Some(next_at) = known {
        return Ok(next_at.and_utc());
    }
    diesel::insert_into(schedules::table)
        .values((
            schedules::name.eq(name),
            schedules::next_at.eq(first_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(first_at)
}

/// Moves a schedule forward. Returns false if somebody else has done it.
///
/// # Errors
///
/// If the database fails.
pub fn advance(
    conn: &mut Conn,
    name: &str,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<bool> {
    let rows = diesel::update(schedules::table)
        .filter(
            schedules::name
                .eq(name)
                .and(schedules::next_at.eq(from.naive_utc())),
        )
        .set(schedules::next_at.eq(to.naive_utc()))
        .execute(conn)?;
    Ok(rows == 1)
}
