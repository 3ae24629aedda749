//! "Annuler": a draft is deleted for good, with its data and documents (guide:
//! "les informations et documents fournis ne seront pas conservés").

use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::transitions::request::may_delete;
use db::requests::RequestRow;

use super::caller::{Caller, Mover};
use super::{discard, moves, start};
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::payments::check_none_open;

/// Deletes the caller's draft.
///
/// # Errors
///
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if it is no longer at
/// `version`; [`ProblemCode::WrongState`] once it is sent; [`ProblemCode::PaymentOpen`] while
/// money may still come for it; [`ProblemCode::RefundOpen`] while money goes back.
pub async fn cancel_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let (_, request) = moves::get_own(tx, caller.account, id)?;
        let request = moves::at_version(request, version)?;
        delete(tx, &request, caller.into(), "request.cancelled")
    })
    .await
}

/// Deletes a draft. Of it only an audit line without personal data remains.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    mover: Mover,
    action: &str,
) -> ServiceResult<()> {
    if !may_delete(request.status, mover.by()) {
        return Err(ProblemCode::WrongState.into());
    }
    check_none_open(tx, request.id)?;
    if db::refunds::has_open(tx, request.id)? {
        return Err(ProblemCode::RefundOpen.into());
    }
    let documents = db::documents::list_by_request(tx, request.id)?;
    let files: Vec<_> = documents.into_iter().map(|(_, file)| file.id).collect();
    db::requests::delete(tx, request)?;
    discard::files(tx, &files)?;
    let account = db::drivers::get(tx, request.driver_id)?.account_id;
    start::forget(tx, account, request.id)?;
    let details = serde_json::json!({ "driver": request.driver_id, "files": files.len() });
    tx.audit(&mover.actor(), action, request.id, &details)
}
