//! A payment as its driver sees it.

use common::dto::payment::PaymentView;
use common::ids::PaymentId;
use db::payments::PaymentRow;

use crate::context::Context;
use crate::error::ServiceResult;
use crate::requests::caller::Caller;
use crate::requests::moves;

/// One of the caller's payments, as far as the provider has told.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if it is not the caller's.
pub async fn get_payment(
    ctx: &Context,
    caller: Caller,
    id: PaymentId,
) -> ServiceResult<PaymentView> {
    ctx.read(move |conn| {
        let driver = moves::open_space(conn, caller.account)?;
        Ok(view(&db::payments::get_of_driver(conn, driver, id)?))
    })
    .await
}

/// A payment out of its row.
pub(crate) fn view(row: &PaymentRow) -> PaymentView {
    let page = row.checkout_url.clone();
    PaymentView {
        id: row.id,
        request_id: row.request_id,
        status: row.status,
        amount_cents: row.amount_cents,
        checkout_url: page.filter(|_| row.status.is_open()),
        decline_reason: row.decline_reason,
        expires_at: row.expires_at.and_utc(),
        captured_at: row.captured_at.map(|at| at.and_utc()),
    }
}
