//! "Je valide le récapitulatif", "Je réalise le paiement": freezes the price and asks
//! for a payment. The provider's page is opened by a job.

use common::dates::paris_date;
use common::documents_required::missing_documents;
use common::dto::payment::FeeView;
use common::dto::replacement::ReplacementView;
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::rules::exchange::{ForeignFacts, foreign_block};
use common::rules::fee::fee_of;
use common::rules::replacement::{ReplacementFacts, block, needs_undertaking, was_unclaimed};
use common::statuses::{IdentityReview, RequestStatus};
use common::words::{ReplacementStep, RequestPurpose};
use db::replacements::ReplacementRow;
use db::requests::{RequestChanges, RequestRow};

use super::view::{self, frozen};
use super::{exchange, foreign, save, settle};
use crate::cards;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::payments::ask::{Asked, ask};
use crate::payments::check_none_open;
use crate::payments::fees;
use crate::requests::caller::Caller;
use crate::requests::{entitlement, moves};

/// Validates the summary and asks for the payment. What costs nothing is settled at once.
///
/// # Errors
///
/// Every missing step by its pointer; `NotEntitled` if the card cannot be replaced
/// any more; [`ServiceError::Stale`] if the replacement is no longer at `version`;
/// [`ProblemCode::PaymentOpen`] while a payment is under way, and
/// [`ProblemCode::WrongState`] once one was made.
pub async fn pay_replacement(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<ReplacementView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let (request, replacement) = get_payable(tx, caller, id, version)?;
        check(tx, &request, &replacement)?;
        if matches!(
            request.purpose,
            RequestPurpose::Quality | RequestPurpose::Exchange
        ) {
            check_reviewed(tx, &request)?;
        }
        if request.purpose != RequestPurpose::Quality {
            check_card(tx, &request)?;
        }
        let fee = validate(tx, &request, replacement)?;
        // What was read before has changed, if only by its payment.
        let changes = RequestChanges {
            snapshot: exchange::snapshot(tx, &request)?,
            ..RequestChanges::default()
        };
        db::requests::update(tx, &request, &changes, now)?;
        if fee.amount_cents == 0 {
            settle(tx, id)?;
        } else {
            let asked = Asked {
                request: id,
                returned_mail: None,
                driver: request.driver_id,
            };
            ask(tx, caller, &asked, &fee)?;
        }
        view::of_driver(tx, caller, id)
    })
    .await
}

/// A draft, or a defective card whose error is the driver's.
fn get_payable(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<(RequestRow, ReplacementRow)> {
    let (_, request) = moves::get_own(tx, caller.account, id)?;
    if request.purpose != RequestPurpose::Quality {
        return save::get_draft(tx, caller, id, version);
    }
    let replacement = db::replacements::get(tx, id)?;
    let request = moves::at_version(request, version)?;
    if request.status != RequestStatus::InformationRequested {
        return Err(ServiceError::Refused(ProblemCode::WrongState));
    }
    check_none_open(tx, id)?;
    Ok((request, replacement))
}

/// The new card is printed from the profile, which has to be reviewed again where the
/// driver has changed it.
fn check_reviewed(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let driver = db::drivers::get(tx, request.driver_id)?;
    if driver.review == IdentityReview::Conform {
        return Ok(());
    }
    Err(ServiceError::invalid(
        "/identity",
        FieldErrorCode::NotAllowed,
    ))
}

fn check(tx: &mut Tx<'_>, request: &RequestRow, replacement: &ReplacementRow) -> ServiceResult<()> {
    let (today, policy) = (paris_date(tx.now), &tx.settings.policy);
    let mut faults = Faults::new();
    if needs_undertaking(request.purpose) && !replacement.undertaken {
        faults.push("/undertaken", FieldErrorCode::ConsentRequired);
    }
    exchange::check(tx, request, today, &mut faults)?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    let required = entitlement::required_for(&driver, request, policy)?;
    let given = db::documents::list_by_request(tx, request.id)?;
    let given: Vec<_> = given.iter().map(|(document, _)| document.kind).collect();
    for kind in missing_documents(&required, &given) {
        faults.push(&pointer_to("/documents", kind), FieldErrorCode::Required);
    }
    if request.delivery_address.is_none() {
        faults.push("/delivery_address", FieldErrorCode::Required);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}

/// The card may have ended since the draft was begun, or the driver got one.
fn check_card(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let today = paris_date(tx.now);
    let is_blocked = if let Some(old) = cards::find_replaced(tx, request)? {
        let facts = ReplacementFacts {
            status: old.card.status,
            valid_until: old.card.valid_until,
            was_unclaimed: was_unclaimed(old.card.status, old.request.status),
            // This one.
            open: None,
            is_entitled: false,
        };
        block(&facts, today).is_some()
    } else {
        let driver = db::drivers::get(tx, request.driver_id)?;
        let facts = ForeignFacts {
            open: None,
            ..foreign::facts(tx, &driver, today)?
        };
        foreign_block(&facts).is_some()
    };
    if is_blocked {
        Err(ServiceError::Refused(ProblemCode::NotEntitled))
    } else {
        Ok(())
    }
}

/// Freezes the price of the day on which the summary is validated, until something is
/// changed again.
fn validate(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    replacement: ReplacementRow,
) -> ServiceResult<FeeView> {
    if let Some(fee) = frozen(&replacement) {
        return Ok(fee);
    }
    let now = tx.now;
    let code = fee_of(request.purpose).ok_or(ServiceError::NotFound)?;
    let fee = fees::in_force(tx, code, paris_date(now))?;
    let validated = ReplacementRow {
        step: ReplacementStep::Summary,
        fee_code: Some(code),
        amount_cents: Some(fee.amount_cents),
        vat_basis_points: Some(fee.vat_basis_points),
        validated_at: Some(now.naive_utc()),
        ..replacement
    };
    db::replacements::update(tx, &validated)?;
    Ok(fee)
}
