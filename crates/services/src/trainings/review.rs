//! Trainings that wait for a person: the queue, and the decision (domain §9.2).

use chrono::NaiveDateTime;
use common::dto::page::cut;
use common::dto::training_review::{
    DecideTrainingRequest, TrainingDecision, TrainingReviewSummary, TrainingReviewView,
};
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::{AccountId, DriverId, TrainingId};
use common::problem_code::ProblemCode;
use common::rules::training::find_duplicate;
use common::statuses::{IdentityReview, TrainingMatch, TrainingStatus};
use common::transitions::By;
use common::transitions::training::{self as transitions, TrainingEvent};
use common::validation::names::collapse_spaces;
use common::words::{ActorKind, Language, ReasonCode, Role};
use db::drivers::DriverRow;
use db::json::Json;
use db::trainings::TrainingRow;
use db::trainings::reviews::{self, Settled};
use serde::{Deserialize, Serialize};

use super::outcome::{self, Happened};
use super::review_view::{summary, view};
use super::{history, notice, recheck};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The most characters of a reviewer's comment.
const MAX_COMMENT: usize = 500;

/// A row's place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPosition {
    /// When it was declared.
    pub declared_at: NaiveDateTime,
    /// Which one.
    pub id: TrainingId,
}

/// One page of the trainings in a state, what was declared first in front, and
/// the place of its last row if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_queue(
    ctx: &Context,
    status: TrainingStatus,
    after: Option<ReviewPosition>,
    limit: u32,
) -> ServiceResult<(Vec<TrainingReviewSummary>, Option<ReviewPosition>)> {
    let after = after.map(|position| (position.declared_at, position.id));
    ctx.read(move |conn| {
        let mut rows = reviews::list_queue(conn, status, after, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more);
        let next = last.map(|row| ReviewPosition {
            declared_at: row.training.declared_at,
            id: row.training.id,
        });
        Ok((rows.iter().map(summary).collect(), next))
    })
    .await
}

/// One training with everything to decide on it.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none.
pub async fn get(
    ctx: &Context,
    id: TrainingId,
    language: Language,
) -> ServiceResult<TrainingReviewView> {
    ctx.read(move |conn| view(conn, id, language)).await
}

/// Who decides.
#[derive(Clone, Copy, Debug)]
pub struct Reviewer {
    /// The account.
    pub account: AccountId,
    /// In which role.
    pub role: Role,
}

/// Accepts a training, which attaches it to the named driver and has its
/// certificate issued, or refuses it. The centre reads the outcome.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::Stale`] if the training is no longer at
/// `version`; [`ProblemCode::WrongState`] unless it waits.
pub async fn decide(
    ctx: &Context,
    reviewer: Reviewer,
    id: TrainingId,
    version: i64,
    request: &DecideTrainingRequest,
    language: Language,
) -> ServiceResult<TrainingReviewView> {
    let checked = check(request)?;
    let event = match request.decision {
        TrainingDecision::Accept => TrainingEvent::Accept,
        TrainingDecision::Refuse => TrainingEvent::Refuse,
    };
    ctx.write(move |tx| {
        let training = db::trainings::get(tx, id)?;
        if training.version != version {
            return Err(ServiceError::Stale);
        }
        let may = transitions::who(training.status, event).contains(&By::Role(reviewer.role));
        let status = transitions::next(training.status, event)
            .filter(|_| may)
            .ok_or(ProblemCode::WrongState)?;
        let decided = Happened {
            reason: checked.reason,
            comment: checked.comment.clone(),
            ..Happened::new(event, status)
        };
        let actor = Actor::new(ActorKind::Staff, reviewer.account);
        match event {
            TrainingEvent::Accept => accept(tx, training, checked.driver, &actor, decided)?,
            _ => refuse(tx, &training, &actor, decided)?,
        }
        view(tx, id, language)
    })
    .await
}

