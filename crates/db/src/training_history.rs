//! Rows and queries of `training_history`: what happened to trainings that had
//! to be looked at, were corrected or taken back.

use chrono::NaiveDateTime;
use common::ids::{EventId, TrainingId};
use common::rules::training_change::CancellationReason;
use common::statuses::TrainingStatus;
use common::transitions::training::TrainingEvent;
use common::words::{ActorKind, ReasonCode};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::json::Json;
use crate::schema::training_history;

/// Something that happened to a training. Not printable: a comment may name somebody.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_history, check_for_backend(MultiBackend))]
pub struct TrainingHistoryRow {
    /// Which one; sorts by time.
    pub id: EventId,
    /// To which training.
    pub training_id: TrainingId,
    /// When.
    pub at: NaiveDateTime,
    /// What.
    pub event: TrainingEvent,
    /// The state reached.
    pub status: TrainingStatus,
    /// What kind of actor.
    pub actor_kind: ActorKind,
    /// The account; none for the service itself.
    pub actor_id: Option<String>,
    /// Why it was refused.
    pub reason: Option<ReasonCode>,
    /// In the words of who did it.
    pub comment: Option<String>,
    /// Why it was taken back.
    pub cancellation: Option<CancellationReason>,
    /// The fields that a correction changed, as JSON pointers.
    pub changes: Option<Json<Vec<String>>>,
}

/// Adds a line.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &TrainingHistoryRow) -> Result<()> {
    diesel::insert_into(training_history::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// A training's lines, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_training(conn: &mut Conn, training: TrainingId) -> Result<Vec<TrainingHistoryRow>> {
    Ok(training_history::table
        .filter(training_history::training_id.eq(training))
        .order((training_history::at, training_history::id))
        .select(TrainingHistoryRow::as_select())
        .load(conn)?)
}

/// The decisions on trainings and their cancellations, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_outcomes(conn: &mut Conn, trainings: &[TrainingId]) -> Result<Vec<TrainingHistoryRow>> {
    Ok(training_history::table
        .filter(training_history::training_id.eq_any(trainings.iter().copied()))
        .filter(training_history::event.ne(TrainingEvent::Amend))
        .order((training_history::at, training_history::id))
        .select(TrainingHistoryRow::as_select())
        .load(conn)?)
}
