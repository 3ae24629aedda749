//! Payments that nobody told anything about: the browser did not come back, the
//! notice was lost, or the provider was away.

use chrono::TimeDelta;
use common::statuses::PaymentStatus;
use serde::{Deserialize, Serialize};

use super::open::OpenCheckout;
use super::settle::SettlePayment;
use crate::jobs::{Job, JobContext};

/// A payment that changed less than this ago is still being dealt with.
const QUIET_FOR: TimeDelta = TimeDelta::minutes(2);

/// As many are taken up at once.
const MAX: i64 = 500;

/// Has the provider asked about every payment whose outcome is not known.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SettleOpenPayments {}

impl Job for SettleOpenPayments {
    const NAME: &'static str = "settle_open_payments";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        ctx.write(|tx| {
            let now = tx.now;
            for (payment, status) in db::payments::list_open(tx, now - QUIET_FOR, MAX)? {
                let key = Some(payment.as_str());
                if status == PaymentStatus::Created {
                    tx.enqueue_at(&OpenCheckout { payment }, now, key)?;
                } else {
                    tx.enqueue_at(&SettlePayment { payment }, now, key)?;
                }
            }
            Ok(())
        })
        .await?;
        Ok(())
    }
}
