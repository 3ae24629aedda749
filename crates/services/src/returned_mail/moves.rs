//! The one way in which a letter that came back changes its status.

use common::problem_code::ProblemCode;
use common::transitions::returned_mail::{ReturnedMailEvent, next, who};
use db::returned_mail::{ReturnedMailChanges, ReturnedMailRow};

use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Mover;

/// A letter that is still at the version that was read.
pub(super) fn at_version(letter: ReturnedMailRow, version: i64) -> ServiceResult<ReturnedMailRow> {
    if letter.version == version {
        Ok(letter)
    } else {
        Err(ServiceError::Stale)
    }
}

/// Moves a letter on, with its audit line.
///
/// # Errors
///
/// [`ProblemCode::WrongState`] if the event cannot happen now,
/// [`ServiceError::Forbidden`] if `mover` may not cause it, and
/// [`ServiceError::Stale`] if the letter has changed since it was read.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    seen: &ReturnedMailRow,
    event: ReturnedMailEvent,
    mover: Mover,
    changes: ReturnedMailChanges,
) -> ServiceResult<()> {
    let to = next(seen.status, event).ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
    if !who(seen.status, event).contains(&mover.by()) {
        return Err(ServiceError::Forbidden);
    }
    let now = tx.now;
    let changes = ReturnedMailChanges {
        status: Some(to),
        ..changes
    };
    db::returned_mail::update(tx, seen, &changes, now)?;
    let details = serde_json::json!({ "event": event, "card": seen.card_id, "to": to });
    tx.audit(&mover.actor(), "returned_mail.moved", seen.id, &details)
}
