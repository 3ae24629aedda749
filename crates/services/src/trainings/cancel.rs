//! A training is taken back (domain §9.2): its certificate is withdrawn, requests that
//! rest on it stop, and a card is flagged, so that a second person decides about it.

use common::dto::training::{CancelTrainingRequest, TrainingRecord};
use common::dto::training_review::TrainingReviewView;
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::TrainingId;
use common::problem_code::ProblemCode;
use common::rules::training_change::CancellationReason;
use common::statuses::TrainingStatus;
use common::transitions::By;
use common::transitions::training::{TrainingEvent, next, who};
use common::validation::names::collapse_spaces;
use common::words::{ActorKind, Language};
use db::trainings::TrainingRow;

use super::declare::Declarer;
use super::outcome::{self, Happened};
use super::record::record_with_outcome;
use super::review::Reviewer;
use super::review_view::view;
use super::withdrawal::{self, Why};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The most characters of a comment.
const MAX_COMMENT: usize = 500;

/// Takes back a training that the caller's centre declared.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::NotFound`] unless this centre declared it;
/// [`ServiceError::Stale`] if it is no longer at `version`;
/// [`ProblemCode::WrongState`] once it is refused or taken back.
pub async fn cancel_training(
    ctx: &Context,
    by: Declarer,
    id: TrainingId,
    version: i64,
    form: &CancelTrainingRequest,
) -> ServiceResult<TrainingRecord> {
    let checked = check(form)?;
    ctx.write(move |tx| {
        let seen = db::trainings::find_of_organisation(tx, by.organisation, id)?;
        let seen = seen.ok_or(ServiceError::NotFound)?;
        let actor = Actor::new(ActorKind::Centre, by.client);
        let row = cancel(tx, &seen, version, (By::Centre, &actor), &checked)?;
        let settings = tx.settings;
        record_with_outcome(tx, &row, &settings.policy.training, by.language)
    })
    .await
}

/// Takes back a training in the name of the issuer.
///
/// # Errors
///
/// As [`cancel_training`].
pub async fn cancel_as_staff(
    ctx: &Context,
    reviewer: Reviewer,
    id: TrainingId,
    version: i64,
    form: &CancelTrainingRequest,
    language: Language,
) -> ServiceResult<TrainingReviewView> {
    let checked = check(form)?;
    ctx.write(move |tx| {
        let seen = db::trainings::get(tx, id)?;
        let actor = Actor::of(reviewer.account, reviewer.role);
        cancel(
            tx,
            &seen,
            version,
            (By::Role(reviewer.role), &actor),
            &checked,
        )?;
        view(tx, id, language)
    })
    .await
}

fn cancel(
    tx: &mut Tx<'_>,
    seen: &TrainingRow,
    version: i64,
    (by, actor): (By, &Actor),
    checked: &Checked,
) -> ServiceResult<TrainingRow> {
    if seen.version != version {
        return Err(ServiceError::Stale);
    }
    let may = who(seen.status, TrainingEvent::Cancel).contains(&by);
    let status = next(seen.status, TrainingEvent::Cancel)
        .filter(|_| may)
        .ok_or(ProblemCode::WrongState)?;
    let now = tx.now;
    let row = db::trainings::changes::update_status(tx, seen, status, now)?;
    let cancelled = Happened {
        comment: checked.comment.clone(),
        cancellation: Some(checked.reason),
        ..Happened::new(TrainingEvent::Cancel, status)
    };
    outcome::record(tx, &row, actor, cancelled)?;
    // What only waited has given no right to anything, and nobody was told of it.
    if seen.status == TrainingStatus::Valid {
        withdrawal::withdraw(tx, seen, Why::Cancelled(checked.reason), actor)?;
    }
    Ok(row)
}

#[derive(Clone)]
struct Checked {
    reason: CancellationReason,
    comment: Option<String>,
}

fn check(form: &CancelTrainingRequest) -> Result<Checked, Faults> {
    let mut faults = Faults::new();
    let comment = collapse_spaces(&form.comment);
    let length = comment.chars().count();
    if length > MAX_COMMENT {
        let fault = Fault::new(FieldErrorCode::TooLong);
        faults.push("/comment", fault.max(MAX_COMMENT).count(length));
    }
    if comment.is_empty() && form.reason == CancellationReason::Other {
        faults.push("/comment", FieldErrorCode::Required);
    }
    let checked = Checked {
        reason: form.reason,
        comment: (!comment.is_empty()).then_some(comment),
    };
    faults.into_result(Some(checked))
}
