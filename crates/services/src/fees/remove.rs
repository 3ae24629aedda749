//! A member of the staff takes back an amount that has not begun.

use common::dates::paris_date;
use common::ids::FeeId;
use common::problem_code::ProblemCode;

use super::enter::facts;
use crate::audit::Actor;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;

/// Removes a coming amount. The audit trail keeps what it was.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is none; [`ProblemCode::WrongState`] once it has begun.
pub async fn remove_fee(ctx: &Context, caller: Caller, id: FeeId) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let today = paris_date(tx.now);
        let row = db::fees::get(tx, id)?;
        if row.applies_from <= today {
            return Err(ServiceError::Refused(ProblemCode::WrongState));
        }
        db::fees::delete_coming(tx, id, today)?;
        let actor = Actor::of(caller.account, caller.role);
        tx.audit(&actor, "fee.removed", id, &facts(&row))
    })
    .await
}
