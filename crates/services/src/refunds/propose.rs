//! A member of the staff proposes to give a payment back.

use common::dto::refund::{ProposeRefundRequest, RefundView};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::PaymentId;
use common::payment_words::RefundReason;
use common::problem_code::ProblemCode;
use common::statuses::PaymentStatus;
use db::refunds::RefundRow;

use super::{order, view};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;
use crate::review::comment::comment;

/// Proposes a refund of all that was paid.
///
/// # Errors
///
/// A comment that is missing or too long;
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if there is no such payment;
/// `WrongState` if no money is there to be given back; `AlreadyExists` if it is
/// proposed already.
pub async fn propose_refund(
    ctx: &Context,
    caller: Caller,
    payment: PaymentId,
    form: ProposeRefundRequest,
) -> ServiceResult<RefundView> {
    let comment = check(&form)?;
    ctx.write(move |tx| {
        let payment = db::payments::get(tx, payment)?;
        let refund = RefundRow {
            comment: comment.clone(),
            ..order::row(tx, &payment, form.reason, Some(caller.account))
        };
        if payment.status != PaymentStatus::Captured {
            return Err(ProblemCode::WrongState.into());
        }
        order::insert(tx, &refund, &Actor::of(caller.account, caller.role))?;
        view::of_staff(tx, caller, refund.id)
    })
    .await
}

fn check(form: &ProposeRefundRequest) -> Result<Option<String>, Faults> {
    let mut faults = Faults::new();
    let comment = comment(&form.comment, "/comment", &mut faults);
    if form.reason == RefundReason::Other && comment.is_none() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    faults.into_result(Some(comment))
}
