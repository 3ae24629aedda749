//! The files of a request, for those who may read them: its driver, and the
//! staff who review it, whose reading is recorded. Production sees what is printed,
//! while it is printed.

use bytes::Bytes;
use common::dates::paris_date;
use common::ids::{DocumentId, FileId, RequestId};
use common::statuses::RequestStatus;
use common::words::{DocumentKind, Language, Role};
use db::Conn;
use db::documents::DocumentRow;
use db::drivers::DriverRow;
use db::requests::RequestRow;

use super::caller::Caller;
use super::view::{Scene, build};
use super::{acknowledgement, summary};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// The documents that are printed on a card (fields 6 and 7).
const PRINTED: [DocumentKind; 2] = [DocumentKind::Photo, DocumentKind::Signature];

/// A file that may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadableFile {
    /// The row in `files`.
    pub file: FileId,
    /// Its name in the store.
    pub sha256: String,
    /// What it is by its content.
    pub media_type: String,
    /// The name to save it under.
    pub name: String,
}

/// Whether the caller may open a document given with a request.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none or the caller may not read it.
pub async fn check_document(ctx: &Context, caller: Caller, id: DocumentId) -> ServiceResult<()> {
    ctx.read(move |conn| {
        let (document, _) = db::documents::get(conn, id)?;
        readable_document(conn, caller, &document)
    })
    .await
}

/// A document given with a request; that staff opens it is recorded.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none or the caller may not read it.
pub async fn document_for_download(
    ctx: &Context,
    caller: Caller,
    id: DocumentId,
) -> ServiceResult<ReadableFile> {
    ctx.write(move |tx| {
        let (document, file) = db::documents::get(tx, id)?;
        readable_document(tx, caller, &document)?;
        if caller.role.is_staff() {
            let details =
                serde_json::json!({ "request": document.request_id, "kind": document.kind });
            let actor = Actor::of(caller.account, caller.role);
            tx.audit(&actor, "document.read", id, &details)?;
        }
        Ok(ReadableFile {
            file: file.id,
            sha256: file.sha256,
            media_type: file.media_type,
            name: document.name,
        })
    })
    .await
}

/// The acknowledgement of receipt of a request.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none yet or the caller may not read it.
pub async fn acknowledgement_for_download(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<ReadableFile> {
    ctx.read(move |conn| {
        let (_, request) = readable(conn, caller, id)?;
        let file = request.acknowledgement_id.ok_or(ServiceError::NotFound)?;
        let file = db::files::get(conn, file)?;
        Ok(ReadableFile {
            file: file.id,
            sha256: file.sha256,
            media_type: file.media_type,
            name: acknowledgement::file_name(&request, caller.language),
        })
    })
    .await
}

/// Whether the caller may have a request's summary made.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is no such request or the caller may not read it.
pub async fn check_summary(ctx: &Context, caller: Caller, id: RequestId) -> ServiceResult<()> {
    ctx.read(move |conn| readable(conn, caller, id).map(|_| ()))
        .await
}

/// A request's summary as a PDF, with the name to save it under.
///
/// # Errors
///
/// As [`check_summary`].
pub async fn request_summary(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    language: Language,
) -> ServiceResult<(Bytes, String)> {
    let (today, settings) = (paris_date(ctx.now()), ctx.settings.clone());
    let view = ctx
        .read(move |conn| {
            let (driver, request) = readable(conn, caller, id)?;
            build(
                conn,
                &Scene {
                    policy: &settings.policy,
                    today,
                    language,
                },
                &driver,
                &request,
            )
        })
        .await?;
    let word = language.choose("recapitulatif", "summary");
    let name = format!("{word}-{}.pdf", view.summary.reference);
    Ok((summary::make(ctx, &view, language).await?, name))
}

/// As [`readable`]; and production sees what it prints while it prints it.
fn readable_document(conn: &mut Conn, caller: Caller, document: &DocumentRow) -> ServiceResult<()> {
    if caller.role == Role::Production {
        let request = db::requests::get(conn, document.request_id)?;
        let is_printed = PRINTED.contains(&document.kind) && document.is_current;
        return if is_printed && request.status == RequestStatus::InProduction {
            Ok(())
        } else {
            Err(ServiceError::NotFound)
        };
    }
    readable(conn, caller, document.request_id).map(|_| ())
}

fn readable(
    conn: &mut Conn,
    caller: Caller,
    id: RequestId,
) -> ServiceResult<(DriverRow, RequestRow)> {
    let request = db::requests::get(conn, id)?;
    let driver = db::drivers::get(conn, request.driver_id)?;
    let may_read = match caller.role {
        Role::Driver => driver.account_id == caller.account,
        // A draft is nobody's business but its driver's.
        Role::Agent | Role::Supervisor => request.status != RequestStatus::Draft,
        Role::Production | Role::Administrator => false,
    };
    if may_read {
        Ok((driver, request))
    } else {
        Err(ServiceError::NotFound)
    }
}
