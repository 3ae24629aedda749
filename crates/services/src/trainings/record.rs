//! A training as its centre sees it.

use common::dates::paris_date;
use common::dto::training::TrainingRecord;
use common::field_error::{Fault, FieldError, Params};
use common::ids::{OrganisationId, TrainingId};
use common::rules::policy::TrainingPolicy;
use common::rules::training_change::amendable_until;
use common::words::Language;
use db::Conn;
use db::trainings::{TrainingRow, TrainingWarning};

use super::outcome::{self, Outcomes};
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
    let settings = ctx.settings.clone();
    ctx.read(move |conn| {
        let row = db::trainings::find_of_organisation(conn, organisation, id)?;
        let row = row.ok_or(ServiceError::NotFound)?;
        record_with_outcome(conn, &row, &settings.policy.training, language)
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
    policy: &TrainingPolicy,
    language: Language,
) -> ServiceResult<TrainingRecord> {
    let outcomes = outcome::find(conn, row.id)?;
    Ok(record(row, outcomes, policy, language))
}

/// The record of a row, with its remarks in the reader's language.
#[must_use]
pub(super) fn record(
    row: &TrainingRow,
    outcomes: Outcomes,
    policy: &TrainingPolicy,
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
        outcome: outcomes.decision,
        cancellation: outcomes.cancellation,
        amendable_until: amendable_until(paris_date(row.declared_at.and_utc()), policy),
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
        rule: fault.params.rule,
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
            rule: warning.rule,
            ..Params::default()
        },
    };
    FieldError::new(warning.pointer.clone(), &fault, language)
}
