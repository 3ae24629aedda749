//! A centre corrects what it declared (domain §9.2): within a time, and before a card
//! rests on it.

use common::dates::paris_date;
use common::dto::training::{AmendTrainingRequest, TrainingRecord};
use common::field_error::{Fault, FieldErrorCode};
use common::ids::TrainingId;
use common::problem_code::ProblemCode;
use common::rules::training::TrainingRule;
use common::rules::training_change::{amendable_until, fixes_training};
use common::statuses::TrainingStatus;
use common::transitions::By;
use common::transitions::training::{TrainingEvent, next, who};
use common::words::ActorKind;
use db::drivers::DriverRow;
use db::trainings::TrainingRow;

use super::amendment::{Changes, changes, laid_over};
use super::assessment::{Assessed, Question, assess, find_same};
use super::declare::Declarer;
use super::declared_row::row;
use super::outcome::{self, Happened};
use super::record::record_with_outcome;
use super::withdrawal::{self, Why};
use super::{declaration, notice, recheck};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// Corrects a training. The certificate that rests on it is made anew when the right
/// that it proves changes, and whoever is concerned is told.
///
/// # Errors
///
/// [`ServiceError::NotFound`] unless this centre declared it; [`ServiceError::Stale`] if
/// it is no longer at `version`; [`ProblemCode::WrongState`] once it is refused or taken
/// back; [`ProblemCode::TrainingFixed`] after its time; faults of fields, or every
/// violated rule at once.
pub async fn amend_training(
    ctx: &Context,
    by: Declarer,
    id: TrainingId,
    version: i64,
    form: AmendTrainingRequest,
) -> ServiceResult<TrainingRecord> {
    ctx.write(move |tx| {
        let seen = db::trainings::find_of_organisation(tx, by.organisation, id)?;
        let seen = seen.ok_or(ServiceError::NotFound)?;
        if seen.version != version {
            return Err(ServiceError::Stale);
        }
        check_amendable(tx, &seen)?;
        amend(tx, by, &seen, &form)?;
        let row = db::trainings::get(tx, id)?;
        let settings = tx.settings;
        record_with_outcome(tx, &row, &settings.policy.training, by.language)
    })
    .await
}

fn check_amendable(tx: &mut Tx<'_>, seen: &TrainingRow) -> ServiceResult<()> {
    if !who(seen.status, TrainingEvent::Amend).contains(&By::Centre) {
        return Err(ProblemCode::WrongState.into());
    }
    let declared_on = paris_date(seen.declared_at.and_utc());
    let until = amendable_until(declared_on, &tx.settings.policy.training);
    let requests = db::requests::list_of_training(tx, seen.id)?;
    let is_fixed = requests
        .iter()
        .any(|request| fixes_training(request.status));
    if is_fixed || paris_date(tx.now) > until {
        return Err(ProblemCode::TrainingFixed.into());
    }
    Ok(())
}

fn amend(
    tx: &mut Tx<'_>,
    by: Declarer,
    seen: &TrainingRow,
    form: &AmendTrainingRequest,
) -> ServiceResult<()> {
    let today = paris_date(tx.now);
    let number = db::approvals::get(tx, seen.approval_id)?.number;
    let read = declaration::read(&laid_over(seen, number, form), today)?;
    let approval = db::approvals::find_by_number(tx, by.organisation, &read.approval_number)?;
    // What was declared in time is not late because it is corrected.
    let declared_on = paris_date(seen.declared_at.and_utc());
    let question = Question {
        organisation: by.organisation,
        read: &read,
        declared_on: declared_on.max(read.completed_on).min(today),
        replaces: Some(seen.id),
    };
    let assessed = assess(tx, question, approval)?;
    if find_same(tx, question)?.is_some() {
        return Err(ServiceError::invalid(
            "/completed_on",
            Fault::new(FieldErrorCode::DuplicateTraining).rule(TrainingRule::Duplicate),
        ));
    }
    let corrected = corrected(tx, by, (seen, &read), &assessed)?;
    let changes = changes(seen, &corrected);
    if changes.fields.is_empty() {
        return Ok(());
    }
    db::trainings::changes::replace(tx, seen, &corrected)?;
    follow(tx, by, (seen, &corrected), changes, assessed.found.driver)
}

/// The row as it is to be: what the declaration says, under the record's own name.
fn corrected(
    tx: &Tx<'_>,
    by: Declarer,
    (seen, read): (&TrainingRow, &declaration::ReadDeclaration),
    assessed: &Assessed,
) -> ServiceResult<TrainingRow> {
    let declared = row(tx, by, read, assessed)?;
    let status = reached(seen.status, declared.status).ok_or(ProblemCode::WrongState)?;
    Ok(TrainingRow {
        id: seen.id,
        declared_by: seen.declared_by,
        declared_at: seen.declared_at,
        version: seen.version + 1,
        status,
        ..declared
    })
}

/// The state after a correction: it raises a doubt, settles one, or neither.
fn reached(seen: TrainingStatus, declared: TrainingStatus) -> Option<TrainingStatus> {
    let event = match (seen, declared) {
        (TrainingStatus::Valid, TrainingStatus::NeedsReview) => TrainingEvent::Doubt,
        (TrainingStatus::NeedsReview, TrainingStatus::Valid) => TrainingEvent::Accept,
        _ => TrainingEvent::Amend,
    };
    next(seen, event)
}

/// What follows for whose training it was, and for whose it is now.
fn follow(
    tx: &mut Tx<'_>,
    by: Declarer,
    (seen, corrected): (&TrainingRow, &TrainingRow),
    changes: Changes,
    driver: Option<DriverRow>,
) -> ServiceResult<()> {
    let amended = Happened {
        changes: Some(changes.fields),
        ..Happened::new(TrainingEvent::Amend, corrected.status)
    };
    let actor = Actor::new(ActorKind::Centre, by.client);
    outcome::record(tx, corrected, &actor, amended)?;
    let is_same_driver = seen.driver_id == corrected.driver_id;
    let counts = corrected.status == TrainingStatus::Valid;
    if seen.status == TrainingStatus::Valid && changes.touches_right {
        if is_same_driver && counts {
            withdrawal::revoke_certificate(tx, seen)?;
        } else {
            withdrawal::withdraw(tx, seen, Why::Amended, &actor)?;
        }
    }
    if !counts {
        return Ok(());
    }
    if let Some(driver) = &driver {
        if is_same_driver && seen.status == TrainingStatus::Valid {
            notice::tell_amended(tx, corrected, driver)?;
        } else {
            notice::tell(tx, corrected, driver)?;
        }
    }
    recheck::after_valid(tx, corrected, driver.as_ref())
}
