//! Cards that wait for their driver: reminders, then the end (domain §9.6).

use chrono::NaiveDate;
use common::dates::paris_date;
use common::ids::ReturnedMailId;
use common::rules::policy::ReturnedMailPolicy;
use common::rules::returned_mail::due_reminder;
use common::statuses::ReturnedMailStatus;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use common::transitions::returned_mail::ReturnedMailEvent;
use db::Conn;
use db::requests::RequestChanges;
use db::returned_mail::{ReturnedMailChanges, ReturnedMailRow};
use serde::{Deserialize, Serialize};

use super::{moves, notices};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::notices::{Found, PAGE, note, sweep};
use crate::requests::caller::Mover;
use crate::requests::moves as requests;
use crate::{cards, payments};

/// Reminds drivers of cards that came back, and has those destroyed that nobody claimed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TendReturnedMail {}

impl Job for TendReturnedMail {
    const NAME: &'static str = "tend_returned_mail";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let today = paris_date(ctx.now());
        let policy = ctx.settings.policy.returned_mail.clone();
        let find = move |conn: &mut Conn, after| {
            let letters = db::returned_mail::list_awaiting(conn, after, PAGE)?;
            let last = letters.last().map(|letter| letter.id);
            let mut due = Vec::new();
            for letter in letters {
                if is_due(conn, &letter, today, &policy)? {
                    due.push(letter.id);
                }
            }
            Ok(Found { due, last })
        };
        sweep(ctx, find, tend).await
    }
}

fn is_due(
    conn: &mut Conn,
    letter: &ReturnedMailRow,
    today: NaiveDate,
    policy: &ReturnedMailPolicy,
) -> ServiceResult<bool> {
    if today > letter.keep_until {
        return Ok(true);
    }
    match due_reminder(returned_on(letter), today, policy) {
        Some(days) => Ok(!db::notices::exists(conn, letter.id.as_str(), &kind(days))?),
        None => Ok(false),
    }
}

fn returned_on(letter: &ReturnedMailRow) -> NaiveDate {
    paris_date(letter.created_at.and_utc())
}

fn kind(days: u32) -> String {
    format!("returned_mail_{days}")
}

fn tend(tx: &mut Tx<'_>, id: ReturnedMailId) -> ServiceResult<()> {
    let letter = db::returned_mail::get(tx, id)?;
    if letter.status != ReturnedMailStatus::AwaitingDriver {
        return Ok(());
    }
    let today = paris_date(tx.now);
    if today > letter.keep_until {
        return destroy(tx, &letter);
    }
    let policy = &tx.settings.policy.returned_mail;
    match due_reminder(returned_on(&letter), today, policy) {
        Some(days) if note(tx, id.as_str(), &kind(days))? => {
            notices::came_back(tx, &letter, Some(days))
        }
        _ => Ok(()),
    }
}

fn destroy(tx: &mut Tx<'_>, letter: &ReturnedMailRow) -> ServiceResult<()> {
    if payments::is_open(tx, letter.id)? {
        // Money may still come: it is looked at again tomorrow.
        return Ok(());
    }
    let none = ReturnedMailChanges::default();
    moves::apply(tx, letter, ReturnedMailEvent::Destroy, Mover::System, none)?;
    let sent = db::cards::get_of_driver(tx, letter.driver_id, letter.card_id)?;
    cards::moves::apply(tx, &sent.card, CardEvent::Destroy, Mover::System)?;
    let close = RequestEvent::CloseIncomplete;
    let changes = RequestChanges::default();
    requests::apply(tx, &sent.request, close, Mover::System, changes)?;
    notices::destroyed(tx, letter)
}
