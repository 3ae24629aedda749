//! A request with all that belongs to it, as its driver sees it.

use std::collections::HashMap;

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::request::{
    DocumentView, HistoryEntry, InformationItemView, InformationRequestView, RequestSummary,
    RequestView, Tracking,
};
use common::ids::{DocumentId, RequestId};
use common::rules::entitlement::Entitlement;
use common::rules::policy::RulePolicy;
use common::rules::retention::draft_kept_until;
use common::statuses::RequestStatus;
use common::transitions::request::row_actions;
use common::words::Language;
use db::Conn;
use db::documents::DocumentWithFile;
use db::drivers::DriverRow;
use db::information_items::InformationItemRow;
use db::json::Json;
use db::requests::{RequestLine, RequestRow};

use super::caller::Caller;
use super::{entitlement, moves};
use crate::accounts::identity_rows;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::trainings::history::qualification_of;

/// What a view is written with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    /// The numbers behind the rules.
    pub(crate) policy: &'a RulePolicy,
    /// The day in Paris.
    pub(crate) today: NaiveDate,
    /// The reader's language.
    pub(crate) language: Language,
}

/// One of the driver's requests.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if there is none,
/// or it is another driver's.
pub async fn get_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<RequestView> {
    let (today, settings) = (paris_date(ctx.now()), ctx.settings.clone());
    ctx.read(move |conn| {
        let (driver, request) = moves::get_own(conn, caller.account, id)?;
        let scene = Scene {
            policy: &settings.policy,
            today,
            language: caller.language,
        };
        build(conn, &scene, &driver, &request)
    })
    .await
}

