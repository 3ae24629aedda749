//! Rows and queries of `notices`: what the clock has told drivers already.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::conn::Conn;
use crate::error::Result;
use crate::schema::notices;

/// Whether a notice was sent.
///
/// # Errors
///
/// If the database fails.
pub fn exists(conn: &mut Conn, subject: &str, kind: &str) -> Result<bool> {
    let found = diesel::select(diesel::dsl::exists(notices::table.find((subject, kind))));
    Ok(found.get_result(conn)?)
}

/// Forgets what was sent before an instant.
///
/// # Errors
///
/// If the database fails.
pub fn delete_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let old = notices::table.filter(notices::sent_at.lt(before.naive_utc()));
    Ok(diesel::delete(old).execute(conn)?)
}

/// Notes that a notice is sent, in the transaction that queues it.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if it was sent before.
pub fn insert(conn: &mut Conn, subject: &str, kind: &str, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(notices::table)
        .values((
            notices::subject.eq(subject),
            notices::kind.eq(kind),
            notices::sent_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}
