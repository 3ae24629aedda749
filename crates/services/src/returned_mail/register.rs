//! The returns desk scans or types what stands on a letter that came back.

use common::dates::paris_date;
use common::dto::returned_mail::{RegisterReturnRequest, StaffReturnedMail};
use common::field_error::FieldErrorCode;
use common::ids::ReturnedMailId;
use common::reference::CardSerial;
use common::rules::returned_mail::keep_until;
use common::statuses::{CardStatus, ReturnedMailStatus};
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use common::words::ReturnReason;
use db::Conn;
use db::cards::CardWithRequest;
use db::requests::RequestChanges;
use db::returned_mail::ReturnedMailRow;

use super::{desk, notices};
use crate::cards;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::requests::moves;

/// Notes that a card came back, and tells its driver. One that lies at the desk already
/// is noted once.
///
/// # Errors
///
/// `/code` if no card that was sent has it, or several have.
pub async fn register_return(
    ctx: &Context,
    caller: Caller,
    form: RegisterReturnRequest,
) -> ServiceResult<StaffReturnedMail> {
    let code = form.code.trim().to_uppercase();
    ctx.write(move |tx| {
        let sent = find(tx, &code)?;
        let id = match db::returned_mail::find_open(tx, sent.card.id)? {
            Some(known) => known,
            None => register(tx, caller, &sent, form.reason)?,
        };
        desk::of_staff(tx, id)
    })
    .await
}

fn unknown() -> ServiceError {
    ServiceError::invalid("/code", FieldErrorCode::NotFound)
}

/// The card that is meant: by its own number, or by what the carrier's label shows.
fn find(conn: &mut Conn, code: &str) -> ServiceResult<CardWithRequest> {
    if let Some(serial) = CardSerial::parse(code) {
        let found = db::cards::find_by_serial(conn, serial.as_str())?;
        return found.ok_or_else(unknown);
    }
    let mut found = db::cards::list_sent(conn, code, 2)?;
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        _ => Err(unknown()),
    }
}

fn register(
    tx: &mut Tx<'_>,
    caller: Caller,
    sent: &CardWithRequest,
    reason: ReturnReason,
) -> ServiceResult<ReturnedMailId> {
    if !matches!(sent.card.status, CardStatus::Shipped | CardStatus::Active) {
        return Err(unknown());
    }
    let (now, settings) = (tx.now, tx.settings);
    let confirmed = db::returned_mail::count_confirmed(tx, sent.card.id)?;
    let letter = ReturnedMailRow {
        id: ReturnedMailId::new(),
        request_id: sent.request.id,
        card_id: sent.card.id,
        driver_id: sent.card.driver_id,
        status: ReturnedMailStatus::AwaitingDriver,
        reason,
        may_confirm: confirmed == 0,
        keep_until: keep_until(paris_date(now), &settings.policy.returned_mail),
        new_address: None,
        fee_code: None,
        amount_cents: None,
        vat_basis_points: None,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    };
    db::returned_mail::insert(tx, &letter)?;
    let changes = RequestChanges::default();
    moves::apply(
        tx,
        &sent.request,
        RequestEvent::Return,
        caller.into(),
        changes,
    )?;
    cards::moves::apply(tx, &sent.card, CardEvent::Return, caller.into())?;
    let details = serde_json::json!({ "card": sent.card.id, "reason": reason });
    let actor = crate::audit::Actor::of(caller.account, caller.role);
    tx.audit(&actor, "returned_mail.registered", letter.id, &details)?;
    notices::came_back(tx, &letter, None)?;
    Ok(letter.id)
}
