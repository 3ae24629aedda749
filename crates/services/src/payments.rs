//! Payments. Everything that asks the provider is a job; what comes back with the
//! browser or with a notice only has the provider asked (domain §9.7, ADR 9).

pub mod abandon;
pub(crate) mod ask;
mod failed;
pub mod fees;
pub mod notice;
pub mod open;
pub mod settle;
pub mod upkeep;
pub mod view;

use common::ids::{RequestId, ReturnedMailId};
use common::problem_code::ProblemCode;
use db::Conn;

use crate::error::{ServiceError, ServiceResult};

/// What a payment is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PaidFor {
    /// A request that replaces a card.
    Replacement(RequestId),
    /// Sending a letter again that came back.
    Reshipment(ReturnedMailId),
}

impl From<RequestId> for PaidFor {
    fn from(id: RequestId) -> Self {
        Self::Replacement(id)
    }
}

impl From<ReturnedMailId> for PaidFor {
    fn from(id: ReturnedMailId) -> Self {
        Self::Reshipment(id)
    }
}

/// Whether money can still come for something.
pub(crate) fn is_open(conn: &mut Conn, paid_for: impl Into<PaidFor>) -> ServiceResult<bool> {
    let last = match paid_for.into() {
        PaidFor::Replacement(id) => db::payments::find_last(conn, id)?,
        PaidFor::Reshipment(id) => db::payments::find_last_of_return(conn, id)?,
    };
    Ok(last.is_some_and(|payment| payment.status.is_open()))
}

/// Makes sure that no money can still come for something.
///
/// # Errors
///
/// [`ProblemCode::PaymentOpen`] while a payment is under way: it is abandoned first.
pub(crate) fn check_none_open(conn: &mut Conn, paid_for: impl Into<PaidFor>) -> ServiceResult<()> {
    if is_open(conn, paid_for)? {
        return Err(ServiceError::Refused(ProblemCode::PaymentOpen));
    }
    Ok(())
}
