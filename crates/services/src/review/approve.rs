//! A reviewer accepts a request.

use common::dates::paris_date;
use common::dto::staff::{ApproveRequestRequest, LicenceOverride, StaffRequestView};
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::ids::RequestId;
use common::licence_answer::LicenceVerdict;
use common::rules::policy::RulePolicy;
use common::statuses::DocumentStatus;
use common::transitions::request::{RequestEvent, needs_training};
use db::Conn;
use db::drivers::DriverRow;
use db::requests::{RequestChanges, RequestRow};

use super::comment::comment;
use super::view::{get_visible, of_staff, verdict};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::replacements::{foreign, verify};
use crate::requests::caller::Caller;
use crate::requests::{entitlement, moves, notices};

/// Accepts a request whose documents are all there and accepted, if the licence
/// still holds: the register confirms it, or the reviewer takes it upon themselves.
///
/// # Errors
///
/// Every document that is not accepted, by its pointer; at `/licence` a licence
/// that is not valid any more, at `/licence_override` one that the register does
/// not confirm, at `/verification` a qualification of another State that this has not
/// confirmed; `NotEntitled` if the right to a card has ended meanwhile;
/// [`ServiceError::Stale`] if the request is no longer at `version` or the
/// register has answered since; `WrongState` unless it is under review.
pub async fn approve_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: ApproveRequestRequest,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let (now, settings) = (tx.now, tx.settings);
        let (driver, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        moves::check(&request, RequestEvent::Approve, caller.into())?;
        let mut faults = check_accepted(tx, &driver, &request, &settings.policy)?;
        let given = form.licence_override.as_ref();
        let reason = check_licence(&request, given, &mut faults)?;
        verify::check(tx, &request, paris_date(now), &mut faults)?;
        if !faults.is_empty() {
            return Err(faults.into());
        }
        if needs_training(request.purpose) {
            let when = (paris_date(now), caller.language);
            entitlement::check(tx, &driver, Some(id), &settings.policy, when)?;
        }
        if reason.is_some() {
            audit_override(tx, caller, &request)?;
        }
        let changes = RequestChanges {
            assigned_to: Some(caller.account),
            decided_at: Some(now.naive_utc()),
            licence_override: reason,
            ..RequestChanges::default()
        };
        let request = moves::apply(tx, &request, RequestEvent::Approve, caller.into(), changes)?;
        foreign::recognise(tx, &driver, &request)?;
        notices::progress(tx, &driver, &request)?;
        of_staff(tx, caller, id)
    })
    .await
}

fn check_accepted(
    conn: &mut Conn,
    driver: &DriverRow,
    request: &RequestRow,
    policy: &RulePolicy,
) -> ServiceResult<Faults> {
    let mut faults = Faults::new();
    let documents = db::documents::list_by_request(conn, request.id)?;
    let required = entitlement::required_for(driver, request, policy)?;
    for listed in required {
        let mut given = documents.iter().map(|(document, _)| document);
        let given = given.find(|given| given.is_current && given.kind == listed.kind);
        let is_accepted = match given {
            Some(given) => given.status == DocumentStatus::Accepted,
            None => !listed.mandatory,
        };
        if !is_accepted {
            let pointer = pointer_to("/documents", listed.kind);
            faults.push(&pointer, FieldErrorCode::DocumentNotAccepted);
        }
    }
    Ok(faults)
}

/// The reviewer's reason, where one is needed. An override names the answer that
/// it sets aside: it is not good for another that came since.
fn check_licence(
    request: &RequestRow,
    given: Option<&LicenceOverride>,
    faults: &mut Faults,
) -> ServiceResult<Option<String>> {
    let answer = request.licence.licence_answer;
    if given.is_some_and(|given| given.answer != answer) {
        return Err(ServiceError::Stale);
    }
    match (verdict(request), given) {
        (LicenceVerdict::Clear, None) => Ok(None),
        (LicenceVerdict::Clear, Some(_)) => {
            faults.push("/licence_override", FieldErrorCode::NotAllowed);
            Ok(None)
        }
        (LicenceVerdict::Refused, _) => {
            faults.push("/licence", FieldErrorCode::LicenceNotValid);
            Ok(None)
        }
        (LicenceVerdict::NeedsOverride, None) => {
            faults.push("/licence_override", FieldErrorCode::LicenceNotConfirmed);
            Ok(None)
        }
        (LicenceVerdict::NeedsOverride, Some(given)) => {
            let pointer = "/licence_override/reason";
            let reason = comment(&given.reason, pointer, faults);
            if reason.is_none() {
                faults.push(pointer, FieldErrorCode::Required);
            }
            Ok(reason)
        }
    }
}

/// The line says what was set aside and by whom; the reason, which is free
/// text, stays with the request.
fn audit_override(tx: &mut Tx<'_>, caller: Caller, request: &RequestRow) -> ServiceResult<()> {
    let details = serde_json::json!({ "answer": request.licence.licence_answer });
    let actor = Actor::of(caller.account, caller.role);
    tx.audit(&actor, "request.licence_overridden", request.id, &details)
}
