//! In the workshop: a card is personalised and passes the quality check, or is
//! defective and is made again.

use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use db::requests::RequestChanges;

use crate::cards;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::requests::caller::{Caller, Mover};
use crate::requests::moves;
use crate::review::view::{get_visible, of_staff};

/// The card is personalised and checked.
///
/// # Errors
///
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if the request is no longer at `version`; `WrongState`
/// unless it is in production.
pub async fn personalise_card(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let (_, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        let changes = RequestChanges::default();
        moves::apply(
            tx,
            &request,
            RequestEvent::FinishProduction,
            caller.into(),
            changes,
        )?;
        move_card(tx, id, CardEvent::Produce, caller.into())?;
        of_staff(tx, caller, id)
    })
    .await
}

/// The card is defective: it is made again, with the same number.
///
/// # Errors
///
/// As [`personalise_card`].
pub async fn report_defect(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let (_, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        let changes = RequestChanges::default();
        moves::apply(
            tx,
            &request,
            RequestEvent::ReportDefect,
            caller.into(),
            changes,
        )?;
        of_staff(tx, caller, id)
    })
    .await
}

/// Moves the card of a request on.
pub(super) fn move_card(
    tx: &mut Tx<'_>,
    id: RequestId,
    event: CardEvent,
    mover: Mover,
) -> ServiceResult<()> {
    let card = db::cards::find_by_request(tx, id)?
        .ok_or_else(|| anyhow::anyhow!("{id} is in production and has no card"))?;
    cards::moves::apply(tx, &card, event, mover)
}
