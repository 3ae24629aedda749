//! A card is handed to the carrier.

use common::dto::production::ShipRequest;
use common::dto::staff::StaffRequestView;
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::RequestId;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use common::validation::names::collapse_spaces;
use db::requests::RequestChanges;

use super::workshop::move_card;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::replacements::exchange;
use crate::requests::caller::Caller;
use crate::requests::{moves, notices};
use crate::review::view::{get_visible, of_staff};

const MAX_CARRIER: usize = 60;
const MAX_TRACKING: usize = 40;

/// Notes carrier and tracking number, and tells the driver.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::Stale`](crate::ServiceError::Stale) if the
/// request is no longer at `version`; `WrongState` unless the card is ready.
pub async fn ship_card(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: ShipRequest,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let (driver, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        moves::check(&request, RequestEvent::Ship, caller.into())?;
        let (carrier, tracking_number) = check(&form)?;
        let changes = RequestChanges {
            carrier: Some(carrier),
            tracking_number: Some(tracking_number),
            ..RequestChanges::default()
        };
        let request = moves::apply(tx, &request, RequestEvent::Ship, caller.into(), changes)?;
        move_card(tx, id, CardEvent::Ship, caller.into())?;
        let replaced = exchange::end_old_card(tx, &request)?;
        notices::shipped(tx, &driver, &request, replaced)?;
        of_staff(tx, caller, id)
    })
    .await
}

/// Carrier and tracking number, as they are kept.
pub(crate) fn check(form: &ShipRequest) -> Result<(String, String), Faults> {
    let mut faults = Faults::new();
    let carrier = faults.check("/carrier", short_text(&form.carrier, MAX_CARRIER));
    let number = faults.check(
        "/tracking_number",
        short_text(&form.tracking_number.to_uppercase(), MAX_TRACKING),
    );
    faults.into_result(carrier.zip(number))
}

fn short_text(text: &str, max: usize) -> Result<String, Fault> {
    let text = collapse_spaces(text);
    let length = text.chars().count();
    if text.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    if length > max {
        return Err(Fault::new(FieldErrorCode::TooLong).max(max).count(length));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldErrorCode::Malformed.into());
    }
    Ok(text)
}
