//! Defective cards that were announced and do not arrive: a reminder, then the end
//! (domain §9.5).

use chrono::{NaiveDate, TimeDelta};
use common::dates::paris_date;
use common::ids::RequestId;
use common::rules::policy::ReplacementPolicy;
use common::rules::replacement::{is_return_reminder_due, send_back_by};
use common::transitions::request::RequestEvent;
use db::Conn;
use db::requests::{QueuePosition, RequestChanges, RequestRow};
use serde::{Deserialize, Serialize};

use super::{defect_notices, view};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::notices::{Found, PAGE, note, sweep};
use crate::requests::caller::Mover;
use crate::requests::{moves, notices};

/// The notice that says that a reminder was sent.
const REMINDED: &str = "defective_card_awaited";

/// Reminds drivers of cards that they announced, and closes what has waited too long.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TendAwaitedCards {}

impl Job for TendAwaitedCards {
    const NAME: &'static str = "tend_awaited_cards";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let (now, policy) = (ctx.now(), ctx.settings.policy.replacement);
        let days = policy.return_reminder_days;
        // A day less, because the exact day is one of Paris: the rule decides below.
        let before = now - TimeDelta::days(i64::from(days.saturating_sub(1)));
        let find = move |conn: &mut Conn, after| {
            let requests = db::requests::list_awaited_cards(conn, before, after, PAGE)?;
            let last = requests.last().map(|request| QueuePosition {
                updated_at: request.updated_at,
                id: request.id,
            });
            let mut due = Vec::new();
            for request in requests {
                if is_due(conn, &request, paris_date(now), &policy)? {
                    due.push(request.id);
                }
            }
            Ok(Found { due, last })
        };
        sweep(ctx, find, tend).await
    }
}

fn is_due(
    conn: &mut Conn,
    request: &RequestRow,
    today: NaiveDate,
    policy: &ReplacementPolicy,
) -> ServiceResult<bool> {
    let Some(announced_on) = view::awaited_since(request) else {
        return Ok(false);
    };
    let is_over = today > send_back_by(announced_on, policy);
    let is_reminder_due = is_return_reminder_due(announced_on, today, policy);
    Ok(is_over || is_reminder_due && !db::notices::exists(conn, request.id.as_str(), REMINDED)?)
}

fn tend(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<()> {
    let request = db::requests::get(tx, id)?;
    let Some(announced_on) = view::awaited_since(&request) else {
        return Ok(());
    };
    let (today, policy) = (paris_date(tx.now), &tx.settings.policy.replacement);
    let until = send_back_by(announced_on, policy);
    if today > until {
        return close(tx, &request);
    }
    let is_reminder_due = is_return_reminder_due(announced_on, today, policy);
    if is_reminder_due && note(tx, id.as_str(), REMINDED)? {
        return defect_notices::awaited(tx, &request, until);
    }
    Ok(())
}

fn close(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<()> {
    let changes = RequestChanges::default();
    let close = RequestEvent::CloseIncomplete;
    let request = moves::apply(tx, request, close, Mover::System, changes)?;
    let driver = db::drivers::get(tx, request.driver_id)?;
    notices::progress(tx, &driver, &request)
}
