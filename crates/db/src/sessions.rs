//! Rows and queries of `sessions`: signed-in browsers.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{AccountId, SessionId};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::{accounts, sessions};

/// A signed-in browser.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions, check_for_backend(MultiBackend))]
pub struct SessionRow {
    /// Which one.
    pub id: SessionId,
    /// Who is signed in.
    pub account_id: AccountId,
    /// SHA-256 of the refresh token, lower-case hexadecimal.
    pub refresh_hash: String,
    /// The one before.
    pub previous_hash: Option<String>,
    /// When the refresh token was changed last.
    pub rotated_at: NaiveDateTime,
    /// Browser and system as it named itself.
    pub user_agent: String,
    /// Network, shortened.
    pub network: String,
    /// When somebody signed in.
    pub created_at: NaiveDateTime,
    /// When it was used last.
    pub last_used_at: NaiveDateTime,
    /// When it ends if nothing more is done.
    pub idle_expires_at: NaiveDateTime,
    /// When it ends whatever is done.
    pub expires_at: NaiveDateTime,
    /// When it was ended.
    pub ended_at: Option<NaiveDateTime>,
}

impl SessionRow {
    /// Whether it is neither ended nor over.
    #[must_use]
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        let now = now.naive_utc();
        self.ended_at.is_none() && now < self.idle_expires_at && now < self.expires_at
    }
}

/// Adds a session.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &SessionRow) -> Result<()> {
    diesel::insert_into(sessions::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One session, if there is one.
///
/// # Errors
///
/// If the database fails.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<SessionRow>> {
    Ok(sessions::table
        .find(id)
        .select(SessionRow::as_select())
        .first(conn)
        .optional()?)
}

/// The session whose present refresh token has a hash.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_refresh_hash(conn: &mut Conn, hash: &str) -> Result<Option<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::refresh_hash.eq(hash))
        .select(SessionRow::as_select())
        .first(conn)
        .optional()?)
}

/// The session whose refresh token before the present one has a hash.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_previous_hash(conn: &mut Conn, hash: &str) -> Result<Option<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::previous_hash.eq(hash))
        .select(SessionRow::as_select())
        .first(conn)
        .optional()?)
}

/// Puts another refresh token in the place of `from_hash`, which becomes the
/// one before, and lengthens the session.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if `from_hash` is no longer the present one.
pub fn rotate(
    conn: &mut Conn,
    id: SessionId,
    from_hash: &str,
    to_hash: &str,
    now: DateTime<Utc>,
    idle_expires_at: DateTime<Utc>,
) -> Result<()> {
    let now = now.naive_utc();
    let rows = diesel::update(sessions::table.find(id))
        .filter(
            sessions::refresh_hash
                .eq(from_hash)
                .and(sessions::ended_at.is_null()),
        )
        .set((
            sessions::refresh_hash.eq(to_hash),
            sessions::previous_hash.eq(from_hash),
            sessions::rotated_at.eq(now),
            sessions::last_used_at.eq(now),
            sessions::idle_expires_at.eq(idle_expires_at.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// The sessions of an account that are alive, last used first.
///
/// # Errors
///
/// If the database fails.
pub fn list_alive(
    conn: &mut Conn,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<SessionRow>> {
    let now = now.naive_utc();
    Ok(sessions::table
        .filter(
            sessions::account_id
                .eq(account)
                .and(sessions::ended_at.is_null()),
        )
        .filter(
            sessions::idle_expires_at
                .gt(now)
                .and(sessions::expires_at.gt(now)),
        )
        .order((sessions::last_used_at.desc(), sessions::id.desc()))
        .select(SessionRow::as_select())
        .load(conn)?)
}

/// How many sessions [`list_networks`] looks at.
const RECENT: i64 = 50;

/// The shortened networks of the newest sessions of the account with a mail
/// address (in its compared form), newest first, with repetitions. One query,
/// whether or not there is such an account.
///
/// # Errors
///
/// If the database fails.
pub fn list_networks(
    conn: &mut Conn,
    email_key: &str,
    since: DateTime<Utc>,
) -> Result<Vec<String>> {
    Ok(sessions::table
        .inner_join(accounts::table)
        .filter(accounts::email_key.eq(email_key))
        .filter(sessions::created_at.ge(since.naive_utc()))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .limit(RECENT)
        .select(sessions::network)
        .load(conn)?)
}

/// Ends a session of an account.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the account has no such session that is not ended.
pub fn end(conn: &mut Conn, id: SessionId, account: AccountId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(sessions::table.find(id))
        .filter(
            sessions::account_id
                .eq(account)
                .and(sessions::ended_at.is_null()),
        )
        .set(sessions::ended_at.eq(now.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}

/// Ends the sessions of an account, except `keep`. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn end_all(
    conn: &mut Conn,
    account: AccountId,
    keep: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<usize> {
    let of_account = sessions::account_id
        .eq(account)
        .and(sessions::ended_at.is_null());
    let ended = sessions::ended_at.eq(now.naive_utc());
    Ok(match keep {
        Some(keep) => diesel::update(sessions::table)
            .filter(of_account.and(sessions::id.ne(keep)))
            .set(ended)
            .execute(conn)?,
        None => diesel::update(sessions::table)
            .filter(of_account)
            .set(ended)
            .execute(conn)?,
    })
}

/// Forgets sessions that were over before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_over_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(sessions::table)
        .filter(sessions::expires_at.lt(before.naive_utc()))
        .execute(conn)?)
}

/// The browsers that an account has used, as they named themselves, as far back
/// as sessions are kept.
///
/// # Errors
///
/// If the database fails.
pub fn list_user_agents(conn: &mut Conn, account: AccountId) -> Result<Vec<String>> {
    Ok(sessions::table
        .filter(sessions::account_id.eq(account))
        .select(sessions::user_agent)
        .distinct()
        .load(conn)?)
}
