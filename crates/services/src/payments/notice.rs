//! A notice of the payment provider. It says that something happened, and is never
//! believed further than that.

use common::problem_code::ProblemCode;

use super::settle::SettlePayment;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// Takes a notice in and has the provider asked. One about a page that is not known
/// here changes nothing; the same one twice has it asked twice.
///
/// # Errors
///
/// [`ProblemCode::Malformed`] if it is forged, stale or unreadable.
pub async fn receive_notice(
    ctx: &Context,
    headers: &[(&str, &str)],
    body: &[u8],
) -> ServiceResult<()> {
    let notice = match ctx.payments.read_notice(headers, body, ctx.now()) {
        Ok(Some(notice)) => notice,
        Ok(None) => return Ok(()),
        Err(error) => {
            tracing::warn!(%error, "a payment notice was refused");
            return Err(ServiceError::Refused(ProblemCode::Malformed));
        }
    };
    ctx.write(move |tx| {
        let found = db::payments::find_by_provider_reference(tx, &notice.provider_reference)?;
        if let Some(payment) = found {
            tx.enqueue(&SettlePayment { payment })?;
        }
        Ok(())
    })
    .await
}
