//! Rows and queries of `organisations`: training centres and integrators.

use chrono::NaiveDateTime;
use common::ids::OrganisationId;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::organisations;

/// An organisation that talks to the API.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations, check_for_backend(MultiBackend))]
pub struct OrganisationRow {
    /// Which one.
    pub id: OrganisationId,
    /// Its name, as printed on recaps and certificates.
    pub name: String,
    /// Its SIRET of 14 digits, if it has one.
    pub siret: Option<String>,
    /// Region of the prefect who approves it.
    pub region: String,
    /// Where notices about its declarations go.
    pub email: String,
    /// When it was made known here.
    pub created_at: NaiveDateTime,
}

/// Adds an organisation.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, organisation: &OrganisationRow) -> Result<()> {
    diesel::insert_into(organisations::table)
        .values(organisation)
        .execute(conn)?;
    Ok(())
}

/// One organisation.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: OrganisationId) -> Result<OrganisationRow> {
    Ok(organisations::table
        .find(id)
        .select(OrganisationRow::as_select())
        .first(conn)?)
}

/// How many organisations there are.
///
/// # Errors
///
/// If the database fails.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(organisations::table.count().get_result(conn)?)
}
