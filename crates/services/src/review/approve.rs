//! A reviewer accepts a request.

use common::dates::paris_date;
use common::dto::staff::StaffRequestView;
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::ids::RequestId;
use common::rules::policy::RulePolicy;
use common::statuses::DocumentStatus;
use common::transitions::request::RequestEvent;
use db::Conn;
use db::drivers::DriverRow;
use db::requests::{RequestChanges, RequestRow};

use super::view::{get_visible, of_staff};
use crate::context::Context;
use crate::error::ServiceResult;
use crate::ports::licence_register::LicenceAnswer;
use crate::requests::caller::Caller;
use crate::requests::{entitlement, moves, notices};

/// Accepts a request whose mandatory documents are all accepted, if the licence
/// still holds.
///
/// # Errors
///
/// Every document that is not accepted, by its pointer; `NotEntitled` if the
/// right to a card has ended meanwhile;
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if the request is no longer
/// at `version`; `WrongState` unless it is under review.
pub async fn approve_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let (now, settings) = (tx.now, tx.settings);
        let (driver, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        moves::check(&request, RequestEvent::Approve, caller.into())?;
        check_accepted(tx, &driver, &request, &settings.policy)?;
        let when = (paris_date(now), caller.language);
        entitlement::check(tx, &driver, Some(id), &settings.policy, when)?;
        let changes = RequestChanges {
            assigned_to: Some(caller.account),
            decided_at: Some(now.naive_utc()),
            ..RequestChanges::default()
        };
        let request = moves::apply(tx, &request, RequestEvent::Approve, caller.into(), changes)?;
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
) -> ServiceResult<()> {
    let mut faults = Faults::new();
    let documents = db::documents::list_by_request(conn, request.id)?;
    let required = entitlement::required(driver, request.identity_proof, policy)?;
    for listed in required.iter().filter(|listed| listed.mandatory) {
        let is_accepted = documents.iter().any(|(document, _)| {
            document.is_current
                && document.kind == listed.kind
                && document.status == DocumentStatus::Accepted
        });
        if !is_accepted {
            let pointer = pointer_to("/documents", listed.kind);
            faults.push(&pointer, FieldErrorCode::DocumentNotAccepted);
        }
    }
    if driver.licence_check.as_deref() == Some(LicenceAnswer::NotValid.as_str()) {
        faults.push("/licence", FieldErrorCode::LicenceNotValid);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}
