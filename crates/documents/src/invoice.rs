//! The invoice and the credit note (CGI, annex II, article 242 nonies A), for
//! people on the page and for machines in the attached `factur-x.xml`.
//!
//! **Invariants.** Amounts that do not add up make no document.

mod check;
mod data;
mod factur_x;

use common::countries::Country;
use common::dto::address::Address;
use common::words::Language;

pub use data::{Buyer, InvoiceData, InvoiceKind, InvoiceLine, InvoiceTotals, Payment, Seller};

use crate::dates::long_date;
use crate::error::DocumentError;
use crate::layout::{Attachment, Column, Meta, PanelLine, Sheet, Tone, theme};
use crate::texts::{InvoiceTexts, Texts, fill};
use common::money::percent;

/// The invoice as a PDF/A-3 with `factur-x.xml` attached. The same data give the
/// same bytes.
///
/// # Errors
/// When amounts do not add up, a text that has to be there is empty or cannot be
/// printed, a country is unknown, or the PDF cannot be written.
pub fn invoice_pdf(data: &InvoiceData, language: Language) -> Result<Vec<u8>, DocumentError> {
    check::check(data)?;
    let texts = Texts::of(language);
    let words = &texts.invoice;
    let title = match data.kind {
        InvoiceKind::Invoice => words.title,
        InvoiceKind::CreditNote { .. } => words.credit_title,
    };
    let mut sheet = Sheet::new(Meta {
        title: format!("{title} {}", data.number),
        reference: &data.number,
        operator: &data.operator,
        texts,
    })?;
    let issued_on = long_date(data.issued_on, language);
    let about = [("number", data.number.as_str()), ("date", &issued_on)];
    sheet.title(title, &fill(words.numbered, &about));
    amount(&mut sheet, data, texts);
    parties(&mut sheet, data, texts);
    details(&mut sheet, data, texts);
    lines(&mut sheet, data, texts);
    sums(&mut sheet, data, texts);
    sheet.space(3.0);
    for mention in mentions(data, texts) {
        sheet.note(&mention);
    }
    sheet.note(words.duplicate);
    sheet.attach(Attachment {
        xml: factur_x::factur_x(data, &mentions(data, texts))?,
        dated: data.issued_on,
    });
    sheet.finish()
}

/// What was paid or given back, and how.
fn amount(sheet: &mut Sheet<'_>, data: &InvoiceData, texts: &Texts) {
    let words = &texts.invoice;
    let gross = data.totals.gross.text(texts.language);
    let gross = fill(words.gross_amount, &[("amount", &gross)]);
    let reference = fill(
        words.payment_reference,
        &[("reference", &data.payment.reference)],
    );
    sheet.panel(
        Tone::Calm,
        &[
            PanelLine(theme::FIGURE, &gross),
            PanelLine(theme::STRONG, &payment(data, texts)),
            PanelLine(theme::SMALL, &reference),
        ],
    );
    sheet.space(4.0);
}

fn payment(data: &InvoiceData, texts: &Texts) -> String {
    let template = match data.kind {
        InvoiceKind::Invoice => texts.invoice.paid,
        InvoiceKind::CreditNote { .. } => texts.invoice.refunded,
    };
    let paid_on = long_date(data.payment.paid_on, texts.language);
    fill(template, &[("date", &paid_on)])
}

fn parties(sheet: &mut Sheet<'_>, data: &InvoiceData, texts: &Texts) {
    let words = &texts.invoice;
    let (seller, buyer) = (&data.seller, &data.buyer);
    let mut selling = vec![seller.legal_name.clone()];
    selling.extend(address(&seller.address, texts));
    selling.push(factur_x::registration(seller));
    let site = seller.siret.as_str().get(9..).unwrap_or_default();
    selling.push(format!("SIRET {} {site}", seller.siren.pretty()));
    let vat = ("number", seller.vat_number.as_str());
    selling.push(fill(words.vat_number, &[vat]));
    let mut buying = vec![buyer.name.clone()];
    buying.extend(address(&buyer.address, texts));
    let mut columns = vec![(words.seller, selling), (words.buyer, buying)];
    if let Some(billing) = &buyer.billing_address {
        let mut lines = vec![buyer.name.clone()];
        lines.extend(address(billing, texts));
        columns.push((words.billing_address, lines));
    }
    sheet.side_by_side(&columns);
}

