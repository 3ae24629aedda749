//! Tells a driver that a payment came to nothing, with the way to try again.

use common::money::Cents;
use db::payments::PaymentRow;
use serde::Serialize;

use super::open::page;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, addressee};

#[derive(Serialize)]
struct PaymentFailed {
    amount: String,
    reference: String,
    is_declined: bool,
    url: String,
}

impl Mail for PaymentFailed {
    const TEMPLATE: &'static str = "payment_failed";
}

/// The provider's page has closed without money. Who turned back by themselves need not
/// be told.
pub(super) fn tell(tx: &mut Tx<'_>, payment: &PaymentRow) -> ServiceResult<()> {
    let request = db::requests::get(tx, payment.request_id)?;
    let (_, to, _) = addressee(tx, payment.driver_id)?;
    let mail = PaymentFailed {
        amount: Cents(payment.amount_cents).text(to.language),
        reference: request.reference,
        is_declined: payment.decline_reason.is_some(),
        url: tx.settings.link(&page(payment)),
    };
    tx.mail(&to, &mail)
}
