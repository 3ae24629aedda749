//! A replacement as its driver sees it.

use common::dates::paris_date;
use common::dto::payment::FeeView;
use common::dto::replacement::ReplacementView;
use common::dto::request::{DocumentView, Tracking};
use common::ids::RequestId;
use common::rules::fee::fee_of;
use common::rules::policy::RulePolicy;
use common::rules::replacement::{is_awaited, send_back_by, steps};
use db::Conn;
use db::drivers::DriverRow;
use db::json::Json;
use db::replacements::ReplacementRow;
use db::requests::{RequestLine, RequestRow};

use super::exchange;
use crate::cards::find_replaced;
use crate::cards::view::views;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::payments::{fees, view as payments};
use crate::requests::caller::Caller;
use crate::requests::{entitlement, moves, view as requests};
use crate::settings::Settings;

/// One of the caller's replacements.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not the caller's, or replaces no card.
pub async fn get_replacement(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<ReplacementView> {
    let (now, settings) = (ctx.now(), std::sync::Arc::clone(&ctx.settings));
    ctx.read(move |conn| {
        let (driver, request) = moves::get_own(conn, caller.account, id)?;
        build(conn, &settings, (&driver, &request), paris_date(now))
    })
    .await
}

/// The same at the end of a write.
pub(super) fn of_driver(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<ReplacementView> {
    let (driver, request) = moves::get_own(tx, caller.account, id)?;
    let (today, settings) = (paris_date(tx.now), tx.settings);
    build(tx, settings, (&driver, &request), today)
}

fn build(
    conn: &mut Conn,
    settings: &Settings,
    (driver, request): (&DriverRow, &RequestRow),
    today: chrono::NaiveDate,
) -> ServiceResult<ReplacementView> {
    let code = fee_of(request.purpose).ok_or(ServiceError::NotFound)?;
    let replacement = db::replacements::get(conn, request.id)?;
    let old = find_replaced(conn, request)?;
    let exchange = exchange::view(conn, request, old.as_ref())?;
    let old = old.as_slice();
    let mut cards = views(conn, old, &settings.operator.name, today)?;
    let lines = [RequestLine::from(request)];
    let mut summaries = requests::summaries(conn, &lines, &settings.policy)?;
    let fee = match frozen(&replacement) {
        Some(fee) => fee,
        None => fees::in_force(conn, code, today)?,
    };
    let payment = db::payments::find_last(conn, request.id)?;
    let tracking = request.carrier.clone().zip(request.tracking_number.clone());
    Ok(ReplacementView {
        request: summaries.pop().ok_or(ServiceError::NotFound)?,
        purpose: request.purpose,
        card: cards.pop(),
        step: replacement.step,
        steps: steps(request.purpose, request.exchange_reason).to_vec(),
        undertaken: replacement.undertaken,
        documents: documents(conn, driver, request, &settings.policy)?,
        defects: replacement
            .defects
            .map(Json::into_inner)
            .unwrap_or_default(),
        send_back_by: awaited_since(request)
            .map(|on| send_back_by(on, &settings.policy.replacement)),
        exchange,
        finding: replacement.finding,
        finding_comment: replacement.finding_comment,
        delivery_address: request.delivery_address.clone().map(Json::into_inner),
        billing_address: replacement.billing_address.map(Json::into_inner),
        fee,
        payment: payment.as_ref().map(payments::view),
        tracking: tracking.map(|(carrier, number)| Tracking { carrier, number }),
        version: request.version,
    })
}

/// The day on which its driver announced a defective card that has not arrived yet.
pub(super) fn awaited_since(request: &RequestRow) -> Option<chrono::NaiveDate> {
    let announced_on = paris_date(request.submitted_at?.and_utc());
    is_awaited(request.purpose, request.status).then_some(announced_on)
}

/// What the driver gave; what is printed was taken over from the card before.
fn documents(
    conn: &mut Conn,
    driver: &DriverRow,
    request: &RequestRow,
    policy: &RulePolicy,
) -> ServiceResult<Vec<DocumentView>> {
    let given = entitlement::required_for(driver, request, policy)?;
    let rows = db::documents::list_by_request(conn, request.id)?;
    let rows = rows
        .iter()
        .filter(|(row, _)| row.is_current && given.iter().any(|listed| listed.kind == row.kind));
    Ok(rows.map(requests::document).collect())
}

/// The fee that was frozen when the summary was validated.
pub(super) fn frozen(replacement: &ReplacementRow) -> Option<FeeView> {
    let (code, amount) = replacement.fee_code.zip(replacement.amount_cents)?;
    Some(fees::view(code, amount, replacement.vat_basis_points?))
}
