//! Forgets what has had its time.

use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{Job, JobContext};

/// How long finished jobs are kept; they hold mail addresses.
const JOBS_KEPT: TimeDelta = TimeDelta::days(7);

/// How long answers to repeated requests are kept.
pub const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(72);

/// How long what became of a batch of trainings is kept.
const BATCHES_KEPT: TimeDelta = TimeDelta::days(90);

/// Deletes finished jobs and batches, old events with the log of their webhooks, answers kept for repeated requests, and notes of notices
/// that nothing can cause again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tidy {}

impl Job for Tidy {
    const NAME: &'static str = "tidy";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let (jobs, answers, notices, batches, events) = ctx
            .write(|tx| {
                let (jobs_before, answers_before) = (tx.now - JOBS_KEPT, tx.now - ANSWERS_KEPT);
                let jobs = db::jobs::delete_done_before(tx, jobs_before)?;
                let answers = db::idempotency::delete_before(tx, answers_before)?;
                let batches_before = tx.now - BATCHES_KEPT;
                let batches = db::training_batches::delete_finished_before(tx, batches_before)?;
                let events_before = tx.now - crate::events::KEPT_FOR;
                let events = db::events::delete_before(tx, events_before)?;
                db::webhooks::delete_deliveries_before(tx, events_before)?;
                let months = tx
                    .settings
                    .policy
                    .retention
                    .message_years
                    .saturating_mul(12);
                let before = tx.now.checked_sub_months(Months::new(months));
                let notices = match before {
                    Some(before) => db::notices::delete_before(tx, before)?,
                    None => 0,
                };
                Ok((jobs, answers, notices, batches, events))
            })
            .await?;
        tracing::info!(
            jobs,
            answers,
            notices,
            batches,
            events,
            "forgot what has had its time"
        );
        Ok(())
    }
}
