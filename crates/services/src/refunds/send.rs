//! Has the provider give money back, and notes when it has.

use common::ids::RefundId;
use common::payment_words::RefundState;
use common::statuses::{PaymentStatus, RefundStatus};
use common::transitions::refund::RefundEvent;
use db::payments::{PaymentChanges, PaymentRow};
use db::refunds::{RefundChanges, RefundRow};
use serde::{Deserialize, Serialize};

use super::decide::move_on;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext, Permanent};
use crate::mails::{Mail, addressee};
use crate::ports::payment_provider::{NewRefund, PaymentError};
use crate::requests::caller::Mover;
use crate::{invoices, payments};

/// As many are asked about at once.
const MAX: i64 = 500;

/// Sends a refund that was approved. Tried again, it finds what it sent before, for a
/// day (ADR 9); after that the job is dead, and a person looks it up.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SendRefund {
    /// The refund.
    pub refund: RefundId,
}

/// Asks the provider about refunds that it had not sent yet.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReadPendingRefunds {}

impl Job for SendRefund {
    const NAME: &'static str = "send_refund";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let Some((refund, payment)) = find_open(ctx, self.refund).await? else {
            return Ok(());
        };
        let capture = payment.capture_reference.clone();
        let capture = capture
            .ok_or_else(|| Permanent(anyhow::anyhow!("no money was taken by {}", payment.id)))?;
        let wanted = NewRefund {
            capture_reference: capture,
            amount_cents: refund.amount_cents,
            idempotency_key: refund.id.to_string(),
        };
        match ctx.payments.refund(&wanted).await {
            Ok(sent) => Ok(note(
                ctx,
                refund,
                payment,
                sent.state,
                Some(sent.refund_reference),
            )
            .await?),
            Err(error @ PaymentError::Unavailable(_)) => Err(error.into()),
            Err(error @ PaymentError::Rejected(_)) => {
                note(ctx, refund, payment, RefundState::Failed, None).await?;
                Err(Permanent(error.into()).into())
            }
        }
    }
}

impl Job for ReadPendingRefunds {
    const NAME: &'static str = "read_pending_refunds";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let ids = ctx
            .read(|conn| Ok(db::refunds::list_pending(conn, MAX)?))
            .await?;
        let (all, mut failed) = (ids.len(), 0_usize);
        for id in ids {
            if let Err(error) = read_again(ctx, id).await {
                failed += 1;
                tracing::warn!(refund = %id, %error, "a refund could not be asked about");
            }
        }
        anyhow::ensure!(
            failed == 0,
            "{failed} of {all} refunds could not be asked about"
        );
        Ok(())
    }
}

async fn read_again(ctx: &JobContext, id: RefundId) -> anyhow::Result<()> {
    let Some((refund, payment)) = find_open(ctx, id).await? else {
        return Ok(());
    };
    if let Some(reference) = refund.provider_reference.clone() {
        let state = ctx.payments.read_refund(&reference).await?;
        note(ctx, refund, payment, state, None).await?;
    }
    Ok(())
}

async fn find_open(
    ctx: &JobContext,
    id: RefundId,
) -> ServiceResult<Option<(RefundRow, PaymentRow)>> {
    ctx.read(move |conn| {
        let refund = db::refunds::get(conn, id)?;
        if refund.status != RefundStatus::Approved {
            return Ok(None);
        }
        let payment = db::payments::get(conn, refund.payment_id)?;
        Ok(Some((refund, payment)))
    })
    .await
}

/// Writes down what the provider told.
async fn note(
    ctx: &Context,
    refund: RefundRow,
    payment: PaymentRow,
    state: RefundState,
    reference: Option<String>,
) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let now = tx.now;
        let changes = RefundChanges {
            provider_reference: reference.clone(),
            ..RefundChanges::default()
        };
        match state {
            RefundState::Pending if reference.is_none() => Ok(()),
            RefundState::Pending => Ok(db::refunds::update(tx, &refund, &changes, now)?),
            RefundState::Failed => move_on(tx, &refund, RefundEvent::Fail, Mover::System, changes),
            RefundState::Succeeded => {
                move_on(tx, &refund, RefundEvent::Complete, Mover::System, changes)?;
                give_back(tx, &payment)
            }
        }
    })
    .await
}

/// The mail about money that came too late to be worth an invoice.
#[derive(Serialize)]
struct PaymentRefunded {
    reference: String,
    amount: String,
    url: String,
}

impl Mail for PaymentRefunded {
    const TEMPLATE: &'static str = "payment_refunded";
}

/// The payment is given back: the invoice is corrected by a credit note, whose mail
/// tells the driver. Money that came late has no invoice.
fn give_back(tx: &mut Tx<'_>, payment: &PaymentRow) -> ServiceResult<()> {
    let had_invoice = payment.status == PaymentStatus::Captured;
    let changes = PaymentChanges {
        status: Some(PaymentStatus::Refunded),
        ..PaymentChanges::default()
    };
    payments::settle::move_on(tx, payment, &changes)?;
    if had_invoice {
        return invoices::allocate_credit_note(tx, payment);
    }
    let request = db::requests::get(tx, payment.request_id)?;
    let (_, to, _) = addressee(tx, payment.driver_id)?;
    let mail = PaymentRefunded {
        reference: request.reference,
        amount: common::money::Cents(payment.amount_cents).text(to.language),
        url: tx.settings.link(&format!("mes-demandes/{}", request.id)),
    };
    tx.mail(&to, &mail)
}
