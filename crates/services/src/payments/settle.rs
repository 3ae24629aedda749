//! Asks the provider what became of a payment, and does what follows from it.

use common::ids::PaymentId;
use common::payment_words::RefundReason;
use common::problem_code::ProblemCode;
use common::statuses::PaymentStatus;
use common::transitions::payment::{PaymentEvent, next};
use db::payments::{PaymentChanges, PaymentRow};
use serde::{Deserialize, Serialize};

use super::failed;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::{Job, JobContext};
use crate::ports::payment_provider::{PaymentError, ProviderState};
use crate::requests::caller::Caller;
use crate::requests::moves;
use crate::{invoices, refunds, replacements, returned_mail};

/// The attempts that follow each other within a minute.
const SOON: i32 = 4;

/// Has the provider asked about one of the caller's payments, because the browser
/// came back from its page.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not the caller's.
pub async fn check_payment(ctx: &Context, caller: Caller, id: PaymentId) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let driver = moves::open_space(tx, caller.account)?;
        let payment = db::payments::get_of_driver(tx, driver, id)?;
        if payment.status.is_open() {
            let now = tx.now;
            tx.enqueue_at(&SettlePayment { payment: id }, now, Some(id.as_str()))?;
        }
        Ok(())
    })
    .await
}

/// Asks the provider about a payment whose outcome is not known.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SettlePayment {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for SettlePayment {
    const NAME: &'static str = "settle_payment";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.payment;
        let payment = ctx
            .read(move |conn| Ok(db::payments::get(conn, id)?))
            .await?;
        let Some(reference) = payment.provider_reference.clone() else {
            return Ok(());
        };
        if matches!(
            payment.status,
            PaymentStatus::Captured | PaymentStatus::Refunded
        ) {
            return Ok(());
        }
        match ctx.payments.read(&reference).await {
            Ok(state) if payment.status == PaymentStatus::Redirected => {
                Ok(apply(ctx, payment, state, PaymentStatus::Expired).await?)
            }
            Ok(ProviderState::Paid { capture_reference }) => {
                let take = move |tx: &mut Tx<'_>| give_back(tx, &payment, &capture_reference);
                Ok(ctx.write(take).await?)
            }
            Ok(_) => Ok(()),
            Err(error) => ask_later(ctx, error),
        }
    }
}

/// The provider's page of a payment that is open.
pub(super) fn page_of(payment: &PaymentRow) -> Option<String> {
    let is_open = payment.status == PaymentStatus::Redirected;
    payment.provider_reference.clone().filter(|_| is_open)
}

/// The provider could not be asked. A few more tries follow soon; then the schedule of
/// `upkeep` goes on asking every two minutes, which a job that waits for its next try
/// would keep it from.
pub(super) fn ask_later(ctx: &JobContext, error: PaymentError) -> anyhow::Result<()> {
    if ctx.attempt < SOON {
        return Err(error.into());
    }
    tracing::warn!(%error, "the payment provider will be asked again by the schedule");
    Ok(())
}

/// Writes down what the provider told. `closed` is what a page that is closed
/// without money amounts to.
pub(super) async fn apply(
    ctx: &Context,
    payment: PaymentRow,
    state: ProviderState,
    closed: PaymentStatus,
) -> ServiceResult<()> {
    let changes = match state {
        ProviderState::Open => return Ok(()),
        ProviderState::Paid { capture_reference } => {
            let take = move |tx: &mut Tx<'_>| capture(tx, &payment, &capture_reference);
            return ctx.write(take).await;
        }
        ProviderState::Refused { reason } => PaymentChanges {
            decline_reason: Some(reason),
            ..PaymentChanges::default()
        },
        ProviderState::Expired => PaymentChanges {
            status: Some(closed),
            ..PaymentChanges::default()
        },
    };
    ctx.write(move |tx| move_on(tx, &payment, &changes)).await
}

/// The money is there: the invoice gets its number in the same transaction, and
/// what was paid for happens.
fn capture(tx: &mut Tx<'_>, payment: &PaymentRow, reference: &str) -> ServiceResult<()> {
    let changes = PaymentChanges {
        status: Some(PaymentStatus::Captured),
        capture_reference: Some(reference.to_owned()),
        captured_at: Some(tx.now.naive_utc()),
        ..PaymentChanges::default()
    };
    move_on(tx, payment, &changes)?;
    invoices::allocate(tx, payment)?;
    match payment.returned_mail_id {
        Some(returned) => returned_mail::settle(tx, returned),
        None => replacements::settle(tx, payment.request_id),
    }
}

/// The money came after the payment had been given up: nothing was bought with it, so it
/// is given back at once, without a person.
fn give_back(tx: &mut Tx<'_>, payment: &PaymentRow, reference: &str) -> ServiceResult<()> {
    if db::refunds::find_last(tx, payment.id)?.is_some() {
        return Ok(());
    }
    tracing::warn!(payment = %payment.id, "money came late and is given back");
    let changes = PaymentChanges {
        capture_reference: Some(reference.to_owned()),
        captured_at: Some(tx.now.naive_utc()),
        ..PaymentChanges::default()
    };
    move_on(tx, payment, &changes)?;
    refunds::order_of_payment(tx, payment, RefundReason::PaidLate)
}

/// The one way in which a payment changes.
pub(crate) fn move_on(
    tx: &mut Tx<'_>,
    seen: &PaymentRow,
    changes: &PaymentChanges,
) -> ServiceResult<()> {
    let now = tx.now;
    if let Some(to) = changes.status {
        let is_allowed = event_of(to).and_then(|event| next(seen.status, event)) == Some(to);
        if !is_allowed {
            return Err(ServiceError::Refused(ProblemCode::WrongState));
        }
        let details =
            serde_json::json!({ "request": seen.request_id, "from": seen.status, "to": to });
        tx.audit(&Actor::system(), "payment.moved", seen.id, &details)?;
        if to == PaymentStatus::Expired {
            failed::tell(tx, seen)?;
        }
    }
    Ok(db::payments::update(tx, seen, changes, now)?)
}

const fn event_of(to: PaymentStatus) -> Option<PaymentEvent> {
    match to {
        PaymentStatus::Created => None,
        PaymentStatus::Redirected => Some(PaymentEvent::Open),
        PaymentStatus::Captured => Some(PaymentEvent::Capture),
        PaymentStatus::Abandoned => Some(PaymentEvent::Abandon),
        PaymentStatus::Expired => Some(PaymentEvent::Expire),
        PaymentStatus::Refunded => Some(PaymentEvent::Refund),
    }
}
