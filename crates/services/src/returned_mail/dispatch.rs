//! A card that came back is handed to the carrier again.

use common::dto::production::ShipRequest;
use common::dto::returned_mail::StaffReturnedMail;
use common::ids::ReturnedMailId;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use common::transitions::returned_mail::ReturnedMailEvent;
use db::requests::RequestChanges;
use db::returned_mail::ReturnedMailChanges;

use super::{desk, moves};
use crate::cards;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::production::ship::check;
use crate::requests::caller::Caller;
use crate::requests::{moves as requests, notices};

/// Notes carrier and tracking number, and tells the driver.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::Stale`](crate::ServiceError::Stale) if the letter
/// is no longer at `version`; `WrongState` unless its driver has answered.
pub async fn dispatch_again(
    ctx: &Context,
    caller: Caller,
    id: ReturnedMailId,
    version: i64,
    form: ShipRequest,
) -> ServiceResult<StaffReturnedMail> {
    let (carrier, tracking_number) = check(&form)?;
    ctx.write(move |tx| {
        let letter = moves::at_version(db::returned_mail::get(tx, id)?, version)?;
        let none = ReturnedMailChanges::default();
        moves::apply(tx, &letter, ReturnedMailEvent::Ship, caller.into(), none)?;
        let sent = db::cards::get_of_driver(tx, letter.driver_id, letter.card_id)?;
        let changes = RequestChanges {
            delivery_address: letter.new_address,
            carrier: Some(carrier.clone()),
            tracking_number: Some(tracking_number.clone()),
            ..RequestChanges::default()
        };
        let reship = RequestEvent::Reship;
        let request = requests::apply(tx, &sent.request, reship, caller.into(), changes)?;
        cards::moves::apply(tx, &sent.card, CardEvent::Ship, caller.into())?;
        let driver = db::drivers::get(tx, letter.driver_id)?;
        notices::shipped(tx, &driver, &request, None)?;
        desk::of_staff(tx, id)
    })
    .await
}
