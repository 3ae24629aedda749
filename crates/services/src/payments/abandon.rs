//! The driver turns back from the provider's page: it is closed there, so that
//! nothing can be paid any more.

use common::ids::PaymentId;
use common::statuses::PaymentStatus;
use serde::{Deserialize, Serialize};

use super::settle::{apply, page_of};
use crate::context::Context;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::ports::payment_provider::ProviderState;
use crate::requests::caller::Caller;
use crate::requests::moves;

/// Has one of the caller's payments closed. Somebody who paid in the meantime has paid.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if it is not the caller's.
pub async fn abandon_payment(ctx: &Context, caller: Caller, id: PaymentId) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let driver = moves::open_space(tx, caller.account)?;
        let payment = db::payments::get_of_driver(tx, driver, id)?;
        if payment.status.is_open() {
            let now = tx.now;
            tx.enqueue_at(&AbandonPayment { payment: id }, now, Some(id.as_str()))?;
        }
        Ok(())
    })
    .await
}

/// Closes the page of a payment.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AbandonPayment {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for AbandonPayment {
    const NAME: &'static str = "abandon_payment";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.payment;
        let payment = ctx
            .read(move |conn| Ok(db::payments::get(conn, id)?))
            .await?;
        if payment.status == PaymentStatus::Created {
            anyhow::bail!("the page of {id} is not open yet");
        }
        let Some(reference) = page_of(&payment) else {
            return Ok(());
        };
        let state = ctx.payments.expire(&reference).await?;
        if state == ProviderState::Open {
            anyhow::bail!("the bank has not answered about {id} yet");
        }
        Ok(apply(ctx, payment, state, PaymentStatus::Abandoned).await?)
    }
}
