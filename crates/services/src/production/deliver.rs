//! A card has reached its holder: it is active, and the certificate that stood
//! for it has done its work.

use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use db::drivers::DriverRow;
use db::requests::{RequestChanges, RequestRow};

use super::workshop::move_card;
use crate::certificates::supersede_for_training;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::requests::caller::{Caller, Mover};
use crate::requests::{moves, notices};
use crate::review::view::{get_visible, of_staff};

/// Notes that a card was delivered.
///
/// # Errors
///
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if the request is no longer
/// at `version`; `WrongState` unless the card is on its way.
pub async fn deliver_card(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let (driver, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        deliver(tx, &driver, &request, caller.into())?;
        of_staff(tx, caller, id)
    })
    .await
}

/// What a delivery does.
pub(super) fn deliver(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
    mover: Mover,
) -> ServiceResult<()> {
    let changes = RequestChanges::default();
    let request = moves::apply(tx, request, RequestEvent::Deliver, mover, changes)?;
    move_card(tx, request.id, CardEvent::Deliver, mover)?;
    if let Some(training) = request.training_id {
        supersede_for_training(tx, training)?;
    }
    notices::progress(tx, driver, &request)
}
