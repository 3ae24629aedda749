//! A reviewer takes a request, also one that a colleague has.

use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::statuses::RequestStatus;
use common::transitions::request::RequestEvent;
use db::requests::RequestChanges;

use super::view::{get_visible, of_staff};
use crate::audit::Actor;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;
use crate::requests::moves;

/// Gives a request to the caller.
///
/// # Errors
///
/// [`ServiceError::Stale`](crate::ServiceError::Stale) if it is no longer at
/// `version`; `WrongState` unless it waits for a reviewer or is under review.
pub async fn take_request(
    ctx: &Context,
    caller: Caller,
    id: RequestId,
    version: i64,
) -> ServiceResult<StaffRequestView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let (_, request) = get_visible(tx, caller, id)?;
        let request = moves::at_version(request, version)?;
        let changes = RequestChanges {
            assigned_to: Some(caller.account),
            ..RequestChanges::default()
        };
        match request.status {
            RequestStatus::Submitted => {
                moves::apply(tx, &request, RequestEvent::Take, caller.into(), changes)?;
            }
            RequestStatus::UnderReview if request.assigned_to != Some(caller.account) => {
                db::requests::update(tx, &request, &changes, now)?;
                let details = serde_json::json!({ "from": request.assigned_to });
                let actor = Actor::of(caller.account, caller.role);
                tx.audit(&actor, "request.reassigned", id, &details)?;
            }
            _ => return Err(ProblemCode::WrongState.into()),
        }
        of_staff(tx, caller, id)
    })
    .await
}