/// As on an envelope, the country only when it is another than France.
fn address(address: &Address, texts: &Texts) -> Vec<String> {
    let mut lines = address.lines.clone();
    let town = format!("{} {}", address.postal_code, address.town);
    lines.push(town.trim().to_owned());
    let country = Country::parse(&address.country).ok();
    let abroad = country.filter(|country| *country != Country::FRANCE);
    lines.extend(abroad.map(|country| country.name(texts.language).to_owned()));
    lines
}

fn details(sheet: &mut Sheet<'_>, data: &InvoiceData, texts: &Texts) {
    let words = &texts.invoice;
    let day = |date| long_date(date, texts.language);
    match &data.kind {
        InvoiceKind::Invoice => sheet.row(words.due_on, &day(data.due_on)),
        InvoiceKind::CreditNote {
            corrects,
            corrects_issued_on,
        } => {
            let date = day(*corrects_issued_on);
            let about = [("number", corrects.as_str()), ("date", &date)];
            sheet.strong_row(words.corrects, &fill(words.numbered, &about));
        }
    }
    sheet.row(words.service_on, &day(data.service_on));
    sheet.row(words.order_reference, &data.order_reference);
    sheet.space(4.0);
}

fn lines(sheet: &mut Sheet<'_>, data: &InvoiceData, texts: &Texts) {
    let language = texts.language;
    let rows: Vec<Vec<String>> = data
        .lines
        .iter()
        .map(|line| {
            vec![
                line.description.clone(),
                line.quantity.to_string(),
                line.unit_price.text(language),
                percent(line.vat_rate, language),
                line.vat.text(language),
                line.total.text(language),
            ]
        })
        .collect();
    sheet.table(&columns(&texts.invoice), &rows);
}

const fn columns(words: &InvoiceTexts) -> [Column<'static>; 6] {
    const fn column(title: &'static str, width: f32) -> Column<'static> {
        Column {
            title,
            width,
            numeric: true,
        }
    }
    [
        Column {
            title: words.description,
            width: 55.0,
            numeric: false,
        },
        column(words.quantity, 15.0),
        column(words.unit_price, 30.0),
        column(words.vat_rate, 19.0),
        column(words.vat, 24.0),
        column(words.line_total, 23.0),
    ]
}

fn sums(sheet: &mut Sheet<'_>, data: &InvoiceData, texts: &Texts) {
    let (words, language) = (&texts.invoice, texts.language);
    let mut rows = vec![(words.net.to_owned(), data.totals.net.text(language))];
    for (rate, (net, vat)) in check::by_rate(&data.lines) {
        let (rate, net) = (percent(rate, language), net.text(language));
        let label = fill(words.vat_at, &[("rate", &rate), ("net", &net)]);
        rows.push((label, vat.text(language)));
    }
    rows.push((words.gross.to_owned(), data.totals.gross.text(language)));
    sheet.sums(&rows);
}

/// What the law has an invoice say, on paper and in the data.
fn mentions(data: &InvoiceData, texts: &Texts) -> Vec<String> {
    let words = &texts.invoice;
    let payment = payment(data, texts);
    let settled = |template| fill(template, &[("payment", &payment)]);
    let mut mentions = match data.kind {
        InvoiceKind::Invoice => vec![settled(words.settled), words.withdrawal.to_owned()],
        // The right to withdraw was told of when it was paid.
        InvoiceKind::CreditNote { .. } => vec![settled(words.given_back)],
    };
    if check::is_exempt(data) {
        let exemption = data.seller.vat_exemption;
        mentions.push(exemption.mention(texts.language).to_owned());
    }
    mentions
}
