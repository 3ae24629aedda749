//! Opens the provider's page for a payment.

use chrono::TimeDelta;
use common::ids::PaymentId;
use common::statuses::PaymentStatus;
use db::payments::{PaymentChanges, PaymentRow};
use serde::{Deserialize, Serialize};
use url::Url;

use super::settle::{ask_later, move_on};
use crate::jobs::{Job, JobContext, Permanent};
use crate::mails::{Recipient, addressee};
use crate::ports::payment_provider::{NewCheckout, PaymentError};

/// The provider takes no page that closes sooner.
const SHORTEST: TimeDelta = TimeDelta::minutes(31);

/// Opens the page of a payment that waits for one. Tried again, it finds the page
/// that it opened before.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OpenCheckout {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for OpenCheckout {
    const NAME: &'static str = "open_checkout";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let Some((payment, to)) = find_waiting(ctx, self.payment).await? else {
            return Ok(());
        };
        if payment.expires_at.and_utc() < ctx.now() + SHORTEST {
            // The provider was away for too long; the driver begins again.
            return change(ctx, payment, closed()).await;
        }
        match ctx.payments.open_checkout(&asked(ctx, &payment, to)?).await {
            Ok(page) => {
                let changes = PaymentChanges {
                    status: Some(PaymentStatus::Redirected),
                    provider_reference: Some(page.provider_reference),
                    checkout_url: Some(page.url),
                    ..PaymentChanges::default()
                };
                change(ctx, payment, changes).await
            }
            Err(error @ PaymentError::Unavailable(_)) => ask_later(ctx, error),
            Err(error @ PaymentError::Rejected(_)) => {
                change(ctx, payment, closed()).await?;
                Err(Permanent(error.into()).into())
            }
        }
    }
}

/// The payment if it still waits for its page, and whom the page is for.
async fn find_waiting(
    ctx: &JobContext,
    id: PaymentId,
) -> anyhow::Result<Option<(PaymentRow, Recipient)>> {
    let found = ctx.read(move |conn| {
        let payment = db::payments::get(conn, id)?;
        if payment.status != PaymentStatus::Created {
            return Ok(None);
        }
        let (_, to, _) = addressee(conn, payment.driver_id)?;
        Ok(Some((payment, to)))
    });
    Ok(found.await?)
}

fn closed() -> PaymentChanges {
    PaymentChanges {
        status: Some(PaymentStatus::Expired),
        ..PaymentChanges::default()
    }
}

async fn change(ctx: &JobContext, seen: PaymentRow, changes: PaymentChanges) -> anyhow::Result<()> {
    ctx.write(move |tx| move_on(tx, &seen, &changes)).await?;
    Ok(())
}

/// The page of this service on which somebody pays, or sees what became of it.
pub(super) fn page(payment: &PaymentRow) -> String {
    match payment.returned_mail_id {
        Some(returned) => format!("mes-cartes/pli-non-distribue/{returned}"),
        None => format!("mes-demandes/remplacement/{}/paiement", payment.request_id),
    }
}

fn asked(ctx: &JobContext, payment: &PaymentRow, to: Recipient) -> anyhow::Result<NewCheckout> {
    let description = match payment.returned_mail_id {
        Some(_) => to.language.choose(
            "Réexpédition de la carte de qualification de conducteur",
            "Sending the driver qualification card again",
        ),
        None => to.language.choose(
            "Remplacement de la carte de qualification de conducteur",
            "Replacement of the driver qualification card",
        ),
    };
    let page: Url = ctx.settings.link(&page(payment)).parse()?;
    Ok(NewCheckout {
        payment_id: payment.id.to_string(),
        attempt: 1,
        amount_cents: payment.amount_cents,
        description: description.to_owned(),
        customer_email: Some(to.email),
        success_url: page.clone(),
        cancel_url: page,
        expires_at: payment.expires_at.and_utc(),
        language: to.language,
    })
}
