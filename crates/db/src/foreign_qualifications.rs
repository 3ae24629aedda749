//! Rows and queries of `foreign_qualifications`: what is exchanged for a card that no
//! card of ours stands for.

use chrono::{NaiveDate, NaiveDateTime};
use common::exchange::VerificationAnswer;
use common::ids::{AccountId, RequestId};
use common::words::Sector;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::foreign_qualifications;

/// A qualification of another State.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = foreign_qualifications, primary_key(request_id), treat_none_as_null = true, check_for_backend(MultiBackend))]
pub struct ForeignQualificationRow {
    /// Which request.
    pub request_id: RequestId,
    /// The State that issued it.
    pub country: String,
    /// Number of the card or licence.
    pub document_number: String,
    /// The sectors that it is about.
    pub sectors: Json<Vec<Sector>>,
    /// Its last day, as its holder says.
    pub valid_until: NaiveDate,
    /// What that State has answered.
    pub answer: Option<VerificationAnswer>,
    /// On which day.
    pub answered_on: Option<NaiveDate>,
    /// The sectors that it confirms.
    pub confirmed_sectors: Option<Json<Vec<Sector>>>,
    /// The last day that it confirms.
    pub confirmed_until: Option<NaiveDate>,
    /// Who answered and how.
    pub note: Option<String>,
    /// Who noted it.
    pub noted_by: Option<AccountId>,
    /// When.
    pub noted_at: Option<NaiveDateTime>,
}

/// The qualification that a request is about, once it is filled in.
///
/// # Errors
///
/// If the database fails.
pub fn find(conn: &mut Conn, request: RequestId) -> Result<Option<ForeignQualificationRow>> {
    Ok(foreign_qualifications::table
        .find(request)
        .select(ForeignQualificationRow::as_select())
        .first(conn)
        .optional()?)
}

/// Writes all of it; its request's version guards it.
///
/// # Errors
///
/// If the database fails.
pub fn put(conn: &mut Conn, row: &ForeignQualificationRow) -> Result<()> {
    if find(conn, row.request_id)?.is_none() {
        diesel::insert_into(foreign_qualifications::table)
            .values(row)
            .execute(conn)?;
        return Ok(());
    }
    let rows = diesel::update(foreign_qualifications::table.find(row.request_id))
        .set(row)
        .execute(conn)?;
    expect_changed(rows)
}
