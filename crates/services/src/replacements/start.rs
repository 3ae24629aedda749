//! "Je sélectionne le motif": begins the replacement of a card.

use chrono::Datelike as _;
use common::dates::paris_date;
use common::dto::replacement::StartReplacementRequest;
use common::field_error::{FieldError, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::rules::replacement::{ReplacementFacts, blocks};
use common::statuses::RequestStatus;
use common::words::{Language, ReplacementStep, RequestPurpose, RequestStep};
use db::cards::CardWithRequest;
use db::drivers::DriverRow;
use db::replacements::ReplacementRow;
use db::requests::RequestRow;

use super::options::{Facts, reasons};
use super::view;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{IdempotentRequest, KeptAnswer, run_again_if_taken};
use crate::requests::caller::Caller;
use crate::requests::moves;
use crate::requests::start::{Started, insert, next_reference};

/// Begins the replacement of one of the caller's cards.
///
/// # Errors
///
/// `NotEntitled` with every reason; `OpenRequest` naming the replacement that is
/// under way.
pub async fn start_replacement(
    ctx: &Context,
    caller: Caller,
    form: StartReplacementRequest,
    request: IdempotentRequest,
) -> ServiceResult<Started> {
    // Two browsers at once: the unique index refuses the second, which then runs
    // again and is told of the first.
    ctx.write(move |tx| run_again_if_taken(answer(tx, caller, &form, &request)))
        .await
}

fn answer(
    tx: &mut Tx<'_>,
    caller: Caller,
    form: &StartReplacementRequest,
    request: &IdempotentRequest,
) -> ServiceResult<Started> {
    if let Some(kept) = tx.find_answer(request)? {
        return Ok(Started {
            answer: kept,
            is_replay: true,
        });
    }
    let id = begin(tx, caller, form)?;
    let view = view::of_driver(tx, caller, id)?;
    let answer = KeptAnswer {
        status: 201,
        location: Some(location(id)),
        body: serde_json::to_string(&view)?,
    };
    tx.keep_answer(request, &answer)?;
    Ok(Started {
        answer,
        is_replay: false,
    })
}

fn location(id: RequestId) -> String {
    format!("/api/v1/me/replacements/{id}")
}

fn begin(
    tx: &mut Tx<'_>,
    caller: Caller,
    form: &StartReplacementRequest,
) -> ServiceResult<RequestId> {
    if form.purpose == RequestPurpose::Training {
        return Err(ServiceError::invalid(
            "/purpose",
            FieldErrorCode::NotAllowed,
        ));
    }
    let today = paris_date(tx.now);
    let driver = moves::open_driver(tx, caller.account)?;
    let old = db::cards::get_of_driver(tx, driver.id, form.card_id)?;
    let policy = &tx.settings.policy;
    let facts = Facts::read(tx, &driver, today, policy)?.of(&old.card);
    if !blocks(&facts, today).is_empty() {
        return Err(refusal(&facts, today, caller.language));
    }
    let row = draft(tx, &driver, &old, form.purpose)?;
    let details =
        serde_json::json!({ "driver": driver.id, "card": old.card.id, "purpose": row.purpose });
    insert(tx, caller, &row, &details)?;
    let replacement = ReplacementRow {
        request_id: row.id,
        step: ReplacementStep::Declaration,
        undertaken: false,
        billing_address: None,
        fee_code: None,
        amount_cents: None,
        vat_basis_points: None,
        validated_at: None,
    };
    db::replacements::insert(tx, &replacement)?;
    Ok(row.id)
}

/// The same card again: training, identity and categories are those of the old one.
fn draft(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    old: &CardWithRequest,
    purpose: RequestPurpose,
) -> ServiceResult<RequestRow> {
    let (now, made) = (tx.now, &old.request);
    Ok(RequestRow {
        id: RequestId::new(),
        reference: next_reference(tx, paris_date(now).year())?,
        driver_id: driver.id,
        type_: made.type_,
        purpose,
        replaces_card_id: Some(old.card.id),
        status: RequestStatus::Draft,
        training_id: made.training_id,
        step: RequestStep::Summary,
        identity_confirmed: true,
        identity_proof: made.identity_proof,
        delivery_address: Some(driver.address.clone()),
        snapshot: made.snapshot.clone(),
        assigned_to: None,
        rejection: None,
        batch_id: None,
        carrier: None,
        tracking_number: None,
        acknowledgement_id: None,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
        submitted_at: None,
        decided_at: None,
        licence: db::requests::LicenceCheck::default(),
    })
}

/// A replacement under way is a conflict that names it; everything else is a
/// refusal with its reasons.
fn refusal(facts: &ReplacementFacts, today: chrono::NaiveDate, language: Language) -> ServiceError {
    let errors = reasons(facts, today, language)
        .into_iter()
        .map(|reason| FieldError {
            pointer: "/card_id".to_owned(),
            code: FieldErrorCode::NotAllowed,
            detail: format!("{} {}", reason.explanation, reason.remedy),
        });
    let code = match facts.open {
        Some(_) => ProblemCode::OpenRequest,
        None => ProblemCode::NotEntitled,
    };
    ServiceError::RefusedFor {
        code,
        errors: errors.collect(),
        instance: facts.open.map(location),
    }
}
