//! Rows and queries of `known_devices`: browsers in which somebody signed in.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::AccountId;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::{accounts, known_devices};

/// A browser in which somebody signed in.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = known_devices, check_for_backend(MultiBackend))]
pub struct KnownDeviceRow {
    /// SHA-256 of the cookie's secret, lower-case hexadecimal.
    pub secret_hash: String,
    /// Who signed in.
    pub account_id: AccountId,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// From then on the browser is unknown again.
    pub expires_at: NaiveDateTime,
}

/// Adds a browser.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &KnownDeviceRow) -> Result<()> {
    diesel::insert_into(known_devices::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Whether a secret is that of a browser in which the account with a mail address
/// (in its compared form) signed in. One query, whether or not there is such an account.
///
/// # Errors
///
/// If the database fails.
pub fn is_known(
    conn: &mut Conn,
    secret_hash: &str,
    email_key: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let found: Option<AccountId> = known_devices::table
        .inner_join(accounts::table)
        .filter(
            known_devices::secret_hash
                .eq(secret_hash)
                .and(accounts::email_key.eq(email_key)),
        )
        .filter(known_devices::expires_at.gt(now.naive_utc()))
        .select(known_devices::account_id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Forgets a browser of an account, if it is known.
///
/// # Errors
///
/// If the database fails.
pub fn delete(conn: &mut Conn, secret_hash: &str, account: AccountId) -> Result<()> {
    diesel::delete(known_devices::table.find(secret_hash))
        .filter(known_devices::account_id.eq(account))
        .execute(conn)?;
    Ok(())
}

/// Forgets the browsers that became unknown before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_expired_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(known_devices::table)
        .filter(known_devices::expires_at.lt(before.naive_utc()))
        .execute(conn)?)
}
