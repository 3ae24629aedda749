//! Saves steps of a replacement. "En cas d'erreur, je peux revenir sur une étape tant
//! que ma demande n'est pas validée" (guide).

use common::dates::paris_date;
use common::dto::address::Address;
use common::dto::replacement::{CardDefect, ReplacementView, UpdateReplacementRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::statuses::RequestStatus;
use common::validation::address::check_address;
use common::validation::card_defects::check_defects;
use common::words::RequestPurpose;
use db::json::Json;
use db::replacements::ReplacementRow;
use db::requests::{RequestChanges, RequestRow};

use super::{foreign, view};
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::payments::check_none_open;
use crate::requests::caller::Caller;
use crate::requests::moves;

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
        let defects = defects_of(&request, form.defects.as_deref())?;
        if let Some(foreign) = &form.foreign {
            let today = paris_date(tx.now);
            foreign::save(tx, &request, foreign, today)?;
        }
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

/// Only a defective card has defects.
fn defects_of(
    request: &RequestRow,
    defects: Option<&[CardDefect]>,
) -> Result<Option<Vec<CardDefect>>, Faults> {
    let Some(defects) = defects else {
        return Ok(None);
    };
    let mut faults = Faults::new();
    if request.purpose != RequestPurpose::Quality {
        faults.push("/defects", FieldErrorCode::NotAllowed);
    }
    let checked = check_defects(defects, &mut faults);
    faults.into_result(Some(Some(checked)))
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
