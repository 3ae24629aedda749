//! Batches: approved requests that go to production together.

use chrono::{Datelike as _, NaiveDate};
use common::dates::paris_date;
use common::dto::page::{Page, cut};
use common::dto::production::{BatchView, CreateBatchRequest};
use common::field_error::{Fault, FieldError, FieldErrorCode, pointer_to};
use common::ids::{BatchId, CardId, RequestId};
use common::problem_code::ProblemCode;
use common::reference::CardSerial;
use common::statuses::{CardStatus, RequestStatus};
use common::transitions::request::RequestEvent;
use db::Conn;
use db::batches::BatchRow;
use db::cards::{CardCategory, CardRow};
use db::drivers::DriverRow;
use db::json::Json;
use db::requests::{RequestChanges, RequestRow};

use super::content::content;
use crate::audit::Actor;
use crate::cards;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::requests::{moves, notices};

const MAX_REQUESTS: usize = 500;

/// Sends approved requests to production: all of them or none.
///
/// # Errors
///
/// Faults of the list; `WrongState` naming every request that is not approved,
/// or for which nothing is left to print since it was.
pub async fn create_batch(
    ctx: &Context,
    caller: Caller,
    form: CreateBatchRequest,
) -> ServiceResult<BatchView> {
    let mut ids = form.request_ids;
    check_length(ids.len())?;
    ids.sort_unstable();
    if ids
        .windows(2)
        .any(|pair| matches!(pair, [one, other] if one == other))
    {
        return Err(ServiceError::invalid(
            "/request_ids",
            FieldErrorCode::DuplicateItem,
        ));
    }
    ctx.write(move |tx| {
        let now = tx.now;
        let year = paris_date(now).year();
        let requests = find_printable(tx, caller, &ids)?;
        let number = db::sequences::next(tx, &format!("batch-{year}"))?;
        let batch = BatchRow {
            id: BatchId::new(),
            reference: format!("LOT-{year}-{number:05}"),
            created_by: caller.account,
            created_at: now.naive_utc(),
            cards: i32::try_from(ids.len()).unwrap_or(i32::MAX),
        };
        db::batches::insert(tx, &batch)?;
        for request in &requests {
            order(tx, caller, request, batch.id)?;
        }
        let details = serde_json::json!({ "requests": ids });
        let actor = Actor::of(caller.account, caller.role);
        tx.audit(&actor, "batch.created", batch.id, &details)?;
        view(tx, &batch)
    })
    .await
}

/// The batches, newest first, and the last one's id if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_batches(
    ctx: &Context,
    before: Option<BatchId>,
    limit: u32,
) -> ServiceResult<(Page<BatchView>, Option<BatchId>)> {
    ctx.read(move |conn| {
        let mut rows = db::batches::list(conn, before, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| has_more).map(|row| row.id);
        let items = rows
            .iter()
            .map(|row| view(conn, row))
            .collect::<Result<_, _>>()?;
        Ok((
            Page {
                items,
                next_cursor: None,
                has_more,
            },
            next,
        ))
    })
    .await
}

fn check_length(length: usize) -> ServiceResult<()> {
    match length {
        0 => Err(ServiceError::invalid(
            "/request_ids",
            Fault::new(FieldErrorCode::TooFewItems).min(1),
        )),
        1..=MAX_REQUESTS => Ok(()),
        _ => {
            let fault = Fault::new(FieldErrorCode::TooManyItems).max(MAX_REQUESTS);
            Err(ServiceError::invalid("/request_ids", fault))
        }
    }
}

/// An approved request with its driver and what its card will say.
struct Printable {
    request: RequestRow,
    driver: DriverRow,
    valid_until: NaiveDate,
    lines: Vec<CardCategory>,
}

fn find_printable(
    tx: &mut Tx<'_>,
    caller: Caller,
    ids: &[RequestId],
) -> ServiceResult<Vec<Printable>> {
    let mut found = Vec::with_capacity(ids.len());
    let mut errors = Vec::new();
    for id in ids {
        match printable(tx, *id)? {
            Ok(printable) => found.push(printable),
            Err(code) => {
                let pointer = pointer_to("/request_ids", id);
                errors.push(FieldError::new(pointer, &code.into(), caller.language));
            }
        }
    }
    if errors.is_empty() {
        return Ok(found);
    }
    Err(ServiceError::RefusedFor {
        code: ProblemCode::WrongState,
        errors,
        instance: None,
    })
}

/// What a request's card would say today, or why there can be none.
fn printable(tx: &mut Tx<'_>, id: RequestId) -> ServiceResult<Result<Printable, FieldErrorCode>> {
    let (today, settings) = (paris_date(tx.now), tx.settings);
    let request = match db::requests::get(tx, id) {
        Ok(request) if request.status == RequestStatus::Approved => request,
        Ok(_) | Err(db::Error::NotFound) => return Ok(Err(FieldErrorCode::NotAllowed)),
        Err(error) => return Err(error.into()),
    };
    let driver = db::drivers::get(tx, request.driver_id)?;
    let content = content(tx, &driver, &request, today, &settings.policy)?;
    Ok(content
        .map(|(lines, valid_until)| Printable {
            request,
            driver,
            valid_until,
            lines,
        })
        .ok_or(FieldErrorCode::NothingToPrint))
}

fn order(
    tx: &mut Tx<'_>,
    caller: Caller,
    printable: &Printable,
    batch: BatchId,
) -> ServiceResult<()> {
    let now = tx.now;
    let today = paris_date(now);
    let changes = RequestChanges {
        batch_id: Some(batch),
        ..RequestChanges::default()
    };
    let request = moves::apply(
        tx,
        &printable.request,
        RequestEvent::SendToProduction,
        caller.into(),
        changes,
    )?;
    let driver = &printable.driver;
    let number = db::sequences::next(tx, &format!("card-{}", today.year()))?;
    let serial = CardSerial::new(today.year(), number)
        .ok_or_else(|| anyhow::anyhow!("the serial numbers of {} are used up", today.year()))?;
    let card = CardRow {
        id: CardId::new(),
        driver_id: driver.id,
        request_id: request.id,
        serial: serial.to_string(),
        issued_on: today,
        valid_until: printable.valid_until,
        categories: Json::new(printable.lines.clone())?,
        status: CardStatus::Ordered,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    };
    cards::moves::order(tx, &card, caller.into())?;
    notices::progress(tx, driver, &request)
}

fn view(conn: &mut Conn, batch: &BatchRow) -> ServiceResult<BatchView> {
    let counts = db::requests::count_by_batch(conn, batch.id)?;
    let count = |wanted: &[RequestStatus]| {
        let counted = counts.iter().filter(|(status, _)| wanted.contains(status));
        u32::try_from(counted.map(|(_, count)| count).sum::<i64>()).unwrap_or(u32::MAX)
    };
    Ok(BatchView {
        id: batch.id,
        reference: batch.reference.clone(),
        created_at: batch.created_at.and_utc(),
        cards: u32::try_from(batch.cards).unwrap_or_default(),
        in_production: count(&[RequestStatus::InProduction]),
        ready_to_ship: count(&[RequestStatus::ReadyToShip]),
        shipped: count(&[
            RequestStatus::Shipped,
            RequestStatus::Delivered,
            RequestStatus::ReturnedUndelivered,
        ]),
    })
}
