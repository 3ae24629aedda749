//! Rows and queries of `idempotency_keys`: answers kept so that a repeated
//! request has its effect once.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::idempotency_keys;

/// The answer that was given under a key.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys, check_for_backend(MultiBackend))]
pub struct IdempotencyRow {
    /// Who asked: an account, a client, or the network of somebody anonymous.
    pub client_id: String,
    /// Method and path.
    pub operation: String,
    /// The key that the client chose.
    pub idempotency_key: String,
    /// SHA-256 of the request's body, lower-case hexadecimal.
    pub fingerprint: String,
    /// The answer's status code.
    pub status: i32,
    /// The answer's headers worth keeping, as a JSON object.
    pub headers: String,
    /// The answer's body.
    pub body: String,
    /// When it was given.
    pub created_at: NaiveDateTime,
}

/// The answer given under a key not before `since`.
///
/// # Errors
///
/// If the database fails.
pub fn find(
    conn: &mut Conn,
    client_id: &str,
    operation: &str,
    key: &str,
    since: DateTime<Utc>,
) -> Result<Option<IdempotencyRow>> {
    Ok(idempotency_keys::table
        .find((client_id, operation, key))
        .filter(idempotency_keys::created_at.ge(since.naive_utc()))
        .select(IdempotencyRow::as_select())
        .first(conn)
        .optional()?)
}

/// Keeps an answer, in place of an older one under the same key.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the same request
/// is being answered at the same time.
pub fn insert(conn: &mut Conn, row: &IdempotencyRow, since: DateTime<Utc>) -> Result<()> {
    let key = (&row.client_id, &row.operation, &row.idempotency_key);
    diesel::delete(idempotency_keys::table.find(key))
        .filter(idempotency_keys::created_at.lt(since.naive_utc()))
        .execute(conn)?;
    diesel::insert_into(idempotency_keys::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Forgets the answers of an operation that have these headers: what they are
/// about is gone. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_by_headers(
    conn: &mut Conn,
    client_id: &str,
    operation: &str,
    headers: &str,
) -> Result<usize> {
    Ok(diesel::delete(idempotency_keys::table)
        .filter(idempotency_keys::client_id.eq(client_id))
        .filter(idempotency_keys::operation.eq(operation))
        .filter(idempotency_keys::headers.eq(headers))
        .execute(conn)?)
}

/// Forgets the answers given before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(idempotency_keys::table)
        .filter(idempotency_keys::created_at.lt(before.naive_utc()))
        .execute(conn)?)
}
