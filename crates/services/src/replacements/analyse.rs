//! "IN Groupe procède à l'analyse" (guide): whose fault a defect is, and what follows.

use common::card_defect::DefectFinding;
use common::dates::{days_after, paris_date};
use common::dto::analysis::AnalyseCardRequest;
use common::dto::staff::StaffRequestView;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::{InformationRequestId, RequestId};
use common::statuses::CardStatus;
use common::transitions::card::CardEvent;
use common::transitions::request::RequestEvent;
use db::information_requests::InformationRequestRow;
use db::replacements::ReplacementRow;
use db::requests::{RequestChanges, RequestRow};

use super::{defect_notices, settle};
use crate::cards;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::requests::moves;
use crate::review::comment::comment;
use crate::review::view::{get_visible, of_staff};

/// Writes the finding down and does what follows from it: the card is replaced free of
/// charge, or its driver is asked to correct the error and to pay, or the card is given
/// back. The driver is told in each case.
///
/// # Errors
///
/// `/comment` if it is missing or too long;
/// [`ServiceError::Stale`] if the request is no longer at `version`; `WrongState` unless
/// it is about a defective card that is being analysed.
pub async fn analyse_card(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: AnalyseCardRequest,
) -> ServiceResult<StaffRequestView> {
    let words = check(&form)?;
    ctx.write(move |tx| {
        let (_, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        let request = conclude(tx, caller, &request, form.finding)?;
        let replacement = ReplacementRow {
            finding: Some(form.finding),
            finding_comment: Some(words.clone()),
            ..db::replacements::get(tx, id)?
        };
        db::replacements::update(tx, &replacement)?;
        let deadline = match form.finding {
            DefectFinding::DriverFault => Some(ask(tx, caller, id, &words)?),
            DefectFinding::IssuerFault | DefectFinding::NoDefect => None,
        };
        defect_notices::finding(tx, &request, (form.finding, &words), deadline)?;
        of_staff(tx, caller, id)
    })
    .await
}

fn check(form: &AnalyseCardRequest) -> Result<String, Faults> {
    let mut faults = Faults::new();
    let words = comment(&form.comment, "/comment", &mut faults);
    if words.is_none() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    faults.into_result(words)
}

/// Moves the request on, and the old card where it ends or goes back.
fn conclude(
    tx: &mut Tx<'_>,
    caller: Caller,
    request: &RequestRow,
    finding: DefectFinding,
) -> ServiceResult<RequestRow> {
    let event = match finding {
        DefectFinding::IssuerFault => RequestEvent::FindIssuerFault,
        DefectFinding::DriverFault => RequestEvent::FindDriverFault,
        DefectFinding::NoDefect => RequestEvent::FindNoDefect,
    };
    let is_decided = finding != DefectFinding::DriverFault;
    let changes = RequestChanges {
        assigned_to: Some(caller.account),
        decided_at: is_decided.then(|| tx.now.naive_utc()),
        ..RequestChanges::default()
    };
    let request = moves::apply(tx, request, event, caller.into(), changes)?;
    let card = request.replaces_card_id.ok_or(ServiceError::NotFound)?;
    let old = db::cards::get_of_driver(tx, request.driver_id, card)?;
    match finding {
        DefectFinding::IssuerFault => {
            settle::copy_pictures(tx, &old, &request)?;
            settle::replace(tx, &old.card)?;
        }
        DefectFinding::NoDefect if old.card.status == CardStatus::InReturns => {
            cards::moves::apply(tx, &old.card, CardEvent::GiveBack, caller.into())?;
        }
        DefectFinding::NoDefect | DefectFinding::DriverFault => {}
    }
    Ok(request)
}

/// The correction and the payment have a deadline, of which the driver is reminded as of
/// any information that is asked for.
fn ask(
    tx: &mut Tx<'_>,
    caller: Caller,
    request: RequestId,
    words: &str,
) -> ServiceResult<chrono::NaiveDate> {
    let (now, days) = (tx.now, tx.settings.policy.request.information_days);
    let deadline = days_after(paris_date(now), days);
    let row = InformationRequestRow {
        id: InformationRequestId::new(),
        request_id: request,
        message: Some(words.to_owned()),
        deadline,
        asked_by: caller.account,
        asked_at: now.naive_utc(),
        responded_at: None,
        closed_at: None,
    };
    db::information_requests::insert(tx, &row)?;
    Ok(deadline)
}
