//! Asks for a payment. The provider's page is opened by a job.

use chrono::TimeDelta;
use common::dto::payment::FeeView;
use common::ids::{DriverId, PaymentId, RequestId, ReturnedMailId};
use common::statuses::PaymentStatus;
use db::payments::PaymentRow;

use super::open::OpenCheckout;
use crate::audit::Actor;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;

/// What a payment is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// The request.
    pub(crate) request: RequestId,
    /// The letter to be sent again; none if the request itself is paid for.
    pub(crate) returned_mail: Option<ReturnedMailId>,
    /// Who pays.
    pub(crate) driver: DriverId,
}

/// Asks for a payment of a fee.
///
/// # Errors
///
/// If it is paid for already, or a payment of it is open.
pub(crate) fn ask(
    tx: &mut Tx<'_>,
    caller: Caller,
    asked: &Asked,
    fee: &FeeView,
) -> ServiceResult<()> {
    let (now, minutes) = (tx.now, tx.settings.policy.replacement.payment_minutes);
    let payment = PaymentRow {
        id: PaymentId::new(),
        request_id: asked.request,
        driver_id: asked.driver,
        fee_code: fee.code,
        amount_cents: fee.amount_cents,
        vat_basis_points: fee.vat_basis_points,
        status: PaymentStatus::Created,
        decline_reason: None,
        provider_reference: None,
        checkout_url: None,
        capture_reference: None,
        expires_at: (now + TimeDelta::minutes(minutes.into())).naive_utc(),
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
        captured_at: None,
        returned_mail_id: asked.returned_mail,
        refunded_cents: 0,
    };
    db::payments::insert(tx, &payment)?;
    tx.enqueue(&OpenCheckout {
        payment: payment.id,
    })?;
    let actor = Actor::of(caller.account, caller.role);
    let details = serde_json::json!({
        "request": asked.request, "returned_mail": asked.returned_mail, "amount_cents": fee.amount_cents,
    });
    tx.audit(&actor, "payment.requested", payment.id, &details)
}
