//! Saves steps of a replacement. "En cas d'erreur, je peux revenir sur une étape tant
//! que ma demande n'est pas validée" (guide).

use common::dto::address::Address;
use common::dto::replacement::{CardDefect, ReplacementView, UpdateReplacementRequest};
use common::field_error::{Fault, Faults, FieldErrorCode, pointer_to};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::statuses::RequestStatus;
use common::validation::address::check_address;
use common::validation::names::collapse_spaces;
use common::words::RequestPurpose;
use db::json::Json;
use db::replacements::ReplacementRow;
use db::requests::{RequestChanges, RequestRow};

use super::view;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::payments::check_none_open;
use crate::requests::caller::Caller;
use crate::requests::moves;

/// As many fit on a return slip.
const MAX_DEFECTS: usize = 10;
const MAX_PROBLEM: usize = 120;
const MAX_EXPECTED: usize = 80;

/// Saves what is given and leaves the rest as it is. What was validated before has
/// to be validated again.
///
/// # Errors
///
/// Every wrong field; [`ServiceError::Stale`] if the replacement is no longer at
/// `version`; [`ProblemCode::WrongState`] once it is paid; [`ProblemCode::PaymentOpen`]
/// while a payment is under way.
pub async fn update_replacement(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: UpdateReplacementRequest,
) -> ServiceResult<ReplacementView> {
    ctx.write(move |tx| {
        let (request, replacement) = get_draft(tx, caller, id, version)?;
        let (delivery, billing) = check(&form)?;
        let defects = check_defects(&request, form.defects.as_deref())?;
        let mut changed = ReplacementRow {
            step: form.step.unwrap_or(replacement.step),
            undertaken: form.undertaken.unwrap_or(replacement.undertaken),
            ..replacement
        };
        if let Some(defects) = defects {
            changed.defects = Some(Json::new(defects)?);
        }
        if form.billing_is_delivery == Some(true) {
            changed.billing_address = None;
        } else if let Some(billing) = billing {
            changed.billing_address = Some(Json::new(billing)?);
        }
        changed.fee_code = None;
        changed.amount_cents = None;
        changed.vat_basis_points = None;
        changed.validated_at = None;
        db::replacements::update(tx, &changed)?;
        let changes = RequestChanges {
            delivery_address: delivery.map(Json::new).transpose()?,
            ..RequestChanges::default()
        };
        let now = tx.now;
        db::requests::update(tx, &request, &changes, now)?;
        view::of_driver(tx, caller, id)
    })
    .await
}

/// A draft that can still be changed, at the version that was read.
pub(super) fn get_draft(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<(RequestRow, ReplacementRow)> {
    let (_, request) = moves::get_own(tx, caller.account, id)?;
    let replacement = db::replacements::get(tx, id)?;
    let request = moves::at_version(request, version)?;
    if request.status != RequestStatus::Draft {
        return Err(ServiceError::Refused(ProblemCode::WrongState));
    }
    check_none_open(tx, id)?;
    Ok((request, replacement))
}

/// What is wrong on the card, in words without needless spaces. Only a defective card
/// has defects.
fn check_defects(
    request: &RequestRow,
    defects: Option<&[CardDefect]>,
) -> Result<Option<Vec<CardDefect>>, Faults> {
    let mut faults = Faults::new();
    let Some(defects) = defects else {
        return Ok(None);
    };
    if request.purpose != RequestPurpose::Quality {
        faults.push("/defects", FieldErrorCode::NotAllowed);
    } else if defects.is_empty() {
        faults.push("/defects", Fault::new(FieldErrorCode::TooFewItems).min(1));
    } else if defects.len() > MAX_DEFECTS {
        faults.push(
            "/defects",
            Fault::new(FieldErrorCode::TooManyItems).max(MAX_DEFECTS),
        );
    }
    let checked = defects.iter().take(MAX_DEFECTS).enumerate();
    let checked = checked
        .map(|(index, defect)| {
            faults.within(&pointer_to("/defects", index), |faults| {
                let problem = short(&defect.problem, MAX_PROBLEM, "/problem", faults);
                if problem.is_empty() {
                    faults.push("/problem", FieldErrorCode::Required);
                }
                CardDefect {
                    element: defect.element,
                    problem,
                    expected: short(&defect.expected, MAX_EXPECTED, "/expected", faults),
                }
            })
        })
        .collect();
    faults.into_result(Some(Some(checked)))
}

fn short(text: &str, max: usize, pointer: &str, faults: &mut Faults) -> String {
    let text = collapse_spaces(text);
    let length = text.chars().count();
    if length > max {
        let fault = Fault::new(FieldErrorCode::TooLong).max(max).count(length);
        faults.push(pointer, fault);
    }
    text
}

fn check(form: &UpdateReplacementRequest) -> Result<(Option<Address>, Option<Address>), Faults> {
    let mut faults = Faults::new();
    let delivery = form.delivery_address.as_ref().and_then(|address| {
        faults.within("/delivery_address", |faults| check_address(address, faults))
    });
    let billing = form.billing_address.as_ref().and_then(|address| {
        faults.within("/billing_address", |faults| check_address(address, faults))
    });
    if faults.is_empty() {
        Ok((delivery, billing))
    } else {
        Err(faults)
    }
}
