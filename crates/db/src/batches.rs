//! Rows and queries of `batches`: cards sent to production together.

use chrono::NaiveDateTime;
use common::ids::{AccountId, BatchId};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::batches;

/// A batch.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = batches, check_for_backend(MultiBackend))]
pub struct BatchRow {
    /// Which one.
    pub id: BatchId,
    /// What people call it: `LOT-2026-00001`.
    pub reference: String,
    /// Who made it.
    pub created_by: AccountId,
    /// When.
    pub created_at: NaiveDateTime,
    /// How many cards.
    pub cards: i32,
}

/// Adds a batch.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, batch: &BatchRow) -> Result<()> {
    diesel::insert_into(batches::table)
        .values(batch)
        .execute(conn)?;
    Ok(())
}

/// One batch.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: BatchId) -> Result<BatchRow> {
    Ok(batches::table
        .find(id)
        .select(BatchRow::as_select())
        .first(conn)?)
}

/// The batches, newest first, at most `limit`, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list(conn: &mut Conn, before: Option<BatchId>, limit: i64) -> Result<Vec<BatchRow>> {
    let mut query = batches::table
        .order(batches::id.desc())
        .limit(limit)
        .select(BatchRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(batches::id.lt(before));
    }
    Ok(query.load(conn)?)
}
