//! Rows and queries of `links`: single-use links sent by mail.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{AccountId, LinkId};
use common::words::LinkPurpose;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::links;

/// A single-use link; its secret is only in the mail.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = links, check_for_backend(MultiBackend))]
pub struct LinkRow {
    /// Which one.
    pub id: LinkId,
    /// Whose.
    pub account_id: AccountId,
    /// What it is good for.
    pub purpose: LinkPurpose,
    /// SHA-256 of the secret, lower-case hexadecimal.
    pub secret_hash: String,
    /// The new or the old mail address, for the two purposes about mail.
    pub email: Option<String>,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// From then on it is of no use.
    pub expires_at: NaiveDateTime,
    /// When it was used, or replaced by another.
    pub used_at: Option<NaiveDateTime>,
}

impl LinkRow {
    /// Whether it can still be used.
    #[must_use]
    pub fn is_usable(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && now.naive_utc() < self.expires_at
    }
}

/// Adds a link.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &LinkRow) -> Result<()> {
    diesel::insert_into(links::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// The link with a secret.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_secret_hash(conn: &mut Conn, hash: &str) -> Result<Option<LinkRow>> {
    Ok(links::table
        .filter(links::secret_hash.eq(hash))
        .select(LinkRow::as_select())
        .first(conn)
        .optional()?)
}

/// One link.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: LinkId) -> Result<LinkRow> {
    Ok(links::table
        .find(id)
        .select(LinkRow::as_select())
        .first(conn)?)
}

/// Gives a link another secret and another end.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it was used or replaced.
pub fn renew(
    conn: &mut Conn,
    id: LinkId,
    secret_hash: &str,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(links::table.find(id))
        .filter(links::used_at.is_null())
        .set((
            links::secret_hash.eq(secret_hash),
            links::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Uses a link up.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it was used already.
pub fn use_up(conn: &mut Conn, id: LinkId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(links::table.find(id))
        .filter(links::used_at.is_null())
        .set(links::used_at.eq(now.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}

/// Uses up all the links of an account for some purposes. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn use_up_all(
    conn: &mut Conn,
    account: AccountId,
    purposes: &[LinkPurpose],
    now: DateTime<Utc>,
) -> Result<usize> {
    Ok(diesel::update(links::table)
        .filter(
            links::account_id
                .eq(account)
                .and(links::purpose.eq_any(purposes)),
        )
        .filter(links::used_at.is_null())
        .set(links::used_at.eq(now.naive_utc()))
        .execute(conn)?)
}

/// The newest usable link of an account for a purpose.
///
/// # Errors
///
/// If the database fails.
pub fn find_usable(
    conn: &mut Conn,
    account: AccountId,
    purpose: LinkPurpose,
    now: DateTime<Utc>,
) -> Result<Option<LinkRow>> {
    Ok(links::table
        .filter(
            links::account_id
                .eq(account)
                .and(links::purpose.eq(purpose)),
        )
        .filter(
            links::used_at
                .is_null()
                .and(links::expires_at.gt(now.naive_utc())),
        )
        .order(links::id.desc())
        .select(LinkRow::as_select())
        .first(conn)
        .optional()?)
}

/// Forgets links that ended before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_expired_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(links::table)
        .filter(links::expires_at.lt(before.naive_utc()))
        .execute(conn)?)
}