fn accept(
    tx: &mut Tx<'_>,
    mut training: TrainingRow,
    named: Option<DriverId>,
    actor: &Actor,
    decided: Happened,
) -> ServiceResult<()> {
    let driver = chosen_driver(tx, &training, named)?;
    let settled = Settled {
        driver_id: driver.as_ref().map(|driver| driver.id),
        matching: match driver {
            Some(_) => TrainingMatch::Attached,
            None => training.matching,
        },
        status: decided.status,
        warnings: Json::new(recheck::remarks(&training))?,
    };
    let now = tx.now;
    reviews::settle(tx, training.id, training.version, &settled, now)?;
    training.driver_id = settled.driver_id;
    outcome::record(tx, &training, actor, decided)?;
    if let Some(driver) = &driver {
        notice::tell(tx, &training, driver)?;
    }
    recheck::after_valid(tx, &training, driver.as_ref())
}

fn refuse(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    actor: &Actor,
    decided: Happened,
) -> ServiceResult<()> {
    let settled = Settled {
        driver_id: training.driver_id,
        matching: training.matching,
        status: decided.status,
        warnings: training.warnings.clone(),
    };
    let now = tx.now;
    reviews::settle(tx, training.id, training.version, &settled, now)?;
    outcome::record(tx, training, actor, decided)
}

/// The driver whose training it becomes: the named one, or whom it is attached
/// to already. Nobody only while no account has the licence.
fn chosen_driver(
    tx: &mut Tx<'_>,
    training: &TrainingRow,
    named: Option<DriverId>,
) -> ServiceResult<Option<DriverRow>> {
    let wrong = |code: FieldErrorCode| ServiceError::invalid("/driver_id", code);
    let Some(id) = named.or(training.driver_id) else {
        return match training.matching {
            TrainingMatch::Unattached => Ok(None),
            _ => Err(wrong(FieldErrorCode::Required)),
        };
    };
    if training.driver_id.is_some_and(|attached| attached != id) {
        return Err(wrong(FieldErrorCode::NotAllowed));
    }
    let driver = match db::drivers::get(tx, id) {
        Err(db::Error::NotFound) => return Err(wrong(FieldErrorCode::NotFound)),
        other => other?,
    };
    // What nobody has reviewed must not draw trainings to it (R9).
    if driver.review != IdentityReview::Conform {
        return Err(wrong(FieldErrorCode::NotAllowed));
    }
    let counting: Vec<_> = db::trainings::list_counting_of_driver(tx, driver.id)?
        .iter()
        .filter(|other| other.id != training.id)
        .map(history::completed)
        .collect();
    let (kind, sector, completed_on) = (training.kind, training.sector, training.completed_on);
    if find_duplicate(&counting, kind, sector, completed_on).is_some() {
        return Err(wrong(FieldErrorCode::DuplicateTraining));
    }
    Ok(Some(driver))
}

#[derive(Clone)]
struct Checked {
    driver: Option<DriverId>,
    reason: Option<ReasonCode>,
    comment: Option<String>,
}

fn check(request: &DecideTrainingRequest) -> ServiceResult<Checked> {
    let mut faults = Faults::new();
    match (request.decision, request.reason, request.driver_id) {
        (TrainingDecision::Accept, Some(_), _) => {
            faults.push("/reason", FieldErrorCode::NotAllowed);
        }
        (TrainingDecision::Refuse, None, _) => faults.push("/reason", FieldErrorCode::Required),
        (TrainingDecision::Refuse, Some(_), Some(_)) => {
            faults.push("/driver_id", FieldErrorCode::NotAllowed);
        }
        _ => {}
    }
    let comment = collapse_spaces(&request.comment);
    let length = comment.chars().count();
    if length > MAX_COMMENT {
        let fault = Fault::new(FieldErrorCode::TooLong);
        faults.push("/comment", fault.max(MAX_COMMENT).count(length));
    }
    if comment.is_empty() && request.reason == Some(ReasonCode::Other) {
        faults.push("/comment", FieldErrorCode::Required);
    }
    let checked = Checked {
        driver: request.driver_id,
        reason: request.reason,
        comment: (!comment.is_empty()).then_some(comment),
    };
    Ok(faults.into_result(Some(checked))?)
}
