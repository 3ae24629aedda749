//! A member of the staff enters what something costs from a coming day on.

use common::dates::paris_date;
use common::dto::fee::{EnterFeeRequest, FeeLine};
use common::forms::fee::check_fee;
use common::ids::FeeId;
use common::problem_code::ProblemCode;
use db::fees::FeeRow;

use super::list::lines;
use crate::audit::Actor;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;

/// Enters an amount.
///
/// # Errors
///
/// Every wrong field; [`ProblemCode::AlreadyExists`] if there is an amount from that day.
pub async fn enter_fee(
    ctx: &Context,
    caller: Caller,
    form: EnterFeeRequest,
) -> ServiceResult<FeeLine> {
    ctx.write(move |tx| {
        let (now, today) = (tx.now, paris_date(tx.now));
        let fee = check_fee(&form, today)?;
        if db::fees::exists(tx, fee.code, fee.applies_from)? {
            return Err(ServiceError::Refused(ProblemCode::AlreadyExists));
        }
        let row = FeeRow {
            id: FeeId::new(),
            code: fee.code,
            amount_cents: fee.amount_cents,
            vat_basis_points: fee.vat_basis_points,
            applies_from: fee.applies_from,
            created_by: Some(caller.account),
            created_at: now.naive_utc(),
        };
        db::fees::insert(tx, &row)?;
        let actor = Actor::of(caller.account, caller.role);
        tx.audit(&actor, "fee.entered", row.id, &facts(&row))?;
        let shown = lines(tx, std::slice::from_ref(&row), &[], today)?;
        shown.into_iter().next().ok_or(ServiceError::NotFound)
    })
    .await
}

/// What the audit trail keeps of an amount, which may be removed.
pub(super) fn facts(row: &FeeRow) -> serde_json::Value {
    serde_json::json!({
        "fee": row.code,
        "amount_cents": row.amount_cents,
        "vat_basis_points": row.vat_basis_points,
        "applies_from": row.applies_from,
    })
}
