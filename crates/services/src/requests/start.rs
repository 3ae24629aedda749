//! "Commencer": begins a request.

use chrono::Datelike as _;
use common::dates::paris_date;
use common::dto::request::{IdentityProof, StartRequestRequest};
use common::ids::{AccountId, EventId, RequestId};
use common::reference::RequestReference;
use common::statuses::RequestStatus;
use common::words::{ActorKind, RequestPurpose, RequestStep};
use db::request_history::HistoryRow;
use db::requests::RequestRow;

use super::caller::Caller;
use super::{entitlement, moves, view};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::idempotency::{IdempotentRequest, KeptAnswer, run_again_if_taken};

/// What is begun, as answers are kept under.
const OPERATION: &str = "POST /api/v1/me/requests";

/// Forgets the kept answer to the start of a draft that is deleted.
pub(super) fn forget(tx: &mut Tx<'_>, account: AccountId, id: RequestId) -> ServiceResult<()> {
    tx.forget_answers(account.as_str(), OPERATION, &location(id))
}

fn location(id: RequestId) -> String {
    format!("/api/v1/me/requests/{id}")
}

/// The answer to a start.
#[derive(Clone, Debug)]
pub struct Started {
    /// The draft that was begun, as it was then.
    pub answer: KeptAnswer,
    /// Whether the same request came before under its key.
    pub is_replay: bool,
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
) -> ServiceResult<Started> {
    // Two browsers at once: the unique index refuses the second, which then runs
    // again and is told of the first.
    ctx.write(move |tx| run_again_if_taken(answer(tx, caller, &form, &request)))
        .await
}

fn answer(
    tx: &mut Tx<'_>,
    caller: Caller,
    form: &StartRequestRequest,
    request: &IdempotentRequest,
) -> ServiceResult<Started> {
    if let Some(kept) = tx.find_answer(request)? {
        return Ok(Started {
            answer: kept,
            is_replay: true,
        });
    }
    let id = begin(tx, caller, form)?;
    let view = view::of_driver(tx, caller, id)?;
    let location = Some(location(id));
    let body = serde_json::to_string(&view)?;
    let answer = KeptAnswer {
        status: 201,
        location,
        body,
    };
    tx.keep_answer(request, &answer)?;
    Ok(Started {
        answer,
        is_replay: false,
    })
}

fn begin(tx: &mut Tx<'_>, caller: Caller, form: &StartRequestRequest) -> ServiceResult<RequestId> {
    let now = tx.now;
    let today = paris_date(now);
    let driver = moves::open_driver(tx, caller.account)?;
    let policy = &tx.settings.policy;
    let grant = entitlement::check(tx, &driver, None, policy, (today, caller.language))?;
    let row = RequestRow {
        id: RequestId::new(),
        reference: next_reference(tx, today.year())?,
        driver_id: driver.id,
        type_: form.kind,
        purpose: RequestPurpose::Training,
        replaces_card_id: None,
        status: RequestStatus::Draft,
        training_id: grant.training,
        step: RequestStep::Identity,
        identity_confirmed: false,
        identity_proof: IdentityProof::IdentityCard,
        delivery_address: None,
        snapshot: None,
        assigned_to: None,
        rejection: None,
        batch_id: None,
        carrier: None,
        tracking_number: None,
        acknowledgement_id: None,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
        submitted_at: None,
        decided_at: None,
        licence: db::requests::LicenceCheck::default(),
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
