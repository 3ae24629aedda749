//! Cards that wait for their driver: reminders, then the end (domain §9.6).

use common::dates::paris_date;
use common::ids::ReturnedMailId;
use common::rules::returned_mail::due_reminder;
use common::statuses::ReturnedMailStatus;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use common::transitions::returned_mail::ReturnedMailEvent;
use db::requests::RequestChanges;
use db::returned_mail::{ReturnedMailChanges, ReturnedMailRow};
use serde::{Deserialize, Serialize};

use super::{moves, notices};
use crate::cards;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::requests::caller::Mover;
use crate::requests::draft_upkeep::for_each;
use crate::requests::moves as requests;

/// How many letters are read at once.
const PAGE: i64 = 500;

/// Reminds drivers of cards that came back, and has those destroyed that nobody claimed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TendReturnedMail {}

impl Job for TendReturnedMail {
    const NAME: &'static str = "tend_returned_mail";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let mut after = None;
        loop {
            let page = ctx
                .read(move |conn| Ok(db::returned_mail::list_awaiting(conn, after, PAGE)?))
                .await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.id);
            let ids = page.iter().map(|letter| letter.id).collect();
            for_each(ctx, ids, tend).await?;
        }
    }
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
    let returned_on = paris_date(letter.created_at.and_utc());
    match due_reminder(returned_on, today, &tx.settings.policy.returned_mail) {
        Some(days) => remind(tx, &letter, days),
        None => Ok(()),
    }
}

fn remind(tx: &mut Tx<'_>, letter: &ReturnedMailRow, days: u32) -> ServiceResult<()> {
    let (now, kind) = (tx.now, format!("returned_mail_{days}"));
    if db::notices::exists(tx, letter.id.as_str(), &kind)? {
        return Ok(());
    }
    db::notices::insert(tx, letter.id.as_str(), &kind, now)?;
    notices::came_back(tx, letter, Some(days))
}

fn destroy(tx: &mut Tx<'_>, letter: &ReturnedMailRow) -> ServiceResult<()> {
    let payment = db::payments::find_last_of_return(tx, letter.id)?;
    if payment.is_some_and(|payment| payment.status.is_open()) {
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
