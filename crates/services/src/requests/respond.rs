//! "Répondre": sends the corrected documents and information.

use common::dto::request::{InformationTarget, RequestView};
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::transitions::request::{RequestEvent, needs_licence};
use db::information_items::InformationItemRow;
use db::requests::RequestChanges;

use super::caller::Caller;
use super::{licence_check, moves, notices, view};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// Sends the answer once every item is answered.
///
/// # Errors
///
/// Every unanswered item by its pointer `/items/<index>`;
/// [`ServiceError::Stale`] if the request is no longer at `version`;
/// `WrongState` if nothing is asked.
pub async fn respond_to_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<RequestView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let (driver, request) = moves::get_own(tx, caller.account, id)?;
        let request = moves::at_version(request, version)?;
        moves::check(&request, RequestEvent::Respond, caller.into())?;
        let asked = db::information_requests::find_open(tx, id)?
            .ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
        let items = db::information_items::list_by_information_requests(tx, &[asked.id])?;
        check_answered(&items)?;
        db::information_requests::mark_responded(tx, asked.id, now)?;
        let address = items
            .into_iter()
            .find(|item| item.target == InformationTarget::DeliveryAddress);
        let changes = RequestChanges {
            delivery_address: address.and_then(|item| item.new_value),
            ..RequestChanges::default()
        };
        let request = moves::apply(tx, &request, RequestEvent::Respond, caller.into(), changes)?;
        if needs_licence(request.purpose) {
            // Weeks may have passed: the licence has to hold when the card is approved.
            licence_check::ask(tx, id)?;
        }
        notices::progress(tx, &driver, &request)?;
        view::of_driver(tx, caller, id)
    })
    .await
}

fn check_answered(items: &[InformationItemRow]) -> ServiceResult<()> {
    let mut faults = Faults::new();
    for (index, _) in items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.answered_at.is_none())
    {
        faults.push(&pointer_to("/items", index), FieldErrorCode::Required);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}
