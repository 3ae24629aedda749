//! Rows and queries of `documents`: what is given with a request, version by version.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::dto::review::FindingSeverity;
use common::ids::{AccountId, DocumentId, FileId, RequestId};
use common::statuses::DocumentStatus;
use common::words::{DocumentKind, ReasonCode};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::files::FileRow;
use crate::json::Json;
use crate::schema::{documents, files};

/// What was looked at on an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Whether edges are sharp.
    Sharpness,
    /// How bright the image is as a whole.
    Brightness,
    /// Whether the background of a photo is light, and not white.
    Background,
    /// Whether the background of a photo is plain.
    PlainBackground,
}

/// One thing noticed, with what was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFinding {
    /// What was looked at.
    pub kind: FindingKind,
    /// Whether it looks right.
    pub severity: FindingSeverity,
    /// The measure; what it means depends on the kind.
    pub value: u32,
}

/// A version of a document.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = documents, check_for_backend(MultiBackend))]
pub struct DocumentRow {
    /// Which one.
    pub id: DocumentId,
    /// With which request.
    pub request_id: RequestId,
    /// What it is.
    pub kind: DocumentKind,
    /// From 1 within the kind.
    pub revision: i32,
    /// Whether it is the version in force.
    pub is_current: bool,
    /// Its bytes.
    pub file_id: FileId,
    /// What its sender called it.
    pub name: String,
    /// Pixels, for an image.
    pub width: Option<i32>,
    /// Pixels, for an image.
    pub height: Option<i32>,
    /// Pages, for a PDF.
    pub pages: Option<i32>,
    /// What the reviewer decided.
    pub status: DocumentStatus,
    /// Why it was refused.
    pub reason: Option<ReasonCode>,
    /// The reviewer's words.
    pub comment: Option<String>,
    /// What the service noticed.
    pub findings: Json<Vec<DocumentFinding>>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<NaiveDateTime>,
    /// When it was received.
    pub created_at: NaiveDateTime,
}

/// A version of a document with what the file store knows of it.
pub type DocumentWithFile = (DocumentRow, FileRow);

/// Adds a version.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if another version
/// of the kind is in force.
pub fn insert(conn: &mut Conn, document: &DocumentRow) -> Result<()> {
    diesel::insert_into(documents::table)
        .values(document)
        .execute(conn)?;
    Ok(())
}

/// One document.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: DocumentId) -> Result<DocumentWithFile> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(documents::id.eq(id))
        .select((DocumentRow::as_select(), FileRow::as_select()))
        .first(conn)?)
}

/// The version in force of a kind.
///
/// # Errors
///
/// If the database fails.
pub fn find_current(
    conn: &mut Conn,
    request: RequestId,
    kind: DocumentKind,
) -> Result<Option<DocumentWithFile>> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(
            documents::request_id
                .eq(request)
                .and(documents::kind.eq(kind)),
        )
        .filter(documents::is_current.eq(true))
        .select((DocumentRow::as_select(), FileRow::as_select()))
        .first(conn)
        .optional()?)
}

/// The ids of the versions in force of a kind, each with its request.
///
/// # Errors
///
/// If the database fails.
pub fn list_current_ids(
    conn: &mut Conn,
    requests: &[RequestId],
    kind: DocumentKind,
) -> Result<Vec<(RequestId, DocumentId)>> {
    Ok(documents::table
        .filter(documents::request_id.eq_any(requests.iter().copied()))
        .filter(documents::kind.eq(kind))
        .filter(documents::is_current.eq(true))
        .select((documents::request_id, documents::id))
        .load(conn)?)
}

/// Every version of every kind of a request, by kind and version.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_request(conn: &mut Conn, request: RequestId) -> Result<Vec<DocumentWithFile>> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(documents::request_id.eq(request))
        .order((documents::kind, documents::revision))
        .select((DocumentRow::as_select(), FileRow::as_select()))
        .load(conn)?)
}

/// Puts a version in force or out of force.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such document.
pub fn set_current(conn: &mut Conn, id: DocumentId, is_current: bool) -> Result<()> {
    let rows = diesel::update(documents::table.find(id))
        .set(documents::is_current.eq(is_current))
        .execute(conn)?;
    expect_changed(rows)
}

/// What a reviewer decided on a document.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Accepted or refused.
    pub status: DocumentStatus,
    /// Why it was refused.
    pub reason: Option<ReasonCode>,
    /// In the reviewer's words.
    pub comment: Option<String>,
    /// The reviewer.
    pub by: AccountId,
}

/// Records a decision, in place of an earlier one.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such document.
pub fn decide(
    conn: &mut Conn,
    id: DocumentId,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(documents::table.find(id))
        .set((
            documents::status.eq(decision.status),
            documents::reason.eq(decision.reason),
            documents::comment.eq(decision.comment.clone()),
            documents::decided_by.eq(decision.by),
            documents::decided_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Deletes a version; the row of `files` stays.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if there is no such document.
pub fn delete(conn: &mut Conn, id: DocumentId) -> Result<()> {
    let rows = diesel::delete(documents::table.find(id)).execute(conn)?;
    expect_changed(rows)
}

/// Whether a document refers to this file.
///
/// # Errors
///
/// If the database fails.
pub fn is_file_used(conn: &mut Conn, file: FileId) -> Result<bool> {
    let found = documents::table.filter(documents::file_id.eq(file));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}
