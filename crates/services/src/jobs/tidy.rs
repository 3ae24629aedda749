//! Forgets what has had its time.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Job, JobContext};

/// How long finished jobs are kept; they hold mail addresses.
const JOBS_KEPT: TimeDelta = TimeDelta::days(7);

/// How long answers to repeated requests are kept.
pub const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(72);

/// Deletes finished jobs and answers kept for repeated requests.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tidy {}

impl Job for Tidy {
    const NAME: &'static str = "tidy";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let (jobs, answers) = ctx
            .write(|tx| {
                let (jobs_before, answers_before) = (tx.now - JOBS_KEPT, tx.now - ANSWERS_KEPT);
                let jobs = db::jobs::delete_done_before(tx, jobs_before)?;
                let answers = db::idempotency::delete_before(tx, answers_before)?;
                Ok((jobs, answers))
            })
            .await?;
        tracing::info!(
            jobs,
            answers,
            "forgot {jobs} finished jobs and {answers} kept answers"
        );
        Ok(())
    }
}
