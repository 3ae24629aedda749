//! The reception desk scans the return slip of a defective card.

use common::dto::analysis::{ReceiveCardRequest, ReceivedCard};
use common::field_error::FieldErrorCode;
use common::reference::RequestReference;
use common::rules::replacement::is_awaited;
use common::statuses::CardStatus;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use db::requests::RequestChanges;

use crate::accounts::identity_rows;
use crate::cards;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::requests::{moves, notices};

/// Notes that a defective card has arrived, and tells its driver. From now on it is not
/// valid any more.
///
/// # Errors
///
/// `/code` if no defective card with this reference is waited for.
pub async fn receive_card(
    ctx: &Context,
    caller: Caller,
    form: ReceiveCardRequest,
) -> ServiceResult<ReceivedCard> {
    let unknown = || ServiceError::invalid("/code", FieldErrorCode::NotFound);
    let reference = RequestReference::parse(&form.code).ok_or_else(unknown)?;
    ctx.write(move |tx| {
        let found = db::requests::find_by_reference(tx, reference.as_str())?;
        let request = found
            .filter(|found| is_awaited(found.purpose, found.status))
            .ok_or_else(unknown)?;
        let card = request.replaces_card_id.ok_or(ServiceError::NotFound)?;
        let old = db::cards::get_of_driver(tx, request.driver_id, card)?;
        let changes = RequestChanges::default();
        let receive = RequestEvent::Receive;
        let request = moves::apply(tx, &request, receive, caller.into(), changes)?;
        if old.card.status == CardStatus::Active {
            cards::moves::apply(tx, &old.card, CardEvent::Return, caller.into())?;
        }
        let driver = db::drivers::get(tx, request.driver_id)?;
        notices::progress(tx, &driver, &request)?;
        Ok(ReceivedCard {
            request_id: request.id,
            request_reference: request.reference,
            serial: old.card.serial,
            driver_name: identity_rows::list_name(
                &driver.identity.surname_birth,
                &driver.identity.first_names,
            ),
        })
    })
    .await
}
