//! Information requests that wait: reminders, then the end (domain §9.3).

use chrono::{DateTime, NaiveDate, Utc};
use common::dates::{days_after, paris_date};
use common::ids::InformationRequestId;
use common::transitions::request::RequestEvent;
use db::information_requests::InformationRequestRow;
use db::requests::RequestChanges;
use serde::{Deserialize, Serialize};

use super::caller::Mover;
use super::draft_upkeep::for_each;
use super::{moves, notices};
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};

const AT_ONCE: i64 = 2_000;

/// Reminds drivers of information requests whose deadline comes near.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemindInformation {}

/// Closes requests whose deadline has passed without an answer, which releases
/// their trainings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseInformation {}

impl Job for RemindInformation {
    const NAME: &'static str = "remind_information";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let days = &ctx.settings.policy.request.information_reminder_days;
        let furthest = days.iter().copied().max().unwrap_or(0);
        let until = days_after(paris_date(ctx.now()), furthest);
        for_each(ctx, open_until(ctx, until).await?, remind).await
    }
}

impl Job for CloseInformation {
    const NAME: &'static str = "close_information";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let today = paris_date(ctx.now());
        let yesterday = today.pred_opt().unwrap_or(today);
        for_each(ctx, open_until(ctx, yesterday).await?, close).await
    }
}

async fn open_until(ctx: &Context, day: NaiveDate) -> ServiceResult<Vec<InformationRequestId>> {
    ctx.read(move |conn| {
        let rows = db::information_requests::list_open_until(conn, day, AT_ONCE)?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    })
    .await
}

/// The reminder that is due now: the latest whose day has come and that was not
/// over already when the information was asked for.
fn due_reminder(asked: &InformationRequestRow, days: &[u32], now: DateTime<Utc>) -> Option<u32> {
    let (today, asked_on) = (paris_date(now), paris_date(asked.asked_at.and_utc()));
    let on = |before: u32| asked.deadline - chrono::Days::new(u64::from(before));
    let due = days
        .iter()
        .copied()
        .filter(|before| on(*before) <= today && on(*before) > asked_on);
    if today > asked.deadline {
        None
    } else {
        due.min()
    }
}

fn remind(tx: &mut Tx<'_>, id: InformationRequestId) -> ServiceResult<()> {
    let asked = db::information_requests::get(tx, id)?;
    if asked.responded_at.is_some() || asked.closed_at.is_some() {
        return Ok(());
    }
    let days = &tx.settings.policy.request.information_reminder_days;
    let Some(before) = due_reminder(&asked, days, tx.now) else {
        return Ok(());
    };
    let action = format!("information_request.reminded_{before}");
    if db::audit::exists(tx, id.as_str(), &action, asked.asked_at.and_utc())? {
        return Ok(());
    }
    let request = db::requests::get(tx, asked.request_id)?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    let items = db::information_items::list_by_information_requests(tx, &[id])?.len();
    notices::asked(tx, (&driver, &request), (items, asked.deadline), true)?;
    tx.audit(
        &Mover::System.actor(),
        &action,
        id,
        &serde_json::json!({ "request": request.id }),
    )
}

fn close(tx: &mut Tx<'_>, id: InformationRequestId) -> ServiceResult<()> {
    let now = tx.now;
    let asked = db::information_requests::get(tx, id)?;
    let is_over = asked.responded_at.is_some() || asked.closed_at.is_some();
    if is_over || paris_date(now) <= asked.deadline {
        return Ok(());
    }
    let request = db::requests::get(tx, asked.request_id)?;
    db::information_requests::mark_closed(tx, id, now)?;
    let changes = RequestChanges::default();
    let request = moves::apply(
        tx,
        &request,
        RequestEvent::CloseIncomplete,
        Mover::System,
        changes,
    )?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    notices::progress(tx, &driver, &request)
}

#[cfg(test)]
mod tests {
    use common::ids::{AccountId, RequestId};

    use super::*;

    #[test]
    fn one_reminder_at_a_time() {
        let asked = |on: &str, deadline: &str| InformationRequestRow {
            id: InformationRequestId::new(),
            request_id: RequestId::new(),
            message: None,
            deadline: deadline.parse().unwrap(),
            asked_by: AccountId::new(),
            asked_at: format!("{on}T12:00:00").parse().unwrap(),
            responded_at: None,
            closed_at: None,
        };
        let due = |row: &InformationRequestRow, day: &str| {
            due_reminder(row, &[7, 2], format!("{day}T08:00:00Z").parse().unwrap())
        };
        let month = asked("2026-11-01", "2026-11-30");
        assert_eq!(due(&month, "2026-11-22"), None);
        assert_eq!(due(&month, "2026-11-23"), Some(7));
        assert_eq!(due(&month, "2026-11-27"), Some(7));
        assert_eq!(due(&month, "2026-11-28"), Some(2));
        assert_eq!(due(&month, "2026-11-30"), Some(2));
        assert_eq!(due(&month, "2026-12-01"), None);
        // Asked five days before the deadline: the first reminder would say nothing new.
        let short = asked("2026-11-25", "2026-11-30");
        assert_eq!(due(&short, "2026-11-26"), None);
        assert_eq!(due(&short, "2026-11-28"), Some(2));
    }
}
