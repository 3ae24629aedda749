//! The duplicate of an invoice: the original's bytes with "Duplicata" on them.

use bytes::Bytes;
use common::dates::paris_date;
use common::dto::payment::InvoiceKind;
use common::ids::{DriverId, InvoiceId};
use common::rules::retention::is_invoice_available;
use common::words::Language;
use db::invoices::InvoiceRow;

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::papers;

/// Makes sure that a driver can have a duplicate.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the invoice is not that driver's, is not made yet or
/// is older than ten years.
pub(crate) async fn check_duplicate(
    ctx: &Context,
    driver: DriverId,
    id: InvoiceId,
) -> ServiceResult<()> {
    find(ctx, driver, id).await.map(|_| ())
}

/// The duplicate, and its name.
///
/// # Errors
///
/// As [`check_duplicate`].
pub(crate) async fn duplicate_pdf(
    ctx: &Context,
    driver: DriverId,
    id: InvoiceId,
    language: Language,
) -> ServiceResult<(Bytes, String)> {
    let (invoice, sha256) = find(ctx, driver, id).await?;
    let original = ctx.files.get(&sha256).await?;
    let duplicate =
        papers::make(move || documents::duplicate::duplicate(&original, language)).await?;
    Ok((
        duplicate,
        format!("{}-{}-duplicata.pdf", word(invoice.kind), invoice.reference),
    ))
}

const fn word(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => "facture",
        InvoiceKind::CreditNote => "avoir",
    }
}

async fn find(
    ctx: &Context,
    driver: DriverId,
    id: InvoiceId,
) -> ServiceResult<(InvoiceRow, String)> {
    let (today, settings) = (paris_date(ctx.now()), std::sync::Arc::clone(&ctx.settings));
    ctx.read(move |conn| {
        let invoice = db::invoices::get_of_driver(conn, driver, id)?;
        if !is_invoice_available(invoice.issued_on, today, &settings.policy.retention) {
            return Err(ServiceError::NotFound);
        }
        let file = invoice.file_id.ok_or(ServiceError::NotFound)?;
        let sha256 = db::files::get(conn, file)?.sha256;
        Ok((invoice, sha256))
    })
    .await
}
