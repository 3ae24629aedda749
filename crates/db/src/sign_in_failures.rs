//! Rows and queries of `sign_in_failures`: whom the next try makes wait.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::sign_in_failures;

/// Failed sign-ins of one account from one network, or of one network.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sign_in_failures, check_for_backend(MultiBackend))]
pub struct SignInFailureRow {
    /// Hash of what is counted together; names nobody.
    pub key: String,
    /// How many failures in a row.
    pub failures: i32,
    /// When the last one was.
    pub last_at: NaiveDateTime,
    /// The next try waits until then.
    pub blocked_until: NaiveDateTime,
}

/// The count under a key.
///
/// # Errors
///
/// If the database fails.
pub fn find(conn: &mut Conn, key: &str) -> Result<Option<SignInFailureRow>> {
    Ok(sign_in_failures::table
        .find(key)
        .select(SignInFailureRow::as_select())
        .first(conn)
        .optional()?)
}

/// Keeps a count in place of the one before.
///
/// # Errors
///
/// If the database fails.
pub fn put(conn: &mut Conn, row: &SignInFailureRow) -> Result<()> {
    let changed = diesel::update(sign_in_failures::table.find(&row.key))
        .set(row)
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(sign_in_failures::table)
            .values(row)
            .execute(conn)?;
    }
    Ok(())
}

/// Forgets the count under a key.
///
/// # Errors
///
/// If the database fails.
pub fn delete(conn: &mut Conn, key: &str) -> Result<()> {
    diesel::delete(sign_in_failures::table.find(key)).execute(conn)?;
    Ok(())
}

/// Forgets the counts whose last failure was before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(sign_in_failures::table)
        .filter(sign_in_failures::last_at.lt(before.naive_utc()))
        .execute(conn)?)
}
