//! Saves steps of a draft, or the address that an information request asks for.

use common::dto::address::Address;
use common::dto::request::{IdentityProof, InformationTarget, RequestView, UpdateRequestRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::statuses::RequestStatus;
use common::transitions::request::RequestEvent;
use common::validation::address::check_address;
use common::words::DocumentKind;
use db::json::Json;
use db::requests::{RequestChanges, RequestRow};

use super::caller::Caller;
use super::{discard, moves, view};
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// Saves what is given and leaves the rest as it is.
///
/// # Errors
///
/// Every wrong field; [`ServiceError::Stale`] if the request is no longer at
/// `version`; [`ProblemCode::WrongState`] once it is sent.
pub async fn update_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: UpdateRequestRequest,
) -> ServiceResult<RequestView> {
    ctx.write(move |tx| {
        let (_, request) = moves::get_own(tx, caller.account, id)?;
        let request = moves::at_version(request, version)?;
        moves::check(&request, RequestEvent::Save, caller.into())?;
        let address = check(&request, &form)?;
        let changes = match request.status {
            RequestStatus::Draft => save_draft(tx, &request, &form, address)?,
            _ => answer_address(tx, &request, address)?,
        };
        moves::apply(tx, &request, RequestEvent::Save, caller.into(), changes)?;
        view::of_driver(tx, caller, id)
    })
    .await
}

fn check(request: &RequestRow, form: &UpdateRequestRequest) -> ServiceResult<Option<Address>> {
    let mut faults = Faults::new();
    if request.status != RequestStatus::Draft {
        let given = [
            ("/identity_confirmed", form.identity_confirmed.is_some()),
            ("/identity_proof", form.identity_proof.is_some()),
            ("/step", form.step.is_some()),
        ];
        for (pointer, _) in given.iter().filter(|(_, is_given)| *is_given) {
            faults.push(pointer, FieldErrorCode::NotAllowed);
        }
    }
    let address = form.delivery_address.as_ref().and_then(|address| {
        faults.within("/delivery_address", |faults| check_address(address, faults))
    });
    if faults.is_empty() {
        Ok(address)
    } else {
        Err(faults.into())
    }
}

fn save_draft(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    form: &UpdateRequestRequest,
    address: Option<Address>,
) -> ServiceResult<RequestChanges> {
    if form.identity_proof == Some(IdentityProof::Passport) {
        // A passport has no back: what is not needed is not kept.
        let back = db::documents::find_current(tx, request.id, DocumentKind::IdentityBack)?;
        if let Some((document, file)) = back {
            db::documents::delete(tx, document.id)?;
            discard::files(tx, &[file.id])?;
        }
    }
    Ok(RequestChanges {
        step: form.step,
        identity_confirmed: form.identity_confirmed,
        identity_proof: form.identity_proof,
        delivery_address: address.map(Json::new).transpose()?,
        ..RequestChanges::default()
    })
}

/// The address stays beside the old one until the answer is sent.
fn answer_address(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    address: Option<Address>,
) -> ServiceResult<RequestChanges> {
    let now = tx.now;
    let Some(address) = address else {
        return Ok(RequestChanges::default());
    };
    let asked = db::information_requests::find_open(tx, request.id)?
        .ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
    let items = db::information_items::list_by_information_requests(tx, &[asked.id])?;
    let item = items
        .iter()
        .find(|item| item.target == InformationTarget::DeliveryAddress);
    let Some(item) = item else {
        return Err(ServiceError::invalid(
            "/delivery_address",
            FieldErrorCode::NotAllowed,
        ));
    };
    db::information_items::answer_address(tx, item.id, &Json::new(address)?, now)?;
    Ok(RequestChanges::default())
}
