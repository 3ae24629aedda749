//! The new address is paid for, or free: the card can be sent there.

use common::ids::ReturnedMailId;
use common::transitions::returned_mail::ReturnedMailEvent;
use db::returned_mail::ReturnedMailChanges;

use super::moves;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::requests::caller::Mover;

/// Notes that a letter is to be sent to its new address.
///
/// # Errors
///
/// [`ProblemCode::WrongState`](common::problem_code::ProblemCode::WrongState) unless it
/// waits for its driver.
pub(crate) fn settle(tx: &mut Tx<'_>, id: ReturnedMailId) -> ServiceResult<()> {
    let letter = db::returned_mail::get(tx, id)?;
    moves::apply(
        tx,
        &letter,
        ReturnedMailEvent::Settle,
        Mover::System,
        ReturnedMailChanges::default(),
    )
}
