//! A reviewer asks for corrected documents or information ("demande
//! d'information complémentaire"), with a reason for each and a deadline (CRPA, L. 114-5).

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::request::InformationTarget;
use common::dto::staff::{AskInformationRequest, AskItem, StaffRequestView};
use common::field_error::{Fault, Faults, FieldErrorCode, pointer_to};
use common::ids::{InformationItemId, InformationRequestId, RequestId};
use common::statuses::DocumentStatus;
use common::transitions::request::RequestEvent;
use common::validation::birth_date::parse_date;
use common::validation::names::collapse_spaces;
use common::words::{DocumentKind, ReasonCode};
use db::documents::Decision;
use db::information_items::InformationItemRow;
use db::information_requests::InformationRequestRow;
use db::requests::{RequestChanges, RequestRow};

use super::comment::comment;
use super::view::{get_visible, of_staff};
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::requests::caller::Caller;
use crate::requests::{moves, notices};

/// The fewest days that a driver is given to answer.
const MIN_DAYS: u32 = 3;

/// The most days that a driver is given to answer.
const MAX_DAYS: u32 = 90;

const MAX_ITEMS: usize = 20;
const MAX_MESSAGE: usize = 1_000;

struct Question {
    deadline: NaiveDate,
    message: Option<String>,
    items: Vec<Item>,
}

struct Item {
    target: InformationTarget,
    document_kind: Option<DocumentKind>,
    reason: ReasonCode,
    comment: Option<String>,
}

/// Asks the driver, who is told by mail or SMS.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::Stale`](crate::ServiceError::Stale) if the
/// request is no longer at `version`; `WrongState` unless it is under review.
pub async fn ask_information(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: AskInformationRequest,
) -> ServiceResult<StaffRequestView> {
    let today = paris_date(ctx.now());
    ctx.write(move |tx| {
        let (driver, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        moves::check(&request, RequestEvent::AskInformation, caller.into())?;
        let question = check(&form, today)?;
        insert(tx, caller, &request, &question)?;
        let changes = RequestChanges {
            assigned_to: Some(caller.account),
            ..RequestChanges::default()
        };
        let request = moves::apply(
            tx,
            &request,
            RequestEvent::AskInformation,
            caller.into(),
            changes,
        )?;
        let asked = (question.items.len(), question.deadline);
        notices::asked(tx, (&driver, &request), asked, false)?;
        of_staff(tx, caller, id)
    })
    .await
}

fn check(form: &AskInformationRequest, today: NaiveDate) -> Result<Question, Faults> {
    let mut faults = Faults::new();
    let deadline = faults.check("/deadline", check_deadline(&form.deadline, today));
    let message = collapse_spaces(&form.message);
    let length = message.chars().count();
    if length > MAX_MESSAGE {
        faults.push(
            "/message",
            Fault::new(FieldErrorCode::TooLong)
                .max(MAX_MESSAGE)
                .count(length),
        );
    }
    match form.items.len() {
        0 => faults.push("/items", Fault::new(FieldErrorCode::TooFewItems).min(1)),
        length if length > MAX_ITEMS => {
            faults.push(
                "/items",
                Fault::new(FieldErrorCode::TooManyItems).max(MAX_ITEMS),
            );
        }
        _ => {}
    }
    let items = form.items.iter().take(MAX_ITEMS).enumerate();
    let items = items
        .map(|(index, item)| {
            let is_double = form.items.iter().take(index).any(|other| {
                (other.target, other.document_kind) == (item.target, item.document_kind)
            });
            faults.within(&pointer_to("/items", index), |faults| {
                check_item(item, is_double, faults)
            })
        })
        .collect();
    let message = Some(message).filter(|message| !message.is_empty());
    faults.into_result(deadline.map(|deadline| Question {
        deadline,
        message,
        items,
    }))
}

fn check_deadline(text: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let deadline = parse_date(text)?;
    let days = deadline.signed_duration_since(today).num_days();
    if (i64::from(MIN_DAYS)..=i64::from(MAX_DAYS)).contains(&days) {
        return Ok(deadline);
    }
    Err(Fault::new(FieldErrorCode::DeadlineOutOfRange)
        .min(MIN_DAYS as usize)
        .max(MAX_DAYS as usize))
}

fn check_item(item: &AskItem, is_double: bool, faults: &mut Faults) -> Item {
    let comment = comment(&item.comment, "/comment", faults);
    if item.reason == ReasonCode::Other && comment.is_none() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    match (item.target, item.document_kind) {
        (InformationTarget::Document, None) => {
            faults.push("/document_kind", FieldErrorCode::Required);
        }
        (InformationTarget::DeliveryAddress, Some(_)) => {
            faults.push("/document_kind", FieldErrorCode::NotAllowed);
        }
        _ => {}
    }
    if is_double {
        faults.push("/target", FieldErrorCode::DuplicateItem);
    }
    Item {
        target: item.target,
        document_kind: item.document_kind,
        reason: item.reason,
        comment,
    }
}

fn insert(
    tx: &mut Tx<'_>,
    caller: Caller,
    request: &RequestRow,
    question: &Question,
) -> ServiceResult<()> {
    let now = tx.now;
    let row = InformationRequestRow {
        id: InformationRequestId::new(),
        request_id: request.id,
        message: question.message.clone(),
        deadline: question.deadline,
        asked_by: caller.account,
        asked_at: now.naive_utc(),
        responded_at: None,
        closed_at: None,
    };
    db::information_requests::insert(tx, &row)?;
    for (position, item) in question.items.iter().enumerate() {
        insert_item(
            tx,
            caller,
            (request, row.id),
            i32::try_from(position).unwrap_or(0),
            item,
        )?;
    }
    Ok(())
}

fn insert_item(
    tx: &mut Tx<'_>,
    caller: Caller,
    (request, asked): (&RequestRow, InformationRequestId),
    position: i32,
    item: &Item,
) -> ServiceResult<()> {
    let now = tx.now;
    let old = match item.document_kind {
        Some(kind) => db::documents::find_current(tx, request.id, kind)?,
        None => None,
    };
    if let Some((document, _)) = &old {
        // Asking for another one refuses this one.
        let decision = Decision {
            status: DocumentStatus::Refused,
            reason: Some(item.reason),
            comment: item.comment.clone(),
            by: caller.account,
        };
        db::documents::decide(tx, document.id, &decision, now)?;
    }
    let is_address = item.target == InformationTarget::DeliveryAddress;
    let row = InformationItemRow {
        id: InformationItemId::new(),
        information_request_id: asked,
        position,
        target: item.target,
        document_kind: item.document_kind,
        reason: item.reason,
        comment: item.comment.clone(),
        old_document_id: old.map(|(document, _)| document.id),
        new_document_id: None,
        old_value: request.delivery_address.clone().filter(|_| is_address),
        new_value: None,
        answered_at: None,
    };
    Ok(db::information_items::insert(tx, &row)?)
}
