//! The review of an account request: look, take, decide.

use common::dto::profile::ReviewError;
use common::dto::review::{
    AccountDecision, AccountReviewView, DecideAccountRequest, FindingSeverity, ReviewErrorForm,
};
use common::field_error::{Fault, Faults, FieldErrorCode, pointer_to};
use common::ids::{AccountId, AccountReviewId};
use common::problem_code::ProblemCode;
use common::statuses::IdentityReview;
use common::transitions::identity_review::{self, IdentityEvent};
use common::validation::names::collapse_spaces;
use common::words::{ActorKind, Language, ReasonCode};
use db::Conn;
use db::account_reviews::{AccountReviewRow, Decision};
use db::json::Json;

use super::review_queue::{staff_names, summary};
use super::{decision_notice, findings};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The most characters of a reviewer's comment.
const MAX_COMMENT: usize = 500;

/// One review.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none.
pub async fn get(
    ctx: &Context,
    id: AccountReviewId,
    language: Language,
) -> ServiceResult<AccountReviewView> {
    ctx.read(move |conn| view(conn, id, language)).await
}

/// Gives a review to the reviewer who asks, also one that a colleague has.
///
/// # Errors
///
/// [`ServiceError::Stale`] if it is no longer at `version`,
/// [`ProblemCode::WrongState`] if it is decided.
pub async fn take(
    ctx: &Context,
    reviewer: AccountId,
    id: AccountReviewId,
    version: i64,
    language: Language,
) -> ServiceResult<AccountReviewView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let row = at_version(tx, id, version)?;
        match row.status {
            IdentityReview::Submitted => {
                let to = next(row.status, IdentityEvent::Take)?;
                db::drivers::update_review(tx, row.driver_id, row.status, to, now)?;
            }
            // From one reviewer to another: the state stays.
            IdentityReview::UnderReview => {}
            _ => return Err(ProblemCode::WrongState.into()),
        }
        db::account_reviews::update_assigned(tx, id, version, reviewer)?;
        let actor = Actor::new(ActorKind::Staff, reviewer);
        let details = serde_json::json!({ "driver": row.driver_id, "from": row.assigned_to });
        tx.audit(&actor, "account_review.taken", id, &details)?;
        view(tx, id, language)
    })
    .await
}

/// Decides a review and has the driver told by mail, in both cases with the
/// way to a password (guide).
///
/// # Errors
///
/// Faults of the list of errors; [`ServiceError::Stale`] if the review is no
/// longer at `version`; [`ProblemCode::WrongState`] unless the reviewer who
/// asks has taken it.
pub async fn decide(
    ctx: &Context,
    reviewer: AccountId,
    id: AccountReviewId,
    version: i64,
    request: &DecideAccountRequest,
    language: Language,
) -> ServiceResult<AccountReviewView> {
    let errors = check_errors(request)?;
    let event = match request.decision {
        AccountDecision::Conform => IdentityEvent::Conform,
        AccountDecision::Errors => IdentityEvent::RequestCorrection,
    };
    ctx.write(move |tx| {
        let row = at_version(tx, id, version)?;
        let to = next(row.status, event)?;
        if row.assigned_to != Some(reviewer) {
            return Err(ProblemCode::WrongState.into());
        }
        record(tx, &row, to, &errors, reviewer)?;
        view(tx, id, language)
    })
    .await
}

fn record(
    tx: &mut Tx<'_>,
    row: &AccountReviewRow,
    to: IdentityReview,
    errors: &[ReviewError],
    reviewer: AccountId,
) -> ServiceResult<()> {
    let now = tx.now;
    let decision = Decision {
        status: to,
        errors: Json::new(errors.to_vec())?,
        decided_by: reviewer,
    };
    db::account_reviews::update_decision(tx, row.id, row.version, &decision, now)?;
    db::drivers::update_review(tx, row.driver_id, row.status, to, now)?;
    let kind = match to {
        IdentityReview::Conform => "account_conform",
        _ => "account_correction_requested",
    };
    db::driver_events::insert(tx, row.driver_id, kind, Some(row.id.as_str()), now)?;
    let fields: Vec<_> = errors
        .iter()
        .map(|error| (error.field.as_str(), error.reason.as_str()))
        .collect();
    let details = serde_json::json!({ "driver": row.driver_id, "to": to, "errors": fields });
    tx.audit(
        &Actor::new(ActorKind::Staff, reviewer),
        "account_review.decided",
        row.id,
        &details,
    )?;
    decision_notice::enqueue(tx, row.id)?;
    if to == IdentityReview::Conform {
        decision_notice::attach_trainings(tx, row.driver_id)?;
    }
    Ok(())
}

