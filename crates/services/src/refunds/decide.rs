//! A second person agrees to give money back, or does not.

use common::dto::refund::RefundView;
use common::ids::RefundId;
use common::problem_code::ProblemCode;
use common::transitions::By;
use common::transitions::refund::{RefundEvent, is_other_person, next, who};
use db::refunds::{RefundChanges, RefundRow};

use super::send::SendRefund;
use super::view;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::{Caller, Mover};

/// Approves a refund, which is sent at once.
///
/// # Errors
///
/// [`ServiceError::Forbidden`] if the caller proposed it;
/// [`ServiceError::Stale`] if it is no longer at `version`; `WrongState` unless it waits.
pub async fn approve_refund(
    ctx: &Context,
    caller: Caller,
    id: RefundId,
    version: i64,
) -> ServiceResult<RefundView> {
    decide(ctx, caller, (id, version), RefundEvent::Approve).await
}

/// Declines a refund, or takes one's own proposal back.
///
/// # Errors
///
/// As [`approve_refund`], but for whose it is.
pub async fn decline_refund(
    ctx: &Context,
    caller: Caller,
    id: RefundId,
    version: i64,
) -> ServiceResult<RefundView> {
    decide(ctx, caller, (id, version), RefundEvent::Decline).await
}

async fn decide(
    ctx: &Context,
    caller: Caller,
    (id, version): (RefundId, i64),
    event: RefundEvent,
) -> ServiceResult<RefundView> {
    ctx.write(move |tx| {
        let refund = db::refunds::get(tx, id)?;
        if refund.version != version {
            return Err(ServiceError::Stale);
        }
        if !is_other_person(event, refund.proposed_by, caller.account) {
            return Err(ServiceError::Forbidden);
        }
        let changes = RefundChanges {
            decided_by: Some(caller.account),
            ..RefundChanges::default()
        };
        move_on(tx, &refund, event, caller.into(), changes)?;
        if event == RefundEvent::Approve {
            tx.enqueue(&SendRefund { refund: id })?;
        }
        view::of_staff(tx, caller, id)
    })
    .await
}

/// The one way in which a refund changes its status.
pub(super) fn move_on(
    tx: &mut Tx<'_>,
    seen: &RefundRow,
    event: RefundEvent,
    mover: Mover,
    changes: RefundChanges,
) -> ServiceResult<()> {
    let to = next(seen.status, event).ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
    let by: By = mover.by();
    if !who(seen.status, event).contains(&by) {
        return Err(ServiceError::Forbidden);
    }
    let now = tx.now;
    let changes = RefundChanges {
        status: Some(to),
        ..changes
    };
    db::refunds::update(tx, seen, &changes, now)?;
    let actor: Actor = mover.actor();
    let details = serde_json::json!({ "event": event, "payment": seen.payment_id, "to": to });
    tx.audit(&actor, "refund.moved", seen.id, &details)
}
