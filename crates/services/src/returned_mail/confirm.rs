//! "Mon adresse est correcte. Je la confirme pour que ma carte soit renvoyée à cette
//! même adresse" (guide).

use common::dto::returned_mail::ReturnedMailView;
use common::ids::ReturnedMailId;
use common::problem_code::ProblemCode;
use common::transitions::returned_mail::ReturnedMailEvent;
use db::returned_mail::ReturnedMailChanges;

use super::{moves, view};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::payments::check_none_open;
use crate::requests::caller::Caller;

/// Has the card sent to the same address again, free of charge.
///
/// # Errors
///
/// [`ProblemCode::WrongState`] if it came back from there before, or does not wait for an
/// answer; [`ProblemCode::PaymentOpen`] while another address is being paid for;
/// [`ServiceError::Stale`] if the letter is no longer at `version`.
pub async fn confirm_address(
    ctx: &Context,
    caller: Caller,
    id: ReturnedMailId,
    version: i64,
) -> ServiceResult<ReturnedMailView> {
    ctx.write(move |tx| {
        let letter = moves::at_version(view::get_own(tx, caller, id)?, version)?;
        if !letter.may_confirm {
            return Err(ServiceError::Refused(ProblemCode::WrongState));
        }
        check_none_open(tx, id)?;
        // An address that was given for a payment that came to nothing.
        let changes = ReturnedMailChanges::without_order();
        moves::apply(
            tx,
            &letter,
            ReturnedMailEvent::Confirm,
            caller.into(),
            changes,
        )?;
        view::of_driver(tx, caller, id)
    })
    .await
}
