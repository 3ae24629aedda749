//! Rows and queries of `consents`: which version of which text was accepted.

use chrono::NaiveDateTime;
use common::ids::{AccountId, ConsentId};
use common::words::ConsentKind;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::consents;

/// An accepted text.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = consents, check_for_backend(MultiBackend))]
pub struct ConsentRow {
    /// Which one.
    pub id: ConsentId,
    /// Who accepted.
    pub account_id: AccountId,
    /// Which text.
    pub kind: ConsentKind,
    /// Its version, as shown beside the box.
    pub text_version: String,
    /// When.
    pub accepted_at: NaiveDateTime,
    /// From which network, shortened.
    pub network: String,
}

/// Records an acceptance.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &ConsentRow) -> Result<()> {
    diesel::insert_into(consents::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// What an account accepted, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_account(conn: &mut Conn, account: AccountId) -> Result<Vec<ConsentRow>> {
    Ok(consents::table
        .filter(consents::account_id.eq(account))
        .order(consents::id)
        .select(ConsentRow::as_select())
        .load(conn)?)
}
