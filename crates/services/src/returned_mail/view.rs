//! A letter that came back, as its driver sees it.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::payment::FeeView;
use common::dto::returned_mail::ReturnedMailView;
use common::ids::ReturnedMailId;
use common::words::FeeCode;
use db::Conn;
use db::json::Json;
use db::returned_mail::ReturnedMailRow;

use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::payments::{fees, view as payments};
use crate::requests::caller::Caller;
use crate::requests::moves::open_space;

/// One of the caller's letters.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if it is not the caller's.
pub async fn get_returned_mail(
    ctx: &Context,
    caller: Caller,
    id: ReturnedMailId,
) -> ServiceResult<ReturnedMailView> {
    let today = paris_date(ctx.now());
    ctx.read(move |conn| {
        let letter = get_own(conn, caller, id)?;
        build(conn, &letter, today)
    })
    .await
}

/// The same at the end of a write.
pub(super) fn of_driver(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: ReturnedMailId,
) -> ServiceResult<ReturnedMailView> {
    let today = paris_date(tx.now);
    let letter = get_own(tx, caller, id)?;
    build(tx, &letter, today)
}

pub(super) fn get_own(
    conn: &mut Conn,
    caller: Caller,
    id: ReturnedMailId,
) -> ServiceResult<ReturnedMailRow> {
    let driver = open_space(conn, caller.account)?;
    Ok(db::returned_mail::get_of_driver(conn, driver, id)?)
}

fn build(
    conn: &mut Conn,
    letter: &ReturnedMailRow,
    today: NaiveDate,
) -> ServiceResult<ReturnedMailView> {
    let line = db::returned_mail::get_line(conn, letter.id)?;
    let payment = db::payments::find_last_of_return(conn, letter.id)?;
    Ok(ReturnedMailView {
        id: letter.id,
        card_id: letter.card_id,
        serial: line.serial,
        request_id: letter.request_id,
        status: letter.status,
        reason: letter.reason,
        returned_on: paris_date(letter.created_at.and_utc()),
        keep_until: letter.keep_until,
        address: line.address.map(Json::into_inner),
        new_address: letter.new_address.clone().map(Json::into_inner),
        may_confirm: letter.may_confirm,
        fee: fee(conn, letter, today)?,
        payment: payment.as_ref().map(payments::view),
        version: letter.version,
    })
}

/// What another address costs: as the first order froze it, else as of today.
pub(super) fn fee(
    conn: &mut Conn,
    letter: &ReturnedMailRow,
    today: NaiveDate,
) -> ServiceResult<FeeView> {
    match (
        letter.fee_code,
        letter.amount_cents,
        letter.vat_basis_points,
    ) {
        (Some(code), Some(amount), Some(rate)) => Ok(fees::view(code, amount, rate)),
        _ => fees::in_force(conn, FeeCode::ReshipNew, today),
    }
}
