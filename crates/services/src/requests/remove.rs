//! Takes a document back.

use common::dto::request::RequestView;
use common::ids::RequestId;
use common::words::DocumentKind;

use super::caller::Caller;
use super::rotate::find_own;
use super::stored_document;
use super::{moves, view};
use crate::context::Context;
use crate::error::ServiceResult;

/// Deletes the document in force of a kind: of a draft, or the new answer to an
/// information request, after which the refused one is in force again.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if there is none;
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if the request is no longer
/// at `version`; `WrongState` if it cannot be changed now.
pub async fn remove_document(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
    kind: DocumentKind,
) -> ServiceResult<RequestView> {
    ctx.write(move |tx| {
        let (now, policy) = (tx.now, &tx.settings.policy);
        let (driver, request) = moves::get_own(tx, caller.account, id)?;
        let request = moves::at_version(request, version)?;
        let (item, document) = find_own(tx, policy, &driver, &request, kind)?;
        let details = serde_json::json!({ "document": document.0.id, "kind": kind });
        stored_document::forget(tx, document)?;
        if let Some(item) = item {
            db::information_items::answer_document(tx, item.id, None, now)?;
            if let Some(old) = item.old_document_id {
                db::documents::set_current(tx, old, true)?;
            }
        }
        moves::touch(tx, &request)?;
        let actor = crate::audit::Actor::of(caller.account, caller.role);
        tx.audit(&actor, "document.removed", id, &details)?;
        view::of_driver(tx, caller, id)
    })
    .await
}
