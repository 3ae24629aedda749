//! "Je valide le récapitulatif de ma demande": everything is checked at once,
//! what will be printed is frozen, and receipt is acknowledged.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::documents_required::missing_documents;
use common::dto::request::{RequestView, SubmitRequestRequest};
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::ids::{FileId, RequestId};
use common::rules::policy::RulePolicy;
use common::transitions::request::RequestEvent;
use common::words::RequestStep;
use db::Conn;
use db::documents::DocumentWithFile;
use db::drivers::DriverRow;
use db::json::Json;
use db::requests::{RequestChanges, RequestRow};

use super::caller::Caller;
use super::{acknowledgement, entitlement, licence_check, moves, notices, view};
use crate::accounts::identity_rows;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::papers;

/// A draft that can be sent.
struct Complete {
    driver: DriverRow,
    request: RequestRow,
    documents: Vec<DocumentWithFile>,
}

/// Sends a draft.
///
/// # Errors
///
/// Every missing step and document by its pointer; `NotEntitled` if no card can
/// be requested any more; [`ServiceError::Stale`] if the draft is no longer at
/// `version` or the driver's data change at the same time; `WrongState` if it is
/// sent already.
pub async fn submit_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    form: SubmitRequestRequest,
) -> ServiceResult<RequestView> {
    let (now, settings) = (ctx.now(), ctx.settings.clone());
    let today = paris_date(now);
    let (seen, data, language) = ctx
        .read(move |conn| {
            let complete = check(conn, caller, (id, version), &form, &settings.policy, today)?;
            let Complete {
                driver,
                request,
                documents,
            } = &complete;
            let account = db::accounts::get(conn, driver.account_id)?;
            let of = (driver, request, documents.as_slice());
            let data = acknowledgement::data(&settings, of, now, account.language)?;
            Ok((driver.version, data, account.language))
        })
        .await?;
    let pdf =
        papers::make(move || documents::acknowledgement::acknowledgement_pdf(&data, language))
            .await?;
    let file = papers::keep(ctx, pdf).await?;
    ctx.write(move |tx| {
        db::files::insert(tx, &file)?;
        // What was checked is what is sent: a document counts as a change of
        // the request, and identity and licence as one of the driver.
        let (driver, request) = moves::get_own(tx, caller.account, id)?;
        let request = moves::at_version(request, version)?;
        if driver.version != seen {
            return Err(ServiceError::Stale);
        }
        let policy = &tx.settings.policy;
        let grant = entitlement::check(tx, &driver, Some(id), policy, (today, caller.language))?;
        let changes = RequestChanges {
            training_id: Some(grant.training),
            step: Some(RequestStep::Summary),
            snapshot: Some(Json::new(identity_rows::to_view(&driver.identity))?),
            acknowledgement_id: Some(file.id),
            submitted_at: Some(tx.now.naive_utc()),
            ..RequestChanges::default()
        };
        let sent = moves::apply(tx, &request, RequestEvent::Submit, caller.into(), changes)?;
        finish(tx, &driver, &sent, file.id)?;
        view::of_driver(tx, caller, id)
    })
    .await
}

fn finish(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
    acknowledgement: FileId,
) -> ServiceResult<()> {
    licence_check::ask(tx, request.id)?;
    notices::received(tx, driver, request, acknowledgement)
}

fn check(
    conn: &mut Conn,
    caller: Caller,
    (id, version): (RequestId, i64),
    form: &SubmitRequestRequest,
    policy: &RulePolicy,
    today: NaiveDate,
) -> ServiceResult<Complete> {
    let (driver, request) = moves::get_own(conn, caller.account, id)?;
    let request = moves::at_version(request, version)?;
    moves::check(&request, RequestEvent::Submit, caller.into())?;
    let mut documents = db::documents::list_by_request(conn, id)?;
    documents.retain(|(document, _)| document.is_current);
    check_complete(&driver, &request, &documents, (form, policy))?;
    entitlement::check(conn, &driver, Some(id), policy, (today, caller.language))?;
    Ok(Complete {
        driver,
        request,
        documents,
    })
}

fn check_complete(
    driver: &DriverRow,
    request: &RequestRow,
    documents: &[DocumentWithFile],
    (form, policy): (&SubmitRequestRequest, &RulePolicy),
) -> ServiceResult<()> {
    let mut faults = Faults::new();
    if !form.declaration {
        faults.push("/declaration", FieldErrorCode::ConsentRequired);
    }
    if !request.identity_confirmed {
        faults.push("/identity_confirmed", FieldErrorCode::ConsentRequired);
    }
    let required = entitlement::required_for(driver, request, policy)?;
    let given: Vec<_> = documents
        .iter()
        .map(|(document, _)| document.kind)
        .collect();
    for kind in missing_documents(&required, &given) {
        faults.push(&pointer_to("/documents", kind), FieldErrorCode::Required);
    }
    if request.delivery_address.is_none() {
        faults.push("/delivery_address", FieldErrorCode::Required);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}
