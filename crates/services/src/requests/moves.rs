//! The one way in which a request changes its status.

use common::dto::driver_space::DriverEventKind;
use common::ids::{AccountId, DriverId, EventId, RequestId};
use common::problem_code::ProblemCode;
use common::statuses::{IdentityReview, RequestStatus};
use common::transitions::request::{RequestEvent, fits, next, who};
use db::Conn;
use db::drivers::DriverRow;
use db::request_history::HistoryRow;
use db::requests::{RequestChanges, RequestRow};

use super::caller::Mover;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};

/// The driver behind an account whose personal space is open.
///
/// # Errors
///
/// [`ServiceError::Forbidden`] while only the correction page is open.
pub(crate) fn open_driver(conn: &mut Conn, account: AccountId) -> ServiceResult<DriverRow> {
    let driver = db::drivers::get_by_account(conn, account)?;
    check_open(driver.was_conform, driver.review)?;
    Ok(driver)
}

/// As [`open_driver`], for who needs the driver's id alone.
pub(crate) fn open_space(conn: &mut Conn, account: AccountId) -> ServiceResult<DriverId> {
    let standing = db::drivers::find_standing(conn, account)?.ok_or(ServiceError::NotFound)?;
    check_open(standing.was_conform, standing.review)?;
    Ok(standing.id)
}

fn check_open(was_conform: bool, review: IdentityReview) -> ServiceResult<()> {
    if was_conform && review != IdentityReview::Rejected {
        Ok(())
    } else {
        Err(ServiceError::Forbidden)
    }
}

/// The driver behind an account, with one of the driver's requests.
pub(crate) fn get_own(
    conn: &mut Conn,
    account: AccountId,
    id: RequestId,
) -> ServiceResult<(DriverRow, RequestRow)> {
    let driver = open_driver(conn, account)?;
    let request = db::requests::get_of_driver(conn, driver.id, id)?;
    Ok((driver, request))
}

/// A request that is still at the version that was read.
pub(crate) fn at_version(request: RequestRow, version: i64) -> ServiceResult<RequestRow> {
    if request.version == version {
        Ok(request)
    } else {
        Err(ServiceError::Stale)
    }
}

/// The status that the event leads to.
///
/// # Errors
///
/// [`ProblemCode::WrongState`] if the event cannot happen now, and
/// [`ServiceError::Forbidden`] if `mover` may not cause it.
pub(crate) fn check(
    request: &RequestRow,
    event: RequestEvent,
    mover: Mover,
) -> ServiceResult<RequestStatus> {
    let to = next(request.status, event).ok_or(ServiceError::Refused(ProblemCode::WrongState))?;
    if !fits(request.purpose, request.status, event) {
        return Err(ServiceError::Refused(ProblemCode::WrongState));
    }
    if who(request.status, event).contains(&mover.by()) {
        Ok(to)
    } else {
        Err(ServiceError::Forbidden)
    }
}

/// Moves a request on, with its history, audit line and event.
///
/// # Errors
///
/// As [`check`], and [`ServiceError::Stale`] if the request has changed since
/// it was read.
pub(crate) fn apply(
    tx: &mut Tx<'_>,
    seen: &RequestRow,
    event: RequestEvent,
    mover: Mover,
    changes: RequestChanges,
) -> ServiceResult<RequestRow> {
    let to = check(seen, event, mover)?;
    let (now, actor) = (tx.now, mover.actor());
    let changes = RequestChanges {
        status: Some(to),
        ..changes
    };
    let request = db::requests::update(tx, seen, &changes, now)?;
    if event == RequestEvent::Save {
        return Ok(request);
    }
    let line = HistoryRow {
        id: EventId::new(),
        request_id: request.id,
        at: now.naive_utc(),
        status: to,
        actor_kind: actor.kind,
        actor_id: actor.id.clone(),
    };
    db::request_history::insert(tx, &line)?;
    let details = serde_json::json!({ "event": event, "from": seen.status, "to": to });
    tx.audit(
        &actor,
        &format!("request.{}", past(event)),
        request.id,
        &details,
    )?;
    if let Some(kind) = driver_event(event) {
        db::driver_events::insert(
            tx,
            request.driver_id,
            kind.as_str(),
            Some(request.id.as_str()),
            now,
        )?;
    }
    Ok(request)
}

/// Counts a change that leaves the status as it is, so that who read the request
/// before it has to read it again.
pub(crate) fn touch(tx: &mut Tx<'_>, seen: &RequestRow) -> ServiceResult<RequestRow> {
    let now = tx.now;
    Ok(db::requests::update(
        tx,
        seen,
        &RequestChanges::default(),
        now,
    )?)
}

const fn past(event: RequestEvent) -> &'static str {
    match event {
        RequestEvent::Save => "saved",
        RequestEvent::Submit => "submitted",
        RequestEvent::Settle => "settled",
        RequestEvent::SendPaid => "sent_paid",
        RequestEvent::Receive => "card_received",
        RequestEvent::FindIssuerFault => "found_issuers_fault",
        RequestEvent::FindDriverFault => "found_drivers_fault",
        RequestEvent::FindNoDefect => "found_without_defect",
        RequestEvent::Take => "taken",
        RequestEvent::AskInformation => "questioned",
        RequestEvent::Respond => "answered",
        RequestEvent::CloseIncomplete => "closed",
        RequestEvent::Approve => "approved",
        RequestEvent::Reject => "rejected",
        RequestEvent::Stop => "stopped",
        RequestEvent::SendToProduction => "sent_to_production",
        RequestEvent::ReportDefect => "found_defective",
        RequestEvent::FinishProduction => "personalised",
        RequestEvent::Ship => "shipped",
        RequestEvent::Deliver => "delivered",
        RequestEvent::Return => "returned",
        RequestEvent::Reship => "reshipped",
    }
}

const fn driver_event(event: RequestEvent) -> Option<DriverEventKind> {
    Some(match event {
        RequestEvent::Submit | RequestEvent::SendPaid => DriverEventKind::RequestSubmitted,
        RequestEvent::Take | RequestEvent::Receive => DriverEventKind::RequestUnderReview,
        RequestEvent::AskInformation | RequestEvent::FindDriverFault => {
            DriverEventKind::InformationRequested
        }
        RequestEvent::Respond => DriverEventKind::InformationProvided,
        RequestEvent::CloseIncomplete => DriverEventKind::RequestClosed,
        RequestEvent::Approve | RequestEvent::Settle | RequestEvent::FindIssuerFault => {
            DriverEventKind::RequestApproved
        }
        RequestEvent::Reject | RequestEvent::Stop => DriverEventKind::RequestRejected,
        RequestEvent::FindNoDefect => DriverEventKind::RequestClosed,
        RequestEvent::SendToProduction => DriverEventKind::CardInProduction,
        RequestEvent::Ship | RequestEvent::Reship => DriverEventKind::CardShipped,
        RequestEvent::Deliver => DriverEventKind::CardDelivered,
        RequestEvent::Return => DriverEventKind::CardReturned,
        RequestEvent::Save | RequestEvent::ReportDefect | RequestEvent::FinishProduction => {
            return None;
        }
    })
}
