//! Gives a document with a request.

use std::sync::Arc;

use common::dto::request::RequestView;
use common::ids::RequestId;
use common::words::DocumentKind;

use super::caller::Caller;
use super::stored_document::{self, StoredUpload};
use super::{moves, view};
use crate::context::Context;
use crate::error::ServiceResult;
use crate::uploads::inspect;

/// An uploaded file.
#[derive(Clone)]
pub struct Upload {
    /// What it is said to show.
    pub kind: DocumentKind,
    /// What its sender calls it.
    pub name: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upload")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Looks into a file and keeps it as the version in force of its kind.
///
/// # Errors
///
/// The one reason why the file cannot be kept, with the pointer `/file`;
/// `WrongState` if the document cannot be given now.
pub async fn upload_document(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    upload: Upload,
) -> ServiceResult<RequestView> {
    let Upload { kind, name, bytes } = upload;
    // What costs little is asked first, and asked again below.
    let settings = Arc::clone(&ctx.settings);
    ctx.read(move |conn| {
        let (driver, request) = moves::get_own(conn, caller.account, id)?;
        stored_document::find_place(conn, &settings.policy, &driver, &request, kind)
    })
    .await?;
    let inspected = inspect(kind, bytes).await;
    let inspected =
        inspected.map_err(|refusal| stored_document::refused(refusal, caller.language))?;
    let stored = Arc::new(StoredUpload::keep(ctx, inspected).await?);
    let name = stored_document::shown_name(name.as_deref(), kind);
    let in_write = Arc::clone(&stored);
    let view = ctx
        .write(move |tx| {
            let policy = &tx.settings.policy;
            let (driver, request) = moves::get_own(tx, caller.account, id)?;
            let item = stored_document::find_place(tx, policy, &driver, &request, kind)?;
            let place = (kind, name.as_str());
            let document = stored_document::put(tx, &request, item.as_ref(), place, &in_write)?;
            moves::touch(tx, &request)?;
            let details = serde_json::json!({ "document": document, "kind": kind });
            let actor = crate::audit::Actor::of(caller.account, caller.role);
            tx.audit(&actor, "document.received", id, &details)?;
            view::of_driver(tx, caller, id)
        })
        .await?;
    stored.confirm(ctx).await?;
    Ok(view)
}
