//! Makes the original of an invoice, keeps it and mails it.

use common::ids::{FileId, InvoiceId};
use common::money::Cents;
use db::files::FileRow;
use db::invoices::InvoiceRow;
use documents::invoice::{
    Buyer, InvoiceData, InvoiceKind as Printed, InvoiceLine, InvoiceTotals, Payment, invoice_pdf,
};
use serde::{Deserialize, Serialize};

use super::content::{Content, description};
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::jobs::{AttachmentRef, Job, JobContext};
use crate::mails::{Mail, addressee};
use crate::papers;

/// Makes the document of an invoice or a credit note and mails the original, once.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct IssueInvoice {
    /// The invoice.
    pub invoice: InvoiceId,
}

/// The mail with the original (guide: "la facture originale m'est envoyée par
/// courrier électronique").
#[derive(Serialize)]
struct InvoiceIssued {
    invoice: String,
    reference: String,
    url: String,
    #[serde(skip)]
    original: FileId,
}

impl Mail for InvoiceIssued {
    const TEMPLATE: &'static str = "invoice_issued";

    fn attachments(&self) -> Vec<AttachmentRef> {
        vec![AttachmentRef {
            file: self.original,
            name: format!("facture-{}.pdf", self.invoice),
        }]
    }
}

/// The mail with a credit note: the payment was given back.
#[derive(Serialize)]
struct CreditNoteIssued {
    credit_note: String,
    invoice: String,
    amount: String,
    reference: String,
    url: String,
    #[serde(skip)]
    original: FileId,
}

impl Mail for CreditNoteIssued {
    const TEMPLATE: &'static str = "credit_note_issued";

    fn attachments(&self) -> Vec<AttachmentRef> {
        vec![AttachmentRef {
            file: self.original,
            name: format!("avoir-{}.pdf", self.credit_note),
        }]
    }
}

impl Job for IssueInvoice {
    const NAME: &'static str = "issue_invoice";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.invoice;
        let row = ctx
            .read(move |conn| Ok(db::invoices::get(conn, id)?))
            .await?;
        if row.file_id.is_some() {
            return Ok(());
        }
        let content: Content = serde_json::from_str(&row.content)?;
        let file = make(ctx, &row, &content).await?;
        let kept = ctx.write(move |tx| keep(tx, &row, &content, &file)).await;
        match kept {
            // Another worker was faster; its original stands.
            Err(ServiceError::Stale) => Ok(()),
            other => Ok(other?),
        }
    }
}

async fn make(ctx: &Context, row: &InvoiceRow, content: &Content) -> anyhow::Result<FileRow> {
    let (data, language) = (shown(ctx, row, content), content.language);
    let made = papers::make(move || invoice_pdf(&data, language)).await;
    Ok(papers::keep(ctx, made.map_err(papers::job_failure)?).await?)
}

fn keep(tx: &mut Tx<'_>, row: &InvoiceRow, content: &Content, file: &FileRow) -> ServiceResult<()> {
    db::files::insert(tx, file)?;
    db::invoices::keep_original(tx, row.id, file.id)?;
    let (_, to, _) = addressee(tx, row.driver_id)?;
    let (reference, url) = (content.request.clone(), tx.settings.link("mes-factures"));
    let number = row.reference.clone();
    match &content.corrects {
        None => tx.mail(
            &to,
            &InvoiceIssued {
                invoice: number,
                reference,
                url,
                original: file.id,
            },
        ),
        Some(corrected) => tx.mail(
            &to,
            &CreditNoteIssued {
                credit_note: number,
                invoice: corrected.number.clone(),
                amount: Cents(content.gross_cents).text(to.language),
                reference,
                url,
                original: file.id,
            },
        ),
    }
}

fn shown(ctx: &Context, row: &InvoiceRow, content: &Content) -> InvoiceData {
    let (net, vat) = (Cents(content.net_cents), Cents(content.vat_cents));
    let gross = Cents(content.gross_cents);
    InvoiceData {
        operator: papers::operator(&ctx.settings),
        kind: match &content.corrects {
            None => Printed::Invoice,
            Some(corrected) => Printed::CreditNote {
                corrects: corrected.number.clone(),
                corrects_issued_on: corrected.issued_on,
            },
        },
        number: row.reference.clone(),
        issued_on: row.issued_on,
        service_on: content.paid_on,
        seller: content.seller.printed(),
        buyer: Buyer {
            name: content.buyer.clone(),
            address: content.address.clone(),
            billing_address: content.billing_address.clone(),
        },
        order_reference: content.request.clone(),
        lines: vec![InvoiceLine {
            description: description(content.fee, content.language).to_owned(),
            quantity: 1,
            unit_price: net,
            vat_rate: content.vat_basis_points,
            vat,
            total: gross,
        }],
        totals: InvoiceTotals { net, vat, gross },
        due_on: row.issued_on,
        payment: Payment {
            paid_on: content.paid_on,
            reference: content.payment.clone(),
        },
    }
}
