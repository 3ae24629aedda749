//! A reviewer accepts or refuses one document.

use common::dto::staff::{DecideDocumentRequest, StaffRequestView};
use common::field_error::{Faults, FieldErrorCode};
use common::ids::{DocumentId, RequestId};
use common::problem_code::ProblemCode;
use common::statuses::{DocumentStatus, RequestStatus};
use common::words::ReasonCode;
use db::documents::Decision;

use super::comment::comment;
use super::view::{get_visible, of_staff};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::requests::moves;

/// Records a decision; the reviewer may think again while the request is under review.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::NotFound`] unless the document is the
/// version in force of this request; [`ServiceError::Stale`] if the request is no
/// longer at `version`; `WrongState` unless it is under review.
pub async fn decide_document(
    ctx: &Context,
    caller: Caller,
    (id, document): (RequestId, DocumentId),
    version: i64,
    form: DecideDocumentRequest,
) -> ServiceResult<StaffRequestView> {
    let checked = check(&form);
    ctx.write(move |tx| {
        let now = tx.now;
        let (_, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        let (row, _) = db::documents::get(tx, document)?;
        if row.request_id != id || !row.is_current {
            return Err(ServiceError::NotFound);
        }
        if request.status != RequestStatus::UnderReview {
            return Err(ProblemCode::WrongState.into());
        }
        let (status, reason, comment) = checked.clone()?;
        let decision = Decision {
            status,
            reason,
            comment,
            by: caller.account,
        };
        db::documents::decide(tx, document, &decision, now)?;
        moves::touch(tx, &request)?;
        let details = serde_json::json!({ "request": id, "to": status, "reason": reason });
        let actor = Actor::of(caller.account, caller.role);
        tx.audit(&actor, "document.decided", document, &details)?;
        of_staff(tx, caller, id)
    })
    .await
}

type Checked = (DocumentStatus, Option<ReasonCode>, Option<String>);

fn check(form: &DecideDocumentRequest) -> Result<Checked, Faults> {
    let mut faults = Faults::new();
    let comment = comment(&form.comment, "/comment", &mut faults);
    let reason = match form.decision {
        DocumentStatus::Received => {
            faults.push("/decision", FieldErrorCode::UnknownValue);
            None
        }
        DocumentStatus::Accepted => None,
        DocumentStatus::Refused => {
            if form.reason.is_none() {
                faults.push("/reason", FieldErrorCode::Required);
            }
            if form.reason == Some(ReasonCode::Other) && comment.is_none() {
                faults.push("/comment", FieldErrorCode::Required);
            }
            form.reason
        }
    };
    faults.into_result(Some((form.decision, reason, comment)))
}
