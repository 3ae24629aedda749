//! Gives an invoice or a credit note its number, in the transaction that takes the money
//! or gives it back.

use chrono::Datelike as _;
use common::dates::paris_date;
use common::dto::payment::InvoiceKind;
use common::ids::InvoiceId;
use common::rules::fee::split;
use db::invoices::InvoiceRow;
use db::json::Json;
use db::payments::PaymentRow;

use super::content::{Content, Corrected};
use super::issue::IssueInvoice;
use crate::accounts::identity_rows;
use crate::audit::Actor;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};

/// Numbers the invoice of a payment and has its document made.
pub(crate) fn allocate(tx: &mut Tx<'_>, payment: &PaymentRow) -> ServiceResult<()> {
    let content = content(tx, payment)?;
    issue(tx, payment, InvoiceKind::Invoice, &content)
}

/// Numbers the credit note that corrects the invoice of a payment, word by word.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the payment has no invoice.
pub(crate) fn allocate_credit_note(tx: &mut Tx<'_>, payment: &PaymentRow) -> ServiceResult<()> {
    let invoice = db::invoices::get_of_payment(tx, payment.id)?;
    let content = Content {
        paid_on: paris_date(tx.now),
        corrects: Some(Corrected {
            number: invoice.reference,
            issued_on: invoice.issued_on,
        }),
        ..serde_json::from_str(&invoice.content)?
    };
    issue(tx, payment, InvoiceKind::CreditNote, &content)
}

/// Numbers of a series have no gap, since a payment that is not taken gives its number
/// back, and their dates never go back.
fn issue(
    tx: &mut Tx<'_>,
    payment: &PaymentRow,
    kind: InvoiceKind,
    content: &Content,
) -> ServiceResult<()> {
    let today = paris_date(tx.now);
    let letter = match kind {
        InvoiceKind::Invoice => 'F',
        InvoiceKind::CreditNote => 'A',
    };
    let series = format!("{letter}{}", today.year());
    let number = db::sequences::next(tx, &format!("invoice-{series}"))?;
    let last_day = db::invoices::find_last_day(tx, &series)?;
    let row = InvoiceRow {
        id: InvoiceId::new(),
        reference: format!("{series}-{number:06}"),
        series,
        number,
        kind,
        driver_id: payment.driver_id,
        payment_id: payment.id,
        issued_on: last_day.map_or(today, |last| last.max(today)),
        amount_cents: content.gross_cents,
        vat_cents: content.vat_cents,
        content: serde_json::to_string(content)?,
        file_id: None,
        created_at: tx.now.naive_utc(),
        refund_id: None,
    };
    db::invoices::insert(tx, &row)?;
    tx.enqueue(&IssueInvoice { invoice: row.id })?;
    let details = serde_json::json!({ "payment": payment.id, "number": row.reference });
    tx.audit(&Actor::system(), "invoice.issued", row.id, &details)
}

fn content(tx: &mut Tx<'_>, payment: &PaymentRow) -> ServiceResult<Content> {
    let request = db::requests::get(tx, payment.request_id)?;
    let (address, billing_address) = match payment.returned_mail_id {
        Some(returned) => (db::returned_mail::get(tx, returned)?.new_address, None),
        None => {
            let replacement = db::replacements::get(tx, payment.request_id)?;
            (request.delivery_address, replacement.billing_address)
        }
    };
    let driver = db::drivers::get(tx, payment.driver_id)?;
    let account = db::accounts::get(tx, driver.account_id)?;
    let amounts = split(payment.amount_cents, payment.vat_basis_points.into());
    let identity = identity_rows::to_view(&driver.identity);
    Ok(Content {
        seller: tx.settings.seller.clone(),
        buyer: identity_rows::display_name(&identity),
        address: address
            .map(Json::into_inner)
            .ok_or(ServiceError::NotFound)?,
        billing_address: billing_address.map(Json::into_inner),
        language: account.language,
        fee: payment.fee_code,
        request: request.reference,
        net_cents: amounts.net_cents,
        vat_cents: amounts.vat_cents,
        gross_cents: amounts.gross_cents,
        vat_basis_points: u32::try_from(payment.vat_basis_points).unwrap_or_default(),
        paid_on: paris_date(tx.now),
        payment: payment.id.to_string(),
        corrects: None,
    })
}
