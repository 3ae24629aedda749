//! Rows and queries of `approvals`: what a prefect allows a training centre to
//! teach, and when (arrêté du 3 janvier 2008).

use chrono::{NaiveDate, NaiveDateTime};
use common::ids::{ApprovalId, OrganisationId};
use common::words::{Sector, TrainingKind};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::json::Json;
use crate::schema::approvals;

/// An approval of a training centre.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = approvals, check_for_backend(MultiBackend))]
pub struct ApprovalRow {
    /// Which one.
    pub id: ApprovalId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Its number; no national format is known.
    pub number: String,
    /// What it covers.
    pub scope: Json<Vec<ApprovedTraining>>,
    /// First day, inclusive.
    pub starts_on: NaiveDate,
    /// Last day, inclusive.
    pub ends_on: NaiveDate,
    /// First day of a suspension.
    pub suspended_on: Option<NaiveDate>,
    /// When it was made known here.
    pub created_at: NaiveDateTime,
}

/// One line of an approval's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovedTraining {
    /// Kind of training.
    pub kind: TrainingKind,
    /// Sector taught.
    pub sector: Sector,
}

/// Adds an approval.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the number is taken.
pub fn insert(conn: &mut Conn, approval: &ApprovalRow) -> Result<()> {
    diesel::insert_into(approvals::table)
        .values(approval)
        .execute(conn)?;
    Ok(())
}

/// The approval with this number, if it belongs to the organisation.
///
/// # Errors
///
/// If the database fails.
pub fn find_by_number(
    conn: &mut Conn,
    organisation_id: OrganisationId,
    number: &str,
) -> Result<Option<ApprovalRow>> {
    Ok(approvals::table
        .filter(approvals::organisation_id.eq(organisation_id))
        .filter(approvals::number.eq(number))
        .select(ApprovalRow::as_select())
        .first(conn)
        .optional()?)
}

/// Whether any organisation has an approval with this number.
///
/// # Errors
///
/// If the database fails.
pub fn is_number_taken(conn: &mut Conn, number: &str) -> Result<bool> {
    let found = approvals::table.filter(approvals::number.eq(number));
    let count: i64 = found.count().get_result(conn)?;
    Ok(count > 0)
}

/// One approval.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: ApprovalId) -> Result<ApprovalRow> {
    Ok(approvals::table
        .find(id)
        .select(ApprovalRow::as_select())
        .first(conn)?)
}
