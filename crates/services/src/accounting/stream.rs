//! The accounts piece by piece: however many there are, a few hundred are in memory.

use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use common::dto::accounting::AccountsFormat;
use common::dto::payment::InvoiceKind;
use common::forms::accounting::AccountsWanted;
use common::ids::InvoiceId;
use common::money::Cents;
use common::words::Language;
use db::invoices::InvoiceRow;
use documents::accounts::{Accounted, AccountedDetails, csv, fec};
use futures_util::stream::{BoxStream, StreamExt as _, try_unfold};

use crate::context::Context;
use crate::error::ServiceResult;
use crate::invoices::Content;
use crate::settings::Settings;

/// How many documents are read at once.
const PAGE: i64 = 500;

/// The accounts of a period as a file that is written while it is read.
pub struct AccountsFile {
    /// The name under which a browser saves it.
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
    /// The bytes, one piece after the other.
    pub pieces: BoxStream<'static, ServiceResult<Bytes>>,
}

impl std::fmt::Debug for AccountsFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountsFile")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Where the next piece begins.
#[derive(Clone, Copy)]
struct Position {
    /// The last document that was read; none at the beginning.
    after: Option<(NaiveDate, InvoiceId)>,
    /// How many were issued before the next one.
    before: u64,
}

impl AccountsFile {
    /// The accounts of a period, before which so many documents were issued. Numbers of
    /// entries go on from there, so that files of periods that follow each other are one
    /// sequence without a gap.
    pub(super) fn new(ctx: &Context, wanted: AccountsWanted, before: u64) -> Self {
        let siren = ctx.settings.seller.siret.siren();
        let (name, media_type) = match wanted.format {
            AccountsFormat::Csv => (
                format!("factures-{}-{}.csv", wanted.from, wanted.until),
                "text/csv; charset=utf-8",
            ),
            AccountsFormat::Fec => (
                fec::file_name(&siren, wanted.until),
                "text/plain; charset=utf-8",
            ),
        };
        let begin = Position {
            after: None,
            before,
        };
        let ctx = ctx.clone();
        let pieces = try_unfold(Some(begin), move |position| {
            let ctx = ctx.clone();
            async move {
                match position {
                    Some(position) => piece(&ctx, wanted, position).await.map(Some),
                    None => Ok(None),
                }
            }
        });
        Self {
            name,
            media_type,
            pieces: pieces.boxed(),
        }
    }
}

/// The next piece, and where the one behind it begins if there is one.
async fn piece(
    ctx: &Context,
    wanted: AccountsWanted,
    position: Position,
) -> ServiceResult<(Bytes, Option<Position>)> {
    let settings = Arc::clone(&ctx.settings);
    ctx.read(move |conn| {
        let period = (wanted.from, wanted.until);
        let rows = db::invoices::list_issued(conn, period, position.after, PAGE)?;
        let mut text = String::new();
        if position.after.is_none() {
            text += &match wanted.format {
                AccountsFormat::Csv => csv::head(),
                AccountsFormat::Fec => fec::head(),
            };
        }
        let mut before = position.before;
        for row in &rows {
            before += 1;
            text += &written(&accounted(row, before)?, wanted.format, &settings);
        }
        let last = rows.last().map(|row| (row.issued_on, row.id));
        let next = last.map(|after| Position {
            after: Some(after),
            before,
        });
        Ok((Bytes::from(text), next))
    })
    .await
}

fn written(document: &Accounted, format: AccountsFormat, settings: &Settings) -> String {
    match format {
        AccountsFormat::Csv => csv::row(document),
        AccountsFormat::Fec => fec::entry(document, &settings.accounts),
    }
}

fn accounted(row: &InvoiceRow, position: u64) -> ServiceResult<Accounted> {
    let content: Content = serde_json::from_str(&row.content)?;
    Ok(Accounted {
        position,
        number: row.reference.clone(),
        is_credit_note: row.kind == InvoiceKind::CreditNote,
        issued_on: row.issued_on,
        gross: Cents(row.amount_cents),
        vat: Cents(row.vat_cents),
        details: Some(AccountedDetails {
            buyer: content.buyer,
            description: content.fee.label(Language::French).to_owned(),
            request: content.request,
            vat_rate: content.vat_basis_points,
            payment: content.payment,
            corrects: content.corrects.map(|corrected| corrected.number),
        }),
    })
}
