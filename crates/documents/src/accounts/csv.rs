//! The table for spreadsheets as French ones read it: semicolons, decimal commas, UTF-8
//! with a byte order mark, headings in French.

use common::dates::short_date;
use common::money::Cents;

use super::{Accounted, decimal};

const COLUMNS: [&str; 12] = [
    "Numéro",
    "Type",
    "Date",
    "Client",
    "Désignation",
    "Demande",
    "Montant HT",
    "Taux de TVA en %",
    "Montant de TVA",
    "Montant TTC",
    "Paiement",
    "Facture corrigée",
];

/// The first line, behind the mark by which spreadsheets know UTF-8.
#[must_use]
pub fn head() -> String {
    format!("\u{FEFF}{}", line(&COLUMNS.map(str::to_owned)))
}

/// The line of an invoice or a credit note, whose amounts are negative.
#[must_use]
pub fn row(document: &Accounted) -> String {
    let sign = if document.is_credit_note { -1 } else { 1 };
    let amount = |cents: Cents| decimal(Cents(sign * cents.0));
    let kind = if document.is_credit_note {
        "Avoir"
    } else {
        "Facture"
    };
    let details = document.details.clone();
    let said = |of: fn(super::AccountedDetails) -> String| {
        details.clone().map(of).map(guarded).unwrap_or_default()
    };
    line(&[
        document.number.clone(),
        kind.to_owned(),
        short_date(document.issued_on),
        said(|details| details.buyer),
        said(|details| details.description),
        said(|details| details.request),
        amount(document.net()),
        said(|details| decimal(Cents(details.vat_rate.into()))),
        amount(document.vat),
        amount(document.gross),
        said(|details| details.payment),
        said(|details| details.corrects.unwrap_or_default()),
    ])
}

/// A text that a spreadsheet does not take for a formula.
fn guarded(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

fn line(cells: &[String; COLUMNS.len()]) -> String {
    let cells = cells.each_ref().map(|cell| quoted(cell));
    format!("{}\r\n", cells.join(";"))
}

/// A cell as RFC 4180 writes it.
fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::samples::both;

    #[test]
    fn a_credit_note_takes_away_what_its_invoice_added() {
        let [invoice, credit_note] = both();
        assert_eq!(
            row(&invoice),
            "F2026-000001;Facture;03/11/2026;Chloé D’ARTAGNAN;Remplacement pour perte;\
             CQC-2026-0004217-K;20,83;20,00;4,17;25,00;pay_1;\r\n"
        );
        assert_eq!(
            row(&credit_note),
            "A2026-000001;Avoir;04/11/2026;Chloé D’ARTAGNAN;Remplacement pour perte;\
             CQC-2026-0004217-K;-20,83;20,00;-4,17;-25,00;pay_1;F2026-000001\r\n"
        );
        assert!(head().starts_with("\u{FEFF}Numéro;Type;Date;"));
        let columns = |text: &str| text.matches(';').count();
        assert_eq!(columns(&head()), columns(&row(&invoice)));
    }

    #[test]
    fn nothing_that_somebody_typed_becomes_a_formula_or_another_cell() {
        for (typed, written) in [
            ("=HYPERLINK(\"x\")", ";\"'=HYPERLINK(\"\"x\"\")\";"),
            ("+33", ";'+33;"),
            ("-1", ";'-1;"),
            ("@a", ";'@a;"),
            ("a;b\nc", ";\"a;b\nc\";"),
        ] {
            let [mut invoice, _] = both();
            if let Some(details) = &mut invoice.details {
                details.buyer = typed.to_owned();
            }
            assert!(row(&invoice).contains(written), "{typed}");
        }
    }

    #[test]
    fn one_whose_time_is_over_still_counts() {
        let [mut invoice, _] = both();
        invoice.details = None;
        assert_eq!(
            row(&invoice),
            "F2026-000001;Facture;03/11/2026;;;;20,83;;4,17;25,00;;\r\n"
        );
    }
}
