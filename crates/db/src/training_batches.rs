//! Rows and queries of `training_batches` and `training_batch_items`: trainings
//! declared many at once, and what became of each.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{ApiClientId, OrganisationId, TrainingBatchId, TrainingId};
use common::problem_code::ProblemCode;
use common::statuses::{TrainingBatchStatus, TrainingItemOutcome, TrainingStatus};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::{training_batch_items, training_batches};
use crate::trainings::TrainingWarning;

/// Trainings declared many at once. Not printable: its content names the trainees.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_batches, check_for_backend(MultiBackend))]
pub struct TrainingBatchRow {
    /// Which one.
    pub id: TrainingBatchId,
    /// The centre.
    pub organisation_id: OrganisationId,
    /// The software that sent it.
    pub declared_by: ApiClientId,
    /// Whether it is only tried.
    pub is_dry_run: bool,
    /// Where it stands.
    pub status: TrainingBatchStatus,
    /// JSON list of the declarations, until they are processed; none for a file.
    pub content: Option<String>,
    /// Bytes of the file.
    pub file_size: Option<i64>,
    /// The file's columns, in their order.
    pub column_names: Option<Json<Vec<String>>>,
    /// Where the next line of the file begins.
    pub next_byte: i64,
    /// Its number, from 1.
    pub next_line: i64,
    /// How many declarations there are; of a file it is known at its end.
    pub total: Option<i64>,
    /// How many are new records.
    pub recorded: i64,
    /// How many were on record.
    pub known: i64,
    /// How many are refused.
    pub refused: i64,
    /// When it came.
    pub created_at: NaiveDateTime,
    /// Last change.
    pub updated_at: NaiveDateTime,
    /// When the last one was processed.
    pub finished_at: Option<NaiveDateTime>,
}

impl TrainingBatchRow {
    /// How many are processed.
    #[must_use]
    pub const fn processed(&self) -> i64 {
        self.recorded + self.known + self.refused
    }
}

/// What became of one declaration.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_batch_items, check_for_backend(MultiBackend))]
pub struct TrainingBatchItemRow {
    /// In which batch.
    pub batch_id: TrainingBatchId,
    /// Which one, from 0.
    pub position: i64,
    /// Its line in the file.
    pub line: Option<i64>,
    /// The centre's own number, as far as it could be read.
    pub external_id: Option<String>,
    /// What became of it.
    pub outcome: TrainingItemOutcome,
    /// The record.
    pub training_id: Option<TrainingId>,
    /// The record's state when it was made.
    pub training_status: Option<TrainingStatus>,
    /// Why it was refused, when no field is at fault.
    pub problem: Option<ProblemCode>,
    /// What is wrong with it, or remarkable.
    pub errors: Json<Vec<TrainingWarning>>,
}

/// How far a batch has come.
#[derive(Clone, Debug, AsChangeset)]
#[diesel(table_name = training_batches)]
pub struct Progress {
    /// Where it stands.
    pub status: TrainingBatchStatus,
    /// Where the next line of the file begins.
    pub next_byte: i64,
    /// Its number.
    pub next_line: i64,
    /// How many there are, once it is known.
    pub total: Option<i64>,
    /// How many are new records.
    pub recorded: i64,
    /// How many were on record.
    pub known: i64,
    /// How many are refused.
    pub refused: i64,
    /// Now.
    pub updated_at: NaiveDateTime,
    /// When the last one was processed.
    pub finished_at: Option<NaiveDateTime>,
}

/// Adds a batch.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, batch: &TrainingBatchRow) -> Result<()> {
    diesel::insert_into(training_batches::table)
        .values(batch)
        .execute(conn)?;
    Ok(())
}

/// One batch.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: TrainingBatchId) -> Result<TrainingBatchRow> {
    Ok(training_batches::table
        .find(id)
        .select(TrainingBatchRow::as_select())
        .first(conn)?)
}

/// A batch of this organisation.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none, or another one sent it.
pub fn get_of_organisation(
    conn: &mut Conn,
    organisation: OrganisationId,
    id: TrainingBatchId,
) -> Result<TrainingBatchRow> {
    Ok(training_batches::table
        .find(id)
        .filter(training_batches::organisation_id.eq(organisation))
        .select(TrainingBatchRow::as_select())
        .first(conn)?)
}

/// An organisation's batches, newest first, at most `limit`, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    organisation: OrganisationId,
    before: Option<TrainingBatchId>,
    limit: i64,
) -> Result<Vec<TrainingBatchRow>> {
    let mut query = training_batches::table
        .filter(training_batches::organisation_id.eq(organisation))
        .order(training_batches::id.desc())
        .limit(limit)
        .select(TrainingBatchRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(training_batches::id.lt(before));
    }
    Ok(query.load(conn)?)
}

/// Writes down how far a batch has come. What was declared is forgotten with the last.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if somebody else has gone on with it meanwhile.
pub fn advance(conn: &mut Conn, seen: &TrainingBatchRow, progress: &Progress) -> Result<()> {
    let rows = diesel::update(training_batches::table.find(seen.id))
        .filter(training_batches::updated_at.eq(seen.updated_at))
        .filter(training_batches::recorded.eq(seen.recorded))
        .filter(training_batches::known.eq(seen.known))
        .filter(training_batches::refused.eq(seen.refused))
        .filter(training_batches::status.ne(TrainingBatchStatus::Finished))
        .set(progress)
        .execute(conn)?;
    expect_changed(rows)?;
    if progress.status == TrainingBatchStatus::Finished {
        diesel::update(training_batches::table.find(seen.id))
            .set(training_batches::content.eq(None::<String>))
            .execute(conn)?;
    }
    Ok(())
}

/// Adds an outcome.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the declaration has one.
pub fn insert_item(conn: &mut Conn, item: &TrainingBatchItemRow) -> Result<()> {
    diesel::insert_into(training_batch_items::table)
        .values(item)
        .execute(conn)?;
    Ok(())
}

/// Whether a declaration before in the same batch has this number and would be recorded.
///
/// # Errors
///
/// If the database fails.
pub fn is_before(conn: &mut Conn, batch: TrainingBatchId, external_id: &str) -> Result<bool> {
    let before = training_batch_items::table
        .filter(training_batch_items::batch_id.eq(batch))
        .filter(training_batch_items::external_id.eq(external_id))
        .filter(training_batch_items::outcome.eq(TrainingItemOutcome::Recorded));
    Ok(diesel::select(diesel::dsl::exists(before)).get_result(conn)?)
}

/// The outcomes of a batch in their order, only of a kind if one is given, at most
/// `limit` behind the position `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_items(
    conn: &mut Conn,
    batch: TrainingBatchId,
    outcome: Option<TrainingItemOutcome>,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<TrainingBatchItemRow>> {
    let mut query = training_batch_items::table
        .filter(training_batch_items::batch_id.eq(batch))
        .filter(training_batch_items::position.gt(after.unwrap_or(-1)))
        .order(training_batch_items::position)
        .limit(limit)
        .select(TrainingBatchItemRow::as_select())
        .into_boxed();
    if let Some(outcome) = outcome {
        query = query.filter(training_batch_items::outcome.eq(outcome));
    }
    Ok(query.load(conn)?)
}

/// Forgets batches that were finished before an instant, with their outcomes. Returns
/// how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_finished_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(training_batches::table)
        .filter(training_batches::finished_at.lt(before.naive_utc()))
        .execute(conn)?)
}
