//! "Je sélectionne le motif": begins the replacement of a card.

use chrono::Datelike as _;
use common::dates::paris_date;
use common::dto::replacement::StartReplacementRequest;
use common::dto::request::BlockedReason;
use common::exchange::ExchangeReason;
use common::field_error::{FieldError, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::rules::exchange::foreign_block;
use common::rules::policy::ExchangePolicy;
use common::rules::replacement::{block, steps};
use common::words::{ReplacementStep, RequestPurpose, RequestStep};
use db::cards::CardWithRequest;
use db::drivers::DriverRow;
use db::replacements::ReplacementRow;
use db::requests::RequestRow;

use super::options::{Facts, explain};
use super::{foreign, view};
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{Answered, IdempotentRequest, KeptAnswer};
use crate::requests::caller::Caller;
use crate::requests::moves;
use crate::requests::start::{insert, next_reference};

/// Begins the replacement of one of the caller's cards.
///
/// # Errors
///
/// `NotEntitled` with the reason; `OpenRequest` naming the replacement that is
/// under way.
pub async fn start_replacement(
    ctx: &Context,
    caller: Caller,
    form: StartReplacementRequest,
    request: IdempotentRequest,
) -> ServiceResult<Answered> {
    ctx.write(move |tx| {
        tx.answer_once(&request, |tx| {
            let id = begin(tx, caller, &form)?;
            Ok(KeptAnswer {
                status: 201,
                location: Some(location(id)),
                body: serde_json::to_string(&view::of_driver(tx, caller, id)?)?,
            })
        })
    })
    .await
}

fn location(id: RequestId) -> String {
    format!("/api/v1/me/replacements/{id}")
}

fn begin(
    tx: &mut Tx<'_>,
    caller: Caller,
    form: &StartReplacementRequest,
) -> ServiceResult<RequestId> {
    let first = first_step(form, &tx.settings.policy.exchange)?;
    let driver = moves::open_driver(tx, caller.account)?;
    let row = match form.exchange_reason {
        Some(ExchangeReason::Foreign) => of_foreign(tx, caller, &driver, form)?,
        _ => of_card(tx, caller, &driver, form)?,
    };
    let details = serde_json::json!({
        "driver": driver.id, "card": row.replaces_card_id,
        "purpose": row.purpose, "reason": row.exchange_reason,
    });
    insert(tx, caller, &row, &details)?;
    db::replacements::insert(tx, &ReplacementRow::new(row.id, first))?;
    Ok(row.id)
}

/// A card in the place of another one, which has to be one that can be replaced.
fn of_card(
    tx: &mut Tx<'_>,
    caller: Caller,
    driver: &DriverRow,
    form: &StartReplacementRequest,
) -> ServiceResult<RequestRow> {
    let today = paris_date(tx.now);
    let required = || ServiceError::invalid("/card_id", FieldErrorCode::Required);
    let card = form.card_id.ok_or_else(required)?;
    let old = db::cards::get_of_driver(tx, driver.id, card)?;
    let policy = &tx.settings.policy;
    let facts = Facts::read(tx, driver, today, policy)?.of(&old);
    if let Some(block) = block(&facts, today) {
        let reason = explain(block, caller.language);
        return Err(refusal("/card_id", &reason, facts.open));
    }
    if facts.was_unclaimed && form.purpose != RequestPurpose::Loss {
        // Its holder never had it.
        return Err(ServiceError::invalid(
            "/purpose",
            FieldErrorCode::NotAllowed,
        ));
    }
    draft(tx, driver, &old, form)
}

/// A card for a qualification of another State, in the place of none.
fn of_foreign(
    tx: &mut Tx<'_>,
    caller: Caller,
    driver: &DriverRow,
    form: &StartReplacementRequest,
) -> ServiceResult<RequestRow> {
    let (now, today) = (tx.now, paris_date(tx.now));
    if form.card_id.is_some() {
        return Err(ServiceError::invalid(
            "/card_id",
            FieldErrorCode::NotAllowed,
        ));
    }
    let facts = foreign::facts(tx, driver, today)?;
    if let Some(block) = foreign_block(&facts) {
        let reason = foreign::explain(block, &facts, caller.language);
        return Err(refusal("/exchange_reason", &reason, facts.open));
    }
    let reference = next_reference(tx, today.year())?;
    Ok(RequestRow {
        purpose: form.purpose,
        exchange_reason: form.exchange_reason,
        step: RequestStep::Summary,
        identity_confirmed: true,
        delivery_address: Some(driver.address.clone()),
        ..RequestRow::draft(reference, driver.id, None, now)
    })
}

/// Where it begins, if that can be asked for at all.
fn first_step(
    form: &StartReplacementRequest,
    policy: &ExchangePolicy,
) -> ServiceResult<ReplacementStep> {
    let is_exchange = form.purpose == RequestPurpose::Exchange;
    let fault = match form.exchange_reason {
        None if is_exchange => Some(("/exchange_reason", FieldErrorCode::Required)),
        Some(reason) if !is_exchange || !policy.reasons.contains(&reason) => {
            Some(("/exchange_reason", FieldErrorCode::NotAllowed))
        }
        _ => None,
    };
    let first = steps(form.purpose, form.exchange_reason).first();
    match (fault, first) {
        (None, Some(first)) => Ok(*first),
        (fault, _) => {
            let (pointer, code) = fault.unwrap_or(("/purpose", FieldErrorCode::NotAllowed));
            Err(ServiceError::invalid(pointer, code))
        }
    }
}

/// The same card again: training, identity and categories are those of the old one. What
/// an exchange changes is taken from the profile when it is paid for.
fn draft(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    old: &CardWithRequest,
    form: &StartReplacementRequest,
) -> ServiceResult<RequestRow> {
    let (now, made) = (tx.now, &old.request);
    let reference = next_reference(tx, paris_date(now).year())?;
    let snapshot = made.snapshot.clone();
    Ok(RequestRow {
        purpose: form.purpose,
        replaces_card_id: Some(old.card.id),
        exchange_reason: form.exchange_reason,
        step: RequestStep::Summary,
        identity_confirmed: true,
        identity_proof: made.identity_proof,
        delivery_address: Some(driver.address.clone()),
        snapshot: snapshot.filter(|_| form.exchange_reason.is_none()),
        ..RequestRow::draft(reference, driver.id, made.training_id, now)
    })
}

/// A replacement under way is a conflict that names it; everything else is a refusal
/// with its reason.
fn refusal(pointer: &str, reason: &BlockedReason, open: Option<RequestId>) -> ServiceError {
    let error = FieldError {
        pointer: pointer.to_owned(),
        code: FieldErrorCode::NotAllowed,
        detail: format!("{} {}", reason.explanation, reason.remedy),
        rule: None,
    };
    ServiceError::RefusedFor {
        code: match open {
            Some(_) => ProblemCode::OpenRequest,
            None => ProblemCode::NotEntitled,
        },
        errors: vec![error],
        instance: open.map(location),
    }
}
