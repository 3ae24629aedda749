//! "Mon adresse est incorrecte. Je la modifie et procède au paiement relatif au frais de
//! réexpédition" (guide).

use common::dates::paris_date;
use common::dto::returned_mail::{ChangeReturnAddressRequest, ReturnedMailView};
use common::field_error::Faults;
use common::ids::ReturnedMailId;
use common::problem_code::ProblemCode;
use common::statuses::ReturnedMailStatus;
use common::validation::address::check_address;
use db::json::Json;
use db::returned_mail::ReturnedMailChanges;

use super::{moves, settle, view};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::payments::ask::{Asked, ask};
use crate::payments::check_none_open;
use crate::requests::caller::Caller;

/// Keeps the new address with its price, which the first order froze, and asks for the
/// payment. What costs nothing is settled at once.
///
/// # Errors
///
/// Every wrong field of the address; [`ProblemCode::WrongState`] unless the letter waits
/// for an answer; [`ProblemCode::PaymentOpen`] while a payment is under way;
/// [`ServiceError::Stale`] if the letter is no longer at `version`.
pub async fn order_reshipment(
    ctx: &Context,
    caller: Caller,
    id: ReturnedMailId,
    version: i64,
    form: ChangeReturnAddressRequest,
) -> ServiceResult<ReturnedMailView> {
    let mut faults = Faults::new();
    let address = faults.within("/delivery_address", |faults| {
        check_address(&form.delivery_address, faults)
    });
    let address = faults.into_result(address)?;
    ctx.write(move |tx| {
        let now = tx.now;
        let letter = moves::at_version(view::get_own(tx, caller, id)?, version)?;
        if letter.status != ReturnedMailStatus::AwaitingDriver {
            return Err(ServiceError::Refused(ProblemCode::WrongState));
        }
        check_none_open(tx, id)?;
        let fee = view::fee(tx, &letter, paris_date(now))?;
        let changes = ReturnedMailChanges {
            new_address: Some(Some(Json::new(address.clone())?)),
            fee_code: Some(Some(fee.code)),
            amount_cents: Some(Some(fee.amount_cents)),
            vat_basis_points: Some(Some(fee.vat_basis_points)),
            ..ReturnedMailChanges::default()
        };
        db::returned_mail::update(tx, &letter, &changes, now)?;
        if fee.amount_cents == 0 {
            settle(tx, id)?;
        } else {
            let asked = Asked {
                request: letter.request_id,
                returned_mail: Some(id),
                driver: letter.driver_id,
            };
            ask(tx, caller, &asked, &fee)?;
        }
        view::of_driver(tx, caller, id)
    })
    .await
}
