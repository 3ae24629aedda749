//! Trainings that are corrected or taken back.

use chrono::{DateTime, Utc};
use common::statuses::TrainingStatus;
use diesel::prelude::*;

use super::TrainingRow;
use crate::conn::Conn;
use crate::error::{Result, expect_changed};
use crate::schema::trainings;

/// Puts a corrected training in place of the one that was read.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed since it was read.
pub fn replace(conn: &mut Conn, seen: &TrainingRow, corrected: &TrainingRow) -> Result<()> {
    let rows = diesel::update(trainings::table.find(seen.id))
        .filter(trainings::version.eq(seen.version))
        .set((
            trainings::approval_id.eq(corrected.approval_id),
            trainings::kind.eq(corrected.kind),
            trainings::sector.eq(corrected.sector),
            trainings::title_code.eq(&corrected.title_code),
            trainings::minutes.eq(corrected.minutes),
            trainings::e_learning_minutes.eq(corrected.e_learning_minutes),
            trainings::started_on.eq(corrected.started_on),
            trainings::completed_on.eq(corrected.completed_on),
            trainings::sequences.eq(&corrected.sequences),
            trainings::practical_part.eq(corrected.practical_part),
            trainings::instructor.eq(&corrected.instructor),
            trainings::surname.eq(&corrected.surname),
            trainings::first_names.eq(&corrected.first_names),
            trainings::birth_date.eq(corrected.birth_date),
            trainings::licence_country.eq(&corrected.licence_country),
            trainings::licence_number.eq(&corrected.licence_number),
            trainings::driver_id.eq(corrected.driver_id),
            trainings::matching.eq(corrected.matching),
            trainings::status.eq(corrected.status),
            trainings::warnings.eq(&corrected.warnings),
            trainings::version.eq(seen.version + 1),
            trainings::updated_at.eq(corrected.updated_at),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Takes a training back. It stays on record, and counts for nothing.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed since it was read.
pub fn update_status(
    conn: &mut Conn,
    seen: &TrainingRow,
    to: TrainingStatus,
    now: DateTime<Utc>,
) -> Result<TrainingRow> {
    let rows = diesel::update(trainings::table.find(seen.id))
        .filter(
            trainings::version
                .eq(seen.version)
                .and(trainings::status.eq(seen.status)),
        )
        .set((
            trainings::status.eq(to),
            trainings::version.eq(trainings::version + 1),
            trainings::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)?;
    super::get(conn, seen.id)
}
