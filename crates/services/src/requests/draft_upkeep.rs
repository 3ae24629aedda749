//! Drafts that are left alone: a reminder, then deletion (domain §13).

use chrono::{DateTime, TimeDelta, Utc};
use common::dates::paris_date;
use common::ids::RequestId;
use common::rules::retention::{draft_kept_until, draft_reminder_on};
use common::statuses::RequestStatus;
use db::requests::RequestRow;
use serde::{Deserialize, Serialize};

use super::caller::Mover;
use super::{cancel, notices};
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};

/// How many drafts one run looks at; the next run takes the others.
const AT_ONCE: i64 = 2_000;

const REMINDED: &str = "request.draft_reminded";

/// Reminds the drivers of drafts that have rested for a while, once each.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemindDrafts {}

/// Deletes drafts that have rested too long.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeleteDrafts {}

impl Job for RemindDrafts {
    const NAME: &'static str = "remind_drafts";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let before = rested_since(ctx, ctx.settings.policy.retention.draft_reminder_days);
        let ids = ctx
            .read(move |conn| {
                Ok(db::requests::list_unreminded_drafts(
                    conn, before, REMINDED, AT_ONCE,
                )?)
            })
            .await?;
        for_each(ctx, ids, remind).await
    }
}

impl Job for DeleteDrafts {
    const NAME: &'static str = "delete_drafts";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let days = ctx.settings.policy.retention.draft_days;
        for_each(ctx, resting(ctx, days).await?, delete).await
    }
}

/// A day less than the policy says, because the exact day is one of Paris: the
/// rule decides below.
fn rested_since(ctx: &Context, days: u32) -> DateTime<Utc> {
    ctx.now() - TimeDelta::days(i64::from(days.saturating_sub(1)))
}

async fn resting(ctx: &Context, days: u32) -> ServiceResult<Vec<RequestId>> {
    let before = rested_since(ctx, days);
    ctx.read(move |conn| {
        let rows = db::requests::list_unchanged_since(conn, RequestStatus::Draft, before, AT_ONCE)?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    })
    .await
}

/// One transaction each: what fails does not keep the others from being done.
pub(crate) async fn for_each<I: Copy + Send + Sync + 'static>(
    ctx: &Context,
    ids: Vec<I>,
    work: fn(&mut Tx<'_>, I) -> ServiceResult<()>,
) -> anyhow::Result<()> {
    let (all, mut failed) = (ids.len(), 0_usize);
    for id in ids {
        if let Err(error) = ctx.write(move |tx| work(tx, id)).await {
            failed += 1;
            tracing::warn!(error = %error, "one of a sweep could not be done");
        }
    }
    anyhow::ensure!(failed == 0, "{failed} of {all} could not be done");
    Ok(())
}

fn find_draft(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<Option<RequestRow>> {
    let request = db::requests::get(tx, id)?;
    Ok((request.status == RequestStatus::Draft).then_some(request))
}

fn remind(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<()> {
    let Some(request) = find_draft(tx, id)? else {
        return Ok(());
    };
    let touched_at = request.updated_at.and_utc();
    let policy = &tx.settings.policy.retention;
    let is_early = paris_date(tx.now) < draft_reminder_on(paris_date(touched_at), policy);
    if is_early || db::audit::exists(tx, id.as_str(), REMINDED, touched_at)? {
        return Ok(());
    }
    let driver = db::drivers::get(tx, request.driver_id)?;
    let kept_until = draft_kept_until(paris_date(touched_at), policy);
    notices::draft_waits(tx, &driver, &request, kept_until)?;
    tx.audit(
        &Mover::System.actor(),
        REMINDED,
        id,
        &serde_json::json!({ "kept_until": kept_until }),
    )
}

fn delete(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<()> {
    let Some(request) = find_draft(tx, id)? else {
        return Ok(());
    };
    let touched_on = paris_date(request.updated_at.and_utc());
    let policy = &tx.settings.policy.retention;
    if paris_date(tx.now) <= draft_kept_until(touched_on, policy) {
        return Ok(());
    }
    if db::refunds::has_open(tx, id)? {
        // Until it is done, somebody may have to look at it.
        return Ok(());
    }
    cancel::delete(tx, &request, Mover::System, "request.draft_expired")
}
