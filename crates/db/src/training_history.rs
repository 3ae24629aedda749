//! Rows and queries of `training_history`: what happened to trainings that had
//! to be looked at.

use chrono::NaiveDateTime;
use common::ids::{EventId, TrainingId};
use common::statuses::TrainingStatus;
use common::transitions::training::TrainingEvent;
use common::words::{ActorKind, ReasonCode};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
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
    /// In the reviewer's words.
    pub comment: Option<String>,
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

/// The latest decision on a training, if there was one.
///
/// # Errors
///
/// If the database fails.
pub fn find_decision(conn: &mut Conn, training: TrainingId) -> Result<Option<TrainingHistoryRow>> {
    Ok(training_history::table
        .filter(training_history::training_id.eq(training))
        .filter(training_history::event.eq_any([TrainingEvent::Accept, TrainingEvent::Refuse]))
        .order((training_history::at.desc(), training_history::id.desc()))
        .select(TrainingHistoryRow::as_select())
        .first(conn)
        .optional()?)
}
