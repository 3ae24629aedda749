//! A finding that its driver does not answer: a reminder, then the card goes back.

use chrono::NaiveDate;
use common::card_defect::DefectFinding;
use common::statuses::CardStatus;
use common::transitions::card::CardEvent;
use db::requests::RequestRow;

use super::defect_notices;
use crate::cards;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Mover;

/// Tells a driver once more what the analysis found, and until when to act.
pub(crate) fn remind(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    deadline: NaiveDate,
) -> ServiceResult<()> {
    let comment = db::replacements::get(tx, request.id)?.finding_comment;
    let found = (
        DefectFinding::DriverFault,
        comment.as_deref().unwrap_or_default(),
    );
    defect_notices::finding(tx, request, found, Some(deadline))
}

/// A defective card whose driver did not answer goes back as it is.
pub(crate) fn give_back(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let card = request.replaces_card_id.ok_or(ServiceError::NotFound)?;
    let old = db::cards::get_of_driver(tx, request.driver_id, card)?.card;
    if old.status == CardStatus::InReturns {
        cards::moves::apply(tx, &old, CardEvent::GiveBack, Mover::System)?;
    }
    Ok(())
}
