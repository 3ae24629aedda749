//! Rows and queries of `replacements`: what a request has that replaces a card.

use chrono::NaiveDateTime;
use common::card_defect::DefectFinding;
use common::dto::address::Address;
use common::dto::replacement::CardDefect;
use common::ids::RequestId;
use common::words::{FeeCode, ReplacementStep};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::replacements;

/// What belongs to a replacement beside its request.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = replacements, primary_key(request_id), treat_none_as_null = true, check_for_backend(MultiBackend))]
pub struct ReplacementRow {
    /// Which request.
    pub request_id: RequestId,
    /// Where the driver stopped.
    pub step: ReplacementStep,
    /// Whether the driver has undertaken to give the card back if it is found.
    pub undertaken: bool,
    /// Where the invoice is made out to; none for the delivery address.
    pub billing_address: Option<Json<Address>>,
    /// What it costs, frozen when the summary was validated.
    pub fee_code: Option<FeeCode>,
    /// With tax, in euro cents.
    pub amount_cents: Option<i64>,
    /// The rate of the tax in hundredths of a per cent.
    pub vat_basis_points: Option<i32>,
    /// When the summary was validated.
    pub validated_at: Option<NaiveDateTime>,
    /// What is wrong on the card.
    pub defects: Option<Json<Vec<CardDefect>>>,
    /// What the analysis of the card found.
    pub finding: Option<DefectFinding>,
    /// The finding in words.
    pub finding_comment: Option<String>,
}

impl ReplacementRow {
    /// A replacement of which nothing is filled in.
    #[must_use]
    pub const fn new(request_id: RequestId, step: ReplacementStep) -> Self {
        Self {
            request_id,
            step,
            undertaken: false,
            billing_address: None,
            fee_code: None,
            amount_cents: None,
            vat_basis_points: None,
            validated_at: None,
            defects: None,
            finding: None,
            finding_comment: None,
        }
    }
}

/// Adds a replacement.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &ReplacementRow) -> Result<()> {
    diesel::insert_into(replacements::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// What belongs to a request that replaces a card.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if the request replaces none.
pub fn get(conn: &mut Conn, request: RequestId) -> Result<ReplacementRow> {
    Ok(replacements::table
        .find(request)
        .select(ReplacementRow::as_select())
        .first(conn)?)
}

/// Writes all of a replacement; its request's version guards it.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it is gone.
pub fn update(conn: &mut Conn, row: &ReplacementRow) -> Result<()> {
    let rows = diesel::update(replacements::table.find(row.request_id))
        .set(row)
        .execute(conn)?;
    expect_changed(rows)
}
