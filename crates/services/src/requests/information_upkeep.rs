//! Information requests that wait: reminders, then the end (domain §9.3).

use chrono::{DateTime, NaiveDate, Utc};
use common::dates::{days_after, paris_date, paris_end_of_day};
use common::ids::{InformationRequestId, RequestId};
use common::payment_words::RefundReason;
use common::transitions::request::RequestEvent;
use common::words::RequestPurpose;
use db::Conn;
use db::information_requests::InformationRequestRow;
use db::requests::RequestChanges;
use serde::{Deserialize, Serialize};

use super::caller::Mover;
use super::draft_upkeep::for_each;
use super::{moves, notices};
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::replacements::finding;
use crate::{payments, refunds};

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
        let days = ctx
            .settings
            .policy
            .request
            .information_reminder_days
            .clone();
        let furthest = days.iter().copied().max().unwrap_or(0);
        let today = paris_date(ctx.now());
        let ids = ctx
            .read(move |conn| {
                let mut ids = Vec::new();
                for left in 0..=furthest {
                    ids.extend(unreminded(conn, today, left, &days)?);
                }
                Ok(ids)
            })
            .await?;
        for_each(ctx, ids, remind).await
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

/// The demands with so many days left about which the reminder of that day was
/// not sent yet. What is not due is left out here, so that it never keeps what
/// is due from being reached.
fn unreminded(
    conn: &mut Conn,
    today: NaiveDate,
    left: u32,
    days: &[u32],
) -> ServiceResult<Vec<InformationRequestId>> {
    let Some(before) = due_with(left, days) else {
        return Ok(Vec::new());
    };
    let deadline = days_after(today, left);
    // Asked on the reminder's day or later, it would say nothing new.
    let last_day = deadline - chrono::Days::new(u64::from(before) + 1);
    Ok(db::information_requests::list_unreminded(
        conn,
        deadline,
        paris_end_of_day(last_day),
        &reminded(before),
        AT_ONCE,
    )?)
}

/// The reminder whose turn it is when so many days are left: the latest whose
/// day has come.
fn due_with(left: u32, days: &[u32]) -> Option<u32> {
    days.iter().copied().filter(|before| *before >= left).min()
}

/// The line of the audit trail that says that a reminder was sent.
fn reminded(before: u32) -> String {
    format!("information_request.reminded_{before}")
}

/// The reminder that is due now, unless it was over already when the
/// information was asked for.
fn due_reminder(asked: &InformationRequestRow, days: &[u32], now: DateTime<Utc>) -> Option<u32> {
    let (today, asked_on) = (paris_date(now), paris_date(asked.asked_at.and_utc()));
    let left = asked.deadline.signed_duration_since(today).num_days();
    let before = due_with(u32::try_from(left).ok()?, days)?;
    let on = asked.deadline - chrono::Days::new(u64::from(before));
    (on > asked_on).then_some(before)
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
    let action = reminded(before);
    if db::audit::exists(tx, id.as_str(), &action, asked.asked_at.and_utc())? {
        return Ok(());
    }
    let request = db::requests::get(tx, asked.request_id)?;
    if request.purpose == RequestPurpose::Quality {
        finding::remind(tx, &request, asked.deadline)?;
        return note_reminder(tx, id, &action, request.id);
    }
    let driver = db::drivers::get(tx, request.driver_id)?;
    let items = db::information_items::list_by_information_requests(tx, &[id])?.len();
    notices::asked(tx, (&driver, &request), (items, asked.deadline), true)?;
    note_reminder(tx, id, &action, request.id)
}

fn note_reminder(
    tx: &mut Tx<'_>,
    id: InformationRequestId,
    action: &str,
    request: RequestId,
) -> ServiceResult<()> {
    let details = serde_json::json!({ "request": request });
    tx.audit(&Mover::System.actor(), action, id, &details)
}

fn close(tx: &mut Tx<'_>, id: InformationRequestId) -> ServiceResult<()> {
    let now = tx.now;
    let asked = db::information_requests::get(tx, id)?;
    let is_over = asked.responded_at.is_some() || asked.closed_at.is_some();
    if is_over || paris_date(now) <= asked.deadline {
        return Ok(());
    }
    let request = db::requests::get(tx, asked.request_id)?;
    if payments::is_open(tx, request.id)? {
        // Money may still come: it is looked at again tomorrow.
        return Ok(());
    }
    db::information_requests::mark_closed(tx, id, now)?;
    let changes = RequestChanges::default();
    let request = moves::apply(
        tx,
        &request,
        RequestEvent::CloseIncomplete,
        Mover::System,
        changes,
    )?;
    refunds::order(tx, request.id, RefundReason::RequestClosed)?;
    if request.purpose == RequestPurpose::Quality {
        finding::give_back(tx, &request)?;
    }
    let driver = db::drivers::get(tx, request.driver_id)?;
    notices::progress(tx, &driver, &request)
}

#[cfg(test)]
mod tests {
    use common::ids::AccountId;

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
