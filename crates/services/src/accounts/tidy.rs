//! Forgets sessions, links, browsers and counts of failures that have had their time.

use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::jobs::{Job, JobContext};

/// A link that has run out is still recognised for a while, to say so.
const LINKS_KEPT: TimeDelta = TimeDelta::days(90);

/// Longer than any delay lasts.
const FAILURES_KEPT: TimeDelta = TimeDelta::days(2);

/// Deletes what is no longer needed to sign in or to answer for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TidyAccounts {}

impl Job for TidyAccounts {
    const NAME: &'static str = "tidy_accounts";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let (sessions, links, devices, failures) = ctx
            .write(|tx| {
                let now = tx.now;
                let kept = Months::new(tx.settings.policy.retention.sign_in_months);
                let sessions = db::sessions::delete_over_before(tx, now - kept)?;
                let links = db::links::delete_expired_before(tx, now - LINKS_KEPT)?;
                let devices = db::known_devices::delete_expired_before(tx, now)?;
                let failures = db::sign_in_failures::delete_before(tx, now - FAILURES_KEPT)?;
                Ok((sessions, links, devices, failures))
            })
            .await?;
        tracing::info!(
            sessions,
            links,
            devices,
            failures,
            "forgot old sessions, links, browsers and failures"
        );
        Ok(())
    }
}
