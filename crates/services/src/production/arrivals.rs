//! Cards that were sent and did not come back count as delivered after a while.

use chrono::TimeDelta;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use serde::{Deserialize, Serialize};

use super::deliver::deliver;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::requests::caller::Mover;
use crate::requests::draft_upkeep::for_each;

const AT_ONCE: i64 = 2_000;

/// Marks cards as delivered that have been on their way long enough.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmArrivals {}

impl Job for ConfirmArrivals {
    const NAME: &'static str = "confirm_arrivals";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let days = ctx.settings.policy.request.delivered_after_days;
        let before = ctx.now() - TimeDelta::days(i64::from(days));
        let ids = ctx
            .read(move |conn| {
                let status = RequestStatus::Shipped;
                let rows = db::requests::list_unchanged_since(conn, status, before, AT_ONCE)?;
                Ok(rows.into_iter().map(|row| row.id).collect::<Vec<_>>())
            })
            .await?;
        for_each(ctx, ids, arrive).await
    }
}

fn arrive(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<()> {
    let request = db::requests::get(tx, id)?;
    if request.status != RequestStatus::Shipped {
        return Ok(());
    }
    let driver = db::drivers::get(tx, request.driver_id)?;
    deliver(tx, &driver, &request, Mover::System)
}
