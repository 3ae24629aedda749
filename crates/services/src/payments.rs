//! Payments. Everything that asks the provider is a job; what comes back with the
//! browser or with a notice only has the provider asked (domain §9.7, ADR 9).

pub mod abandon;
pub(crate) mod ask;
pub mod fees;
pub mod notice;
pub mod open;
pub mod settle;
pub mod upkeep;
pub mod view;

use common::ids::{RequestId, ReturnedMailId};
use common::problem_code::ProblemCode;
use db::Conn;
use db::payments::PaymentRow;

use crate::error::{ServiceError, ServiceResult};

/// Makes sure that no money can still come for a request.
///
/// # Errors
///
/// [`ProblemCode::PaymentOpen`] while a payment is under way: it is abandoned first.
pub(crate) fn check_none_open(conn: &mut Conn, request: RequestId) -> ServiceResult<()> {
    check_closed(db::payments::find_last(conn, request)?)
}

/// As [`check_none_open`], for sending a letter again.
pub(crate) fn check_none_open_for(conn: &mut Conn, returned: ReturnedMailId) -> ServiceResult<()> {
    check_closed(db::payments::find_last_of_return(conn, returned)?)
}

fn check_closed(last: Option<PaymentRow>) -> ServiceResult<()> {
    match last {
        Some(payment) if payment.status.is_open() => {
            Err(ServiceError::Refused(ProblemCode::PaymentOpen))
        }
        _ => Ok(()),
    }
}