fn at_version(
    conn: &mut Conn,
    id: AccountReviewId,
    version: i64,
) -> ServiceResult<AccountReviewRow> {
    let row = db::account_reviews::get(conn, id)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(ServiceError::Stale)
    }
}

fn next(from: IdentityReview, event: IdentityEvent) -> ServiceResult<IdentityReview> {
    identity_review::next(from, event).ok_or(ServiceError::Refused(ProblemCode::WrongState))
}

fn check_errors(request: &DecideAccountRequest) -> ServiceResult<Vec<ReviewError>> {
    let mut faults = Faults::new();
    match (request.decision, request.errors.as_slice()) {
        (AccountDecision::Conform, [_, ..]) => faults.push("/errors", FieldErrorCode::NotAllowed),
        (AccountDecision::Errors, []) => {
            faults.push(
                "/errors",
                Fault::new(FieldErrorCode::TooFewItems).min(1).count(0),
            );
        }
        _ => {}
    }
    let mut errors: Vec<ReviewError> = Vec::with_capacity(request.errors.len());
    for (index, form) in request.errors.iter().enumerate() {
        let pointer = pointer_to("/errors", index);
        let comment = faults.within(&pointer, |faults| check_comment(form, faults));
        if errors.iter().any(|other| other.field == form.field) {
            faults.push(&format!("{pointer}/field"), FieldErrorCode::DuplicateItem);
        }
        errors.push(ReviewError {
            field: form.field,
            reason: form.reason,
            comment,
        });
    }
    Ok(faults.into_result(Some(errors))?)
}

fn check_comment(form: &ReviewErrorForm, faults: &mut Faults) -> Option<String> {
    let comment = collapse_spaces(&form.comment);
    let length = comment.chars().count();
    if length > MAX_COMMENT {
        faults.push(
            "/comment",
            Fault::new(FieldErrorCode::TooLong)
                .max(MAX_COMMENT)
                .count(length),
        );
    }
    if comment.is_empty() && form.reason == ReasonCode::Other {
        faults.push("/comment", FieldErrorCode::Required);
    }
    (!comment.is_empty()).then_some(comment)
}

fn view(
    conn: &mut Conn,
    id: AccountReviewId,
    language: Language,
) -> ServiceResult<AccountReviewView> {
    let row = db::account_reviews::get(conn, id)?;
    let driver = db::drivers::get(conn, row.driver_id)?;
    let account = db::accounts::get(conn, driver.account_id)?;
    let previous = db::account_reviews::find_round(conn, row.driver_id, row.round - 1)?;
    let names = staff_names(conn, row.assigned_to.into_iter())?;
    let (previous_identity, previous_errors) = previous
        .map(|round| {
            (
                round.snapshot.into_inner().identity,
                round.errors.into_inner(),
            )
        })
        .unzip();
    let mut automatic: Vec<_> = row
        .findings
        .iter()
        .map(|found| findings::describe(found, language))
        .collect();
    automatic.sort_by_key(|found| match found.severity {
        FindingSeverity::Error => 0,
        FindingSeverity::Warning => 1,
        FindingSeverity::Ok => 2,
    });
    Ok(AccountReviewView {
        summary: summary(&row, &driver, &names),
        identity: row.snapshot.identity.clone(),
        email: account.email,
        phone: row.snapshot.phone.clone(),
        address: row.snapshot.address.clone(),
        previous_identity,
        previous_errors: previous_errors.unwrap_or_default(),
        errors: row.errors.to_vec(),
        automatic_findings: automatic,
        version: row.version,
    })
}
