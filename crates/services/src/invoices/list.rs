//! "Mes factures".

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::page::cut;
use common::dto::payment::InvoiceView;
use common::ids::{DriverId, InvoiceId};
use common::rules::policy::RetentionPolicy;
use common::rules::retention::{invoice_kept_until, is_invoice_available};
use db::invoices::InvoiceRow;

use super::content::Content;
use crate::context::Context;
use crate::error::ServiceResult;

/// Which invoices.
#[derive(Clone, Copy, Debug)]
pub struct InvoicesWanted {
    /// Of this year alone.
    pub year: Option<i32>,
    /// Older than this one.
    pub before: Option<InvoiceId>,
    /// How many at most.
    pub limit: u32,
}

/// A driver's invoices whose duplicates can be had, newest first, and the last one's id
/// if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_invoices(
    ctx: &Context,
    driver: DriverId,
    wanted: InvoicesWanted,
) -> ServiceResult<(Vec<InvoiceView>, Option<InvoiceId>)> {
    let (today, settings) = (paris_date(ctx.now()), std::sync::Arc::clone(&ctx.settings));
    ctx.read(move |conn| {
        let retention = &settings.policy.retention;
        let year = wanted.year.and_then(|year| {
            let from = NaiveDate::from_ymd_opt(year, 1, 1)?;
            Some((from, NaiveDate::from_ymd_opt(year, 12, 31)?))
        });
        let page = (wanted.before, i64::from(wanted.limit) + 1);
        let mut rows = db::invoices::list_by_driver(conn, driver, year, page)?;
        let has_more = cut(&mut rows, wanted.limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.id);
        let available = rows
            .iter()
            .filter(|row| is_invoice_available(row.issued_on, today, retention));
        let views = available.map(|row| view(row, retention));
        Ok((views.collect::<ServiceResult<_>>()?, last))
    })
    .await
}

fn view(row: &InvoiceRow, retention: &RetentionPolicy) -> ServiceResult<InvoiceView> {
    let content: Content = serde_json::from_str(&row.content)?;
    Ok(InvoiceView {
        id: row.id,
        number: row.reference.clone(),
        kind: row.kind,
        issued_on: row.issued_on,
        fee: content.fee,
        request_reference: content.request,
        amount_cents: row.amount_cents,
        kept_until: invoice_kept_until(row.issued_on, retention),
        is_ready: row.file_id.is_some(),
    })
}
