//! "Commencer": begins a request.

use chrono::Datelike as _;
use common::dates::paris_date;
use common::dto::request::StartRequestRequest;
use common::ids::{AccountId, EventId, RequestId};
use common::reference::RequestReference;
use common::words::ActorKind;
use db::request_history::HistoryRow;
use db::requests::RequestRow;

use super::caller::Caller;
use super::{entitlement, moves, view};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::idempotency::{Answered, IdempotentRequest, KeptAnswer};

/// What is begun, as answers are kept under.
const OPERATION: &str = "POST /api/v1/me/requests";

/// Forgets the kept answer to the start of a draft that is deleted.
pub(super) fn forget(tx: &mut Tx<'_>, account: AccountId, id: RequestId) -> ServiceResult<()> {
    tx.forget_answers(account.as_str(), OPERATION, &location(id))
}

fn location(id: RequestId) -> String {
    format!("/api/v1/me/requests/{id}")
}

/// Begins a draft on the latest training that gives right to a card.
///
/// # Errors
///
/// `NotEntitled` with every reason; `OpenRequest` naming the one that is open.
pub async fn start_request(
    ctx: &Context,
    caller: Caller,
    form: StartRequestRequest,
    request: IdempotentRequest,
) -> ServiceResult<Answered> {
    ctx.write(move |tx| {
        tx.answer_once(&request, |tx| {
            let id = begin(tx, caller, &form)?;
            Ok(KeptAnswer {
                status: 201,
                location: Some(location(id)),
                body: serde_json::to_string(&view::of_driver(tx, caller, id)?)?,
            })
        })
    })
    .await
}

fn begin(tx: &mut Tx<'_>, caller: Caller, form: &StartRequestRequest) -> ServiceResult<RequestId> {
    let now = tx.now;
    let today = paris_date(now);
    let driver = moves::open_driver(tx, caller.account)?;
    let policy = &tx.settings.policy;
    let grant = entitlement::check(tx, &driver, None, policy, (today, caller.language))?;
    let reference = next_reference(tx, today.year())?;
    let row = RequestRow {
        type_: form.kind,
        ..RequestRow::draft(reference, driver.id, Some(grant.training), now)
    };
    let details = serde_json::json!({ "driver": driver.id, "training": grant.training });
    insert(tx, caller, &row, &details)?;
    Ok(row.id)
}

/// Begins a draft with its history and audit line.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    caller: Caller,
    row: &RequestRow,
    details: &serde_json::Value,
) -> ServiceResult<()> {
    db::requests::insert(tx, row)?;
    let line = HistoryRow {
        id: EventId::new(),
        request_id: row.id,
        at: tx.now.naive_utc(),
        status: row.status,
        actor_kind: ActorKind::Driver,
        actor_id: Some(caller.account.to_string()),
    };
    db::request_history::insert(tx, &line)?;
    let actor = Actor::of(caller.account, caller.role);
    tx.audit(&actor, "request.started", row.id, details)
}

/// The next reference of a year.
pub(crate) fn next_reference(tx: &mut Tx<'_>, year: i32) -> ServiceResult<String> {
    let serial = db::sequences::next(tx, &format!("request-{year}"))?;
    let reference = u32::try_from(serial)
        .ok()
        .and_then(|serial| RequestReference::new(year, serial));
    let reference =
        reference.ok_or_else(|| anyhow::anyhow!("the references of {year} are used up"))?;
    Ok(reference.to_string())
}
