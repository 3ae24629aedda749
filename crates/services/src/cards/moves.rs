//! The one way in which a card changes its status.

use common::ids::EventId;
use common::problem_code::ProblemCode;
use common::statuses::CardStatus;
use common::transitions::card::{CardEvent, next, who};
use db::card_history::CardHistoryRow;
use db::cards::CardRow;

use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Mover;

/// Orders a card.
pub(crate) fn order(tx: &mut Tx<'_>, card: &CardRow, mover: Mover) -> ServiceResult<()> {
    db::cards::insert(tx, card)?;
    record(tx, card, card.status, mover)
}

/// Moves a card on, with its history and audit line.
///
/// # Errors
///
/// [`ProblemCode::WrongState`] if the event cannot happen now,
/// [`ServiceError::Forbidden`] if `mover` may not cause it, and
/// [`ServiceError::Stale`] if the card has changed since it was read.
pub(crate) fn apply(
    tx: &mut Tx<'_>,
    seen: &CardRow,
    event: CardEvent,
    mover: Mover,
) -> ServiceResult<()> {
    let to = next(seen.status, event).ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
    if !who(seen.status, event).contains(&mover.by()) {
        return Err(ServiceError::Forbidden);
    }
    let now = tx.now;
    db::cards::update_status(tx, seen, to, now)?;
    record(tx, seen, to, mover)?;
    let details = serde_json::json!({ "event": event, "from": seen.status, "to": to });
    tx.audit(&mover.actor(), "card.moved", seen.id, &details)
}

fn record(tx: &mut Tx<'_>, card: &CardRow, status: CardStatus, mover: Mover) -> ServiceResult<()> {
    let actor = mover.actor();
    let line = CardHistoryRow {
        id: EventId::new(),
        card_id: card.id,
        at: tx.now.naive_utc(),
        status,
        actor_kind: actor.kind,
        actor_id: actor.id,
    };
    Ok(db::card_history::insert(tx, &line)?)
}
