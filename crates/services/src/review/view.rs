//! A request as staff sees it.

use common::dates::paris_date;
use common::dto::analysis::StaffReplacement;
use common::dto::review::StaffMember;
use common::dto::staff::{LicenceCheckView, StaffRequestView};
use common::exchange::ExchangeReason;
use common::ids::RequestId;
use common::licence_answer::LicenceVerdict;
use common::statuses::RequestStatus;
use common::transitions::By;
use common::transitions::request::{RequestEvent, TABLE, fits, needs_licence};
use common::words::{RequestPurpose, Role};
use db::Conn;
use db::drivers::DriverRow;
use db::json::Json;
use db::requests::RequestRow;

use super::findings;
use super::queue::may_see;
use crate::accounts::identity_rows;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::replacements::{exchange, verify};
use crate::requests::caller::Caller;
use crate::requests::view::{Scene, build};
use crate::{cards, refunds, trainings};

/// One request.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none that the caller may see.
pub async fn get_staff_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<StaffRequestView> {
    let (today, settings) = (paris_date(ctx.now()), ctx.settings.clone());
    ctx.read(move |conn| {
        let (driver, request) = get_visible(conn, caller, id)?;
        let scene = Scene {
            policy: &settings.policy,
            today,
            language: caller.language,
        };
        view(conn, &scene, caller, &driver, &request)
    })
    .await
}

/// A request that the caller may see, with its driver.
pub(crate) fn get_visible(
    conn: &mut Conn,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<(DriverRow, RequestRow)> {
    let request = db::requests::get(conn, id)?;
    if !may_see(caller.role, request.status) {
        return Err(ServiceError::NotFound);
    }
    let driver = db::drivers::get(conn, request.driver_id)?;
    Ok((driver, request))
}

/// The view at the end of a write.
pub(crate) fn of_staff(
    tx: &mut Tx<'_>,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<StaffRequestView> {
    let (today, settings) = (paris_date(tx.now), tx.settings);
    let (driver, request) = get_visible(tx, caller, id)?;
    let scene = Scene {
        policy: &settings.policy,
        today,
        language: caller.language,
    };
    view(tx, &scene, caller, &driver, &request)
}

fn view(
    conn: &mut Conn,
    scene: &Scene<'_>,
    caller: Caller,
    driver: &DriverRow,
    request: &RequestRow,
) -> ServiceResult<StaffRequestView> {
    let account = db::accounts::get(conn, driver.account_id)?;
    let assigned_to = match request.assigned_to {
        None => None,
        Some(id) => Some(StaffMember {
            id,
            name: db::accounts::get(conn, id)?.display_name,
        }),
    };
    let (policy, today, language) = (scene.policy, scene.today, scene.language);
    let training = match request.training_id {
        None => None,
        Some(id) => Some(trainings::list::view_of(conn, id, policy, language)?),
    };
    let view = StaffRequestView {
        request: build(conn, scene, driver, request)?,
        driver_id: driver.id,
        driver_name: identity_rows::list_name(
            &driver.identity.surname_birth,
            &driver.identity.first_names,
        ),
        email: account.email,
        phone: driver.phone.clone(),
        assigned_to,
        automatic_findings: findings::of_request(conn, driver, request, scene)?,
        training,
        qualifications: trainings::qualifications::of_driver(
            conn, driver.id, today, policy, language,
        )?,
        licence_check: licence_check(request),
        replacement: replacement(conn, request)?,
        payments: refunds::view::payments_of(conn, caller, request.id)?,
        card_serial: db::cards::find_by_request(conn, request.id)?.map(|card| card.serial),
        permitted: permitted(caller, request),
    };
    Ok(if caller.role == Role::Production {
        masked(view)
    } else {
        view
    })
}

/// Whether a request can be approved on what the register says. The same card again is
/// not held up by it: the card before was made on it.
pub(super) const fn verdict(request: &RequestRow) -> LicenceVerdict {
    if needs_licence(request.purpose) {
        LicenceVerdict::on(request.licence.licence_answer)
    } else {
        LicenceVerdict::Clear
    }
}

/// The card before, and what is wrong with it or has changed.
fn replacement(conn: &mut Conn, request: &RequestRow) -> ServiceResult<Option<StaffReplacement>> {
    if request.purpose == RequestPurpose::Training {
        return Ok(None);
    }
    let row = db::replacements::get(conn, request.id)?;
    let old = cards::find_replaced(conn, request)?;
    Ok(Some(StaffReplacement {
        exchange: exchange::view(conn, request, old.as_ref())?,
        verification: verify::view(conn, request)?,
        serial: old.map(|old| old.card.serial),
        defects: row.defects.map(Json::into_inner).unwrap_or_default(),
        finding: row.finding,
        finding_comment: row.finding_comment,
    }))
}

fn licence_check(request: &RequestRow) -> LicenceCheckView {
    let check = &request.licence;
    LicenceCheckView {
        answer: check.licence_answer,
        asked_at: check.licence_asked_at.map(|at| at.and_utc()),
        answered_at: check.licence_answered_at.map(|at| at.and_utc()),
        verdict: verdict(request),
        override_reason: check.licence_override.clone(),
    }
}

/// Production prints and sends: it sees what is printed and where it goes.
fn masked(mut view: StaffRequestView) -> StaffRequestView {
    view.email = String::new();
    view.phone = None;
    view.automatic_findings = Vec::new();
    view.licence_check.override_reason = None;
    view.request.documents = Vec::new();
    view.request.required_documents = Vec::new();
    view.request.information_requests = Vec::new();
    view.request.rejection = Vec::new();
    view.payments = Vec::new();
    view.replacement = None;
    view
}

/// What the caller may do now, in the order of the work.
fn permitted(caller: Caller, request: &RequestRow) -> Vec<String> {
    let by = By::Role(caller.role);
    let mut words: Vec<_> = TABLE
        .iter()
        .filter(|line| line.from == request.status && line.by.contains(&by))
        .filter(|line| fits(request.purpose, request.status, line.event))
        .filter_map(|line| word(line.event))
        .collect();
    let is_reviewer = matches!(caller.role, Role::Agent | Role::Supervisor);
    if is_reviewer && request.status == RequestStatus::UnderReview {
        if request.purpose != RequestPurpose::Quality {
            words.push("decide_document");
        }
        if request.exchange_reason == Some(ExchangeReason::Foreign) {
            words.push("verify");
        }
        if request.assigned_to != Some(caller.account) {
            words.push("take");
        }
    }
    words.into_iter().map(ToOwned::to_owned).collect()
}

const fn word(event: RequestEvent) -> Option<&'static str> {
    Some(match event {
        RequestEvent::Take => "take",
        RequestEvent::AskInformation => "ask",
        RequestEvent::Approve => "approve",
        RequestEvent::Reject => "reject",
        RequestEvent::FindIssuerFault => "analyse",
        RequestEvent::SendToProduction => "batch",
        RequestEvent::FinishProduction => "personalise",
        RequestEvent::ReportDefect => "defect",
        RequestEvent::Ship => "ship",
        RequestEvent::Deliver => "deliver",
        RequestEvent::Save
        | RequestEvent::Settle
        | RequestEvent::Receive
        | RequestEvent::FindDriverFault
        | RequestEvent::FindNoDefect
        | RequestEvent::SendPaid
        | RequestEvent::Submit
        | RequestEvent::Respond
        | RequestEvent::Stop
        | RequestEvent::CloseIncomplete
        | RequestEvent::Return
        | RequestEvent::Reship => return None,
    })
}
