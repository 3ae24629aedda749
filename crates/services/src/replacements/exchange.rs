//! A card is exchanged for one that says what has changed (domain §7.7). What has changed
//! stands in the profile, which is reviewed by itself.

use chrono::NaiveDate;
use common::dto::exchange::ExchangeView;
use common::dto::profile::IdentityView;
use common::field_error::{Faults, FieldErrorCode};
use common::rules::exchange::{changed, exchanged_lines};
use common::statuses::{CardStatus, IdentityReview, RequestStatus};
use common::transitions::card::CardEvent;
use common::words::RequestPurpose;
use db::Conn;
use db::cards::CardWithRequest;
use db::json::Json;
use db::requests::RequestRow;

use super::foreign;
use crate::accounts::identity_rows;
use crate::cards;
use crate::cards::view::{categories, printed};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::requests::caller::Mover;

/// What a card is exchanged for, and what the new one will say; none for the same card
/// again.
pub(crate) fn view(
    conn: &mut Conn,
    request: &RequestRow,
    old: Option<&CardWithRequest>,
) -> ServiceResult<Option<ExchangeView>> {
    let Some(reason) = request.exchange_reason else {
        return Ok(None);
    };
    let driver = db::drivers::get(conn, request.driver_id)?;
    let frozen = request.snapshot.as_deref().cloned();
    let is_draft = request.status == RequestStatus::Draft;
    let identity = frozen.filter(|_| !is_draft);
    let identity = identity.unwrap_or_else(|| identity_rows::to_view(&driver.identity));
    let printed = old.map(printed).transpose()?.cloned();
    let changed = printed
        .as_ref()
        .map(|printed| changed(reason, printed, &identity));
    let foreign = db::foreign_qualifications::find(conn, request.id)?;
    Ok(Some(ExchangeView {
        reason,
        changed: changed.unwrap_or_default(),
        printed,
        identity,
        is_reviewed: driver.review == IdentityReview::Conform,
        foreign: foreign.map(foreign::declared),
    }))
}

/// Whether the new card would say something else than the one before, or something at all.
pub(super) fn check(
    conn: &mut Conn,
    request: &RequestRow,
    today: NaiveDate,
    faults: &mut Faults,
) -> ServiceResult<()> {
    let old = cards::find_replaced(conn, request)?;
    let Some(exchange) = view(conn, request, old.as_ref())? else {
        return Ok(());
    };
    let Some(old) = old else {
        let driver = db::drivers::get(conn, request.driver_id)?;
        return foreign::check(conn, request, &driver, today, faults);
    };
    let held = &exchange.identity.licence.categories;
    let lines = exchanged_lines(exchange.reason, &categories(&old.card), held, today);
    if exchange.changed.is_empty() {
        faults.push("/identity", FieldErrorCode::NothingChanged);
    } else if lines.is_empty() {
        faults.push("/identity", FieldErrorCode::NoCategoryLeft);
    }
    Ok(())
}

/// What the new card will say, from the validation of the summary on.
pub(super) fn snapshot(
    conn: &mut Conn,
    request: &RequestRow,
) -> ServiceResult<Option<Json<IdentityView>>> {
    if request.purpose != RequestPurpose::Exchange {
        return Ok(None);
    }
    let driver = db::drivers::get(conn, request.driver_id)?;
    Ok(Some(Json::new(identity_rows::to_view(&driver.identity))?))
}

/// The new card is on its way: from now on the one before is worth nothing (domain §9.4).
/// Gives the number of a card that ends with that.
pub(crate) fn end_old_card(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<Option<String>> {
    if request.purpose != RequestPurpose::Exchange {
        return Ok(None);
    }
    let old = cards::find_replaced(tx, request)?.map(|old| old.card);
    let Some(old) = old.filter(|old| old.status == CardStatus::Active) else {
        return Ok(None);
    };
    cards::moves::apply(tx, &old, CardEvent::Replace, Mover::System)?;
    Ok(Some(old.serial))
}