/// The same at the end of a write.
pub(crate) fn of_driver(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<RequestView> {
    let (driver, request) = moves::get_own(tx, caller.account, id)?;
    let (today, settings) = (paris_date(tx.now), tx.settings);
    let scene = Scene {
        policy: &settings.policy,
        today,
        language: caller.language,
    };
    build(tx, &scene, &driver, &request)
}

/// A request out of its rows.
pub(crate) fn build(
    conn: &mut Conn,
    scene: &Scene<'_>,
    driver: &DriverRow,
    request: &RequestRow,
) -> ServiceResult<RequestView> {
    let documents = db::documents::list_by_request(conn, request.id)?;
    let required = entitlement::required_for(driver, request, scene.policy)?;
    let identity = request.snapshot.as_ref().map_or_else(
        || identity_rows::to_view(&driver.identity),
        |kept| (**kept).clone(),
    );
    let mut summaries = summaries(conn, &[RequestLine::from(request)], scene.policy)?;
    let summary = summaries
        .pop()
        .ok_or_else(|| anyhow::anyhow!("a request has no summary"))?;
    Ok(RequestView {
        summary,
        step: request.step,
        identity_confirmed: request.identity_confirmed,
        identity,
        identity_proof: request.identity_proof,
        delivery_address: request.delivery_address.clone().map(Json::into_inner),
        required_documents: required
            .iter()
            .map(|listed| listed.to_view(scene.language))
            .collect(),
        documents: documents
            .iter()
            .filter(|(row, _)| row.is_current)
            .map(document)
            .collect(),
        information_requests: information_requests(conn, scene, request.id, &documents)?,
        rejection: request
            .rejection
            .clone()
            .map(Json::into_inner)
            .unwrap_or_default(),
        tracking: request
            .carrier
            .clone()
            .zip(request.tracking_number.clone())
            .map(|(carrier, number)| Tracking { carrier, number }),
        card_valid_until: card_valid_until(conn, scene, driver, request)?,
        version: request.version,
    })
}

/// What field 4b says or will say: the card's, else what follows from the
/// trainings today.
fn card_valid_until(
    conn: &mut Conn,
    scene: &Scene<'_>,
    driver: &DriverRow,
    request: &RequestRow,
) -> ServiceResult<NaiveDate> {
    if let Some(card) = db::cards::find_by_request(conn, request.id)? {
        return Ok(card.valid_until);
    }
    // A replacement ends on the day of the card before, or as in the other State.
    if let Some(old) = request.replaces_card_id {
        return Ok(db::cards::get_of_driver(conn, driver.id, old)?
            .card
            .valid_until);
    }
    if let Some(foreign) = db::foreign_qualifications::find(conn, request.id)? {
        return Ok(foreign.confirmed_until.unwrap_or(foreign.valid_until));
    }
    let decision = entitlement::decide(conn, driver, Some(request.id), scene.today, scene.policy)?;
    if let Entitlement::Allowed(grant) = decision {
        return Ok(grant.until);
    }
    let held = qualification_of(conn, driver.id, scene.policy)?;
    Ok(held.until().unwrap_or(scene.today))
}

/// The lines of "Mes demandes" for some requests of one driver, in their order.
pub(crate) fn summaries(
    conn: &mut Conn,
    rows: &[RequestLine],
    policy: &RulePolicy,
) -> ServiceResult<Vec<RequestSummary>> {
    let ids = rows.iter().map(|row| row.id);
    let (Some(from), Some(to), Some(first)) = (ids.clone().min(), ids.max(), rows.first()) else {
        return Ok(Vec::new());
    };
    let driver = first.driver_id;
    let mut histories: HashMap<RequestId, Vec<HistoryEntry>> = HashMap::new();
    for line in db::request_history::list_of_driver(conn, driver, (from, to))? {
        let entry = HistoryEntry {
            id: line.id,
            at: line.at.and_utc(),
            status: line.status,
            actor: line.actor_kind,
        };
        histories.entry(line.request_id).or_default().push(entry);
    }
    let asked = db::information_requests::list_deadlines(conn, driver)?;
    Ok(rows
        .iter()
        .map(|row| RequestSummary {
            id: row.id,
            reference: row.reference.clone(),
            kind: row.type_,
            purpose: row.purpose,
            exchange_reason: row.exchange_reason,
            status: row.status,
            created_at: row.created_at.and_utc(),
            updated_at: row.updated_at.and_utc(),
            submitted_at: row.submitted_at.map(|at| at.and_utc()),
            history: histories.remove(&row.id).unwrap_or_default(),
            actions: row_actions(row.status).to_vec(),
            answer_by: asked
                .iter()
                .find(|(request, _)| *request == row.id)
                .map(|(_, deadline)| *deadline),
            draft_kept_until: (row.status == RequestStatus::Draft)
                .then(|| draft_kept_until(paris_date(row.updated_at.and_utc()), &policy.retention)),
        })
        .collect())
}

/// A document as driver and staff see it.
pub(crate) fn document((row, file): &DocumentWithFile) -> DocumentView {
    let positive = |number: i32| u32::try_from(number).ok();
    DocumentView {
        id: row.id,
        kind: row.kind,
        name: row.name.clone(),
        media_type: file.media_type.clone(),
        size: u64::try_from(file.size).unwrap_or_default(),
        sha256: file.sha256.clone(),
        revision: positive(row.revision).unwrap_or(1),
        is_current: row.is_current,
        status: row.status,
        reason: row.reason,
        comment: row.comment.clone(),
        width: row.width.and_then(positive),
        height: row.height.and_then(positive),
        pages: row.pages.and_then(positive),
        created_at: row.created_at.and_utc(),
    }
}

fn information_requests(
    conn: &mut Conn,
    scene: &Scene<'_>,
    id: RequestId,
    documents: &[DocumentWithFile],
) -> ServiceResult<Vec<InformationRequestView>> {
    let asked = db::information_requests::list_by_requests(conn, &[id])?;
    let silence = &scene.policy.implicit_decision;
    let effect = silence.effect_of_information_request(scene.language);
    let ids: Vec<_> = asked.iter().map(|row| row.id).collect();
    let items = db::information_items::list_by_information_requests(conn, &ids)?;
    Ok(asked
        .into_iter()
        .map(|row| InformationRequestView {
            id: row.id,
            message: row.message,
            deadline: row.deadline,
            effect: effect.to_owned(),
            asked_at: row.asked_at.and_utc(),
            responded_at: row.responded_at.map(|at| at.and_utc()),
            items: items
                .iter()
                .filter(|item| item.information_request_id == row.id)
                .map(|row| item(row, documents))
                .collect(),
        })
        .collect())
}

fn item(row: &InformationItemRow, documents: &[DocumentWithFile]) -> InformationItemView {
    let find = |id: Option<DocumentId>| {
        let found = documents.iter().find(|(row, _)| Some(row.id) == id);
        found.map(document)
    };
    InformationItemView {
        id: row.id,
        target: row.target,
        document_kind: row.document_kind,
        reason: row.reason,
        comment: row.comment.clone(),
        old_document: find(row.old_document_id),
        new_document: find(row.new_document_id),
        old_address: row.old_value.clone().map(Json::into_inner),
        new_address: row.new_value.clone().map(Json::into_inner),
        is_answered: row.answered_at.is_some(),
    }
}
