//! What things cost.

use chrono::NaiveDate;
use common::dto::payment::FeeView;
use common::rules::fee::split;
use common::words::FeeCode;
use db::Conn;

use crate::error::ServiceResult;

/// What something costs on a day.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if no amount applies yet.
pub(crate) fn in_force(conn: &mut Conn, code: FeeCode, day: NaiveDate) -> ServiceResult<FeeView> {
    let row = db::fees::get_in_force(conn, code, day)?;
    Ok(view(row.code, row.amount_cents, row.vat_basis_points))
}

/// An amount with its parts.
pub(crate) fn view(code: FeeCode, amount_cents: i64, vat_basis_points: i32) -> FeeView {
    let amounts = split(amount_cents, vat_basis_points.into());
    FeeView {
        code,
        amount_cents,
        net_cents: amounts.net_cents,
        vat_cents: amounts.vat_cents,
        vat_basis_points,
    }
}
