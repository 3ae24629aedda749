//! Begins a refund within another use case.

use common::ids::{AccountId, RefundId, RequestId};
use common::payment_words::RefundReason;
use common::statuses::{PaymentStatus, RefundStatus};
use db::payments::PaymentRow;
use db::refunds::RefundRow;

use super::send::SendRefund;
use crate::audit::Actor;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;

/// Proposes to give back what was paid for a request, if anything was: a member of the
/// staff decided something that it follows from, and another one approves it.
pub(crate) fn propose_for(
    tx: &mut Tx<'_>,
    caller: Caller,
    request: RequestId,
    reason: RefundReason,
) -> ServiceResult<()> {
    let Some(payment) = find_captured(tx, request)? else {
        return Ok(());
    };
    let refund = row(tx, &payment, reason, Some(caller.account));
    insert(tx, &refund, &Actor::of(caller.account, caller.role))
}

/// Gives back what was paid for a request, if anything was, because a rule says so.
pub(crate) fn order(
    tx: &mut Tx<'_>,
    request: RequestId,
    reason: RefundReason,
) -> ServiceResult<()> {
    match find_captured(tx, request)? {
        Some(payment) => order_of_payment(tx, &payment, reason),
        None => Ok(()),
    }
}

/// Gives a payment back because a rule says so.
pub(crate) fn order_of_payment(
    tx: &mut Tx<'_>,
    payment: &PaymentRow,
    reason: RefundReason,
) -> ServiceResult<()> {
    let refund = RefundRow {
        status: RefundStatus::Approved,
        ..row(tx, payment, reason, None)
    };
    insert(tx, &refund, &Actor::system())?;
    tx.enqueue(&SendRefund { refund: refund.id })?;
    Ok(())
}

fn find_captured(tx: &mut Tx<'_>, request: RequestId) -> ServiceResult<Option<PaymentRow>> {
    let payment = db::payments::find_last(tx, request)?;
    Ok(payment.filter(|payment| payment.status == PaymentStatus::Captured))
}

/// A proposal that nobody has decided on.
pub(super) fn row(
    tx: &Tx<'_>,
    payment: &PaymentRow,
    reason: RefundReason,
    proposed_by: Option<AccountId>,
) -> RefundRow {
    let now = tx.now.naive_utc();
    RefundRow {
        id: RefundId::new(),
        payment_id: payment.id,
        driver_id: payment.driver_id,
        amount_cents: payment.amount_cents,
        reason,
        comment: None,
        status: RefundStatus::Proposed,
        proposed_by,
        decided_by: None,
        provider_reference: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

pub(super) fn insert(tx: &mut Tx<'_>, refund: &RefundRow, actor: &Actor) -> ServiceResult<()> {
    db::refunds::insert(tx, refund)?;
    let details = serde_json::json!({
        "payment": refund.payment_id, "amount_cents": refund.amount_cents, "reason": refund.reason,
    });
    tx.audit(actor, "refund.proposed", refund.id, &details)
}
