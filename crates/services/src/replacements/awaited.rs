//! Defective cards that were announced and do not arrive: a reminder, then the end
//! (domain §9.5); and those whose driver does not answer the finding.

use chrono::{NaiveDate, TimeDelta};
use common::card_defect::DefectFinding;
use common::dates::{days_after, paris_date};
use common::ids::RequestId;
use common::statuses::CardStatus;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use db::requests::{RequestChanges, RequestRow};
use serde::{Deserialize, Serialize};

use super::{defect_notices, view};
use crate::cards;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::{Job, JobContext};
use crate::requests::caller::Mover;
use crate::requests::draft_upkeep::for_each;
use crate::requests::{moves, notices};

/// How many requests one run looks at; the next run takes the others.
const AT_ONCE: i64 = 2_000;

/// The notice that says that a reminder was sent.
const REMINDED: &str = "defective_card_awaited";

/// Reminds drivers of cards that they announced, and closes what has waited too long.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TendAwaitedCards {}

impl Job for TendAwaitedCards {
    const NAME: &'static str = "tend_awaited_cards";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let days = ctx.settings.policy.replacement.return_reminder_days;
        // A day less, because the exact day is one of Paris: the rule decides below.
        let before = ctx.now() - TimeDelta::days(i64::from(days.saturating_sub(1)));
        let ids = ctx
            .read(move |conn| Ok(db::requests::list_awaited_cards(conn, before, AT_ONCE)?))
            .await?;
        for_each(ctx, ids, tend).await
    }
}

fn tend(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<()> {
    let (now, settings) = (tx.now, tx.settings);
    let request = db::requests::get(tx, id)?;
    let policy = &settings.policy.replacement;
    let Some(until) = view::send_back_by(&request, policy) else {
        return Ok(());
    };
    let today = paris_date(now);
    if today > until {
        return close(tx, &request);
    }
    let left = policy
        .return_days
        .saturating_sub(policy.return_reminder_days);
    let is_early = days_after(today, left) < until;
    if is_early || db::notices::exists(tx, id.as_str(), REMINDED)? {
        return Ok(());
    }
    db::notices::insert(tx, id.as_str(), REMINDED, now)?;
    defect_notices::awaited(tx, &request, until)
}

fn close(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let changes = RequestChanges::default();
    let close = RequestEvent::CloseIncomplete;
    let request = moves::apply(tx, request, close, Mover::System, changes)?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    notices::progress(tx, &driver, &request)
}

/// Tells a driver once more what the analysis found, and until when to act.
pub(crate) fn remind_of_finding(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    deadline: NaiveDate,
) -> ServiceResult<()> {
    let comment = db::replacements::get(tx, request.id)?.finding_comment;
    let found = (
        DefectFinding::DriverFault,
        comment.as_deref().unwrap_or_default(),
    );
    defect_notices::finding(tx, request, found, Some(deadline))
}

/// A defective card whose driver did not answer the finding goes back as it is.
pub(crate) fn give_back(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let card = request.replaces_card_id.ok_or(ServiceError::NotFound)?;
    let old = db::cards::get_of_driver(tx, request.driver_id, card)?.card;
    if old.status == CardStatus::InReturns {
        cards::moves::apply(tx, &old, CardEvent::GiveBack, Mover::System)?;
    }
    Ok(())
}
