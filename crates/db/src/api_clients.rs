//! Rows and queries of `api_clients`: the credentials of organisations' software.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use common::ids::{ApiClientId, OrganisationId};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::api_clients;

/// How exact [`ApiClientRow::last_used_at`] is: a busy client writes it once in
/// this time.
const LAST_USE_PRECISION: TimeDelta = TimeDelta::minutes(10);

/// The credentials of an organisation's software.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_clients, check_for_backend(MultiBackend))]
pub struct ApiClientRow {
    /// Which one; also the client id of OAuth 2.
    pub id: ApiClientId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// What its owner calls it.
    pub name: String,
    /// Hash of the secret; the secret itself is shown once and never kept.
    pub secret_hash: String,
    /// What it may do, separated by spaces.
    pub scopes: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// From when it is refused.
    pub expires_at: NaiveDateTime,
    /// Since when it is withdrawn.
    pub revoked_at: Option<NaiveDateTime>,
    /// When it last got a token, to about ten minutes.
    pub last_used_at: Option<NaiveDateTime>,
}

/// Adds a client.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, client: &ApiClientRow) -> Result<()> {
    diesel::insert_into(api_clients::table)
        .values(client)
        .execute(conn)?;
    Ok(())
}

/// One client, if there is one with this id.
///
/// # Errors
///
/// If the database fails.
pub fn find(conn: &mut Conn, id: ApiClientId) -> Result<Option<ApiClientRow>> {
    Ok(api_clients::table
        .find(id)
        .select(ApiClientRow::as_select())
        .first(conn)
        .optional()?)
}

/// The oldest client with this name, if there is one.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<ApiClientRow>> {
    Ok(api_clients::table
        .filter(api_clients::name.eq(name))
        .order(api_clients::id)
        .select(ApiClientRow::as_select())
        .first(conn)
        .optional()?)
}

/// Whether the last use that is on record is too old to be left as it is.
#[must_use]
pub fn needs_touch(client: &ApiClientRow, now: DateTime<Utc>) -> bool {
    client
        .last_used_at
        .is_none_or(|last| now.naive_utc() - last >= LAST_USE_PRECISION)
}

/// Records that the client was used.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is none with this id.
pub fn touch(conn: &mut Conn, id: ApiClientId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(api_clients::table.find(id))
        .set(api_clients::last_used_at.eq(now.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}

/// Withdraws a client for good.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it is withdrawn already.
pub fn revoke(conn: &mut Conn, id: ApiClientId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(api_clients::table.find(id))
        .filter(api_clients::revoked_at.is_null())
        .set(api_clients::revoked_at.eq(now.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}
