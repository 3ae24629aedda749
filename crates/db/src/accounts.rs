//! Rows and queries of `accounts`: who can sign in.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::AccountId;
use common::statuses::CredentialState;
use common::words::{Language, Role};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::accounts;

/// Somebody who can sign in. Not printable: it holds a hash and personal data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts, check_for_backend(MultiBackend))]
pub struct AccountRow {
    /// Which one.
    pub id: AccountId,
    /// What it may do.
    pub role: Role,
    /// The mail address as typed.
    pub email: String,
    /// The mail address in the form that is compared, unique.
    pub email_key: String,
    /// Name shown on screen.
    pub display_name: String,
    /// Language of mails and documents.
    pub language: Language,
    /// Argon2 hash in PHC form; none before the first password.
    pub password_hash: Option<String>,
    /// Whether it can sign in.
    pub credential: CredentialState,
    /// Counts changes.
    pub version: i64,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it was changed last.
    pub updated_at: NaiveDateTime,
    /// When somebody signed in last.
    pub last_sign_in_at: Option<NaiveDateTime>,
}

/// Adds an account.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the mail address is taken.
pub fn insert(conn: &mut Conn, row: &AccountRow) -> Result<()> {
    diesel::insert_into(accounts::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One account.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: AccountId) -> Result<AccountRow> {
    Ok(accounts::table
        .find(id)
        .select(AccountRow::as_select())
        .first(conn)?)
}

/// One account, if there is one.
///
/// # Errors
///
/// If the database fails.
pub fn find(conn: &mut Conn, id: AccountId) -> Result<Option<AccountRow>> {
    Ok(accounts::table
        .find(id)
        .select(AccountRow::as_select())
        .first(conn)
        .optional()?)
}

/// The account with a mail address in its compared form.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_email_key(conn: &mut Conn, email_key: &str) -> Result<Option<AccountRow>> {
    Ok(accounts::table
        .filter(accounts::email_key.eq(email_key))
        .select(AccountRow::as_select())
        .first(conn)
        .optional()?)
}

/// How many accounts have a mail address at a domain, such as `example.org`.
///
/// # Errors
///
/// If the database fails.
pub fn count_at_domain(conn: &mut Conn, domain: &str) -> Result<i64> {
    Ok(accounts::table
        .filter(accounts::email_key.like(format!("%@{domain}")))
        .count()
        .get_result(conn)?)
}

/// The names shown for some accounts, in no order.
///
/// # Errors
///
/// If the database fails.
pub fn list_names(conn: &mut Conn, ids: &[AccountId]) -> Result<Vec<(AccountId, String)>> {
    Ok(accounts::table
        .filter(accounts::id.eq_any(ids))
        .select((accounts::id, accounts::display_name))
        .load(conn)?)
}

/// The accounts of a role, by name.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_role(conn: &mut Conn, role: Role) -> Result<Vec<AccountRow>> {
    Ok(accounts::table
        .filter(accounts::role.eq(role))
        .order((accounts::display_name, accounts::id))
        .select(AccountRow::as_select())
        .load(conn)?)
}

/// Sets the password, which makes the account active.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such account or it is closed.
pub fn update_password(
    conn: &mut Conn,
    id: AccountId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(accounts::table.find(id))
        .filter(accounts::credential.ne(CredentialState::Closed))
        .set((
            accounts::password_hash.eq(hash),
            accounts::credential.eq(CredentialState::Active),
            accounts::version.eq(accounts::version + 1),
            accounts::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Notes that the link to create a password was sent.
///
/// # Errors
///
/// If the database fails.
pub fn mark_invited(conn: &mut Conn, id: AccountId, now: DateTime<Utc>) -> Result<()> {
    diesel::update(accounts::table.find(id))
        .filter(accounts::credential.eq(CredentialState::None))
        .set((
            accounts::credential.eq(CredentialState::Invited),
            accounts::version.eq(accounts::version + 1),
            accounts::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Changes the mail address.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if it is taken,
/// [`Error::Stale`](crate::Error::Stale) if there is no such account.
pub fn update_email(
    conn: &mut Conn,
    id: AccountId,
    email: &str,
    email_key: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(accounts::table.find(id))
        .set((
            accounts::email.eq(email),
            accounts::email_key.eq(email_key),
            accounts::version.eq(accounts::version + 1),
            accounts::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Changes the name shown and the language.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such account.
pub fn update_presentation(
    conn: &mut Conn,
    id: AccountId,
    display_name: &str,
    language: Language,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(accounts::table.find(id))
        .set((
            accounts::display_name.eq(display_name),
            accounts::language.eq(language),
            accounts::version.eq(accounts::version + 1),
            accounts::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Notes a sign-in.
///
/// # Errors
///
/// If the database fails.
pub fn touch_sign_in(conn: &mut Conn, id: AccountId, now: DateTime<Utc>) -> Result<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::last_sign_in_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}
