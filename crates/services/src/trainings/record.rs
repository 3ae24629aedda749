//! A training as its centre sees it.

use common::dto::training::{TrainingOutcome, TrainingRecord};
use common::field_error::{Fault, FieldError, Params};
use common::ids::{OrganisationId, TrainingId};
use common::words::Language;
use db::Conn;
use db::trainings::{TrainingRow, TrainingWarning};

use super::outcome;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// A training that the organisation declared.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none, or another one declared it.
pub async fn get_training(
    ctx: &Context,
    organisation: OrganisationId,
    id: TrainingId,
    language: Language,
) -> ServiceResult<TrainingRecord> {
    ctx.read(move |conn| {
        let row = db::trainings::find_of_organisation(conn, organisation, id)?;
        record_with_outcome(conn, &row.ok_or(ServiceError::NotFound)?, language)
    })
    .await
}

/// The record of a row, with what was decided about it if somebody had to.
///
/// # Errors
///
/// If the database fails.
pub(super) fn record_with_outcome(
    conn: &mut Conn,
    row: &TrainingRow,
    language: Language,
) -> ServiceResult<TrainingRecord> {
    let outcome = outcome::find(conn, row.id)?;
    Ok(record(row, outcome, language))
}

/// The record of a row, with its remarks in the reader's language.
#[must_use]
pub fn record(
    row: &TrainingRow,
    outcome: Option<TrainingOutcome>,
    language: Language,
) -> TrainingRecord {
    TrainingRecord {
        id: row.id,
        object: "training".to_owned(),
        external_id: row.external_id.clone(),
        kind: row.kind,
        sector: row.sector,
        started_on: row.started_on,
        completed_on: row.completed_on,
        minutes: minutes(row.minutes),
        status: row.status,
        matching: row.matching,
        warnings: row
            .warnings
            .iter()
            .map(|warning| sentence(warning, language))
            .collect(),
        outcome,
        created_at: row.declared_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        version: row.version,
    }
}

/// Minutes out of their column, which never holds a negative number.
pub(super) fn minutes(column: i32) -> u32 {
    u32::try_from(column).unwrap_or_default()
}

/// A remark as it is kept.
pub(super) fn warning(pointer: &str, fault: &Fault) -> TrainingWarning {
    TrainingWarning {
        pointer: pointer.to_owned(),
        code: fault.code,
        min: fault.params.min,
        max: fault.params.max,
        count: fault.params.count,
        date: fault.params.date,
    }
}

pub(super) fn sentence(warning: &TrainingWarning, language: Language) -> FieldError {
    let fault = Fault {
        code: warning.code,
        params: Params {
            min: warning.min,
            max: warning.max,
            count: warning.count,
            date: warning.date,
            ..Params::default()
        },
    };
    FieldError::new(warning.pointer.clone(), &fault, language)
}
