//! The text of every document in every language, beside what it was when somebody
//! looked at it last. A changed text is taken over with `INSTA_UPDATE=always cargo
//! test -p documents --test snapshots`, and then read in the difference.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helpers may fail the test"
)]

#[path = "samples/data.rs"]
mod data;
#[path = "samples/invoices.rs"]
mod invoices;
#[path = "samples/others.rs"]
mod others;

use std::collections::BTreeSet;
use std::path::Path;

use common::money::VatExemption;
use common::words::Language;
use documents::acknowledgement::acknowledgement_pdf;
use documents::certificate::certificate_pdf;
use documents::credential::SigningKey;
use documents::decision_letter::decision_letter_pdf;
use documents::error::DocumentError;
use documents::invoice::invoice_pdf;
use documents::request_summary::request_summary_pdf;
use documents::return_slip::return_slip_pdf;
use documents::training_recap::training_recap_pdf;
use lopdf::Document;

type Pdf = Result<Vec<u8>, DocumentError>;

/// A document's name, and what makes it.
type Case = (&'static str, fn(Language) -> Pdf);

/// Every document, made from fixed data. The certificate's code is signed by a new
/// key each time, but stands in a picture, not in the text.
const DOCUMENTS: [Case; 9] = [
    ("acknowledgement", |language| {
        acknowledgement_pdf(&others::acknowledgement(), language)
    }),
    ("certificate", |language| {
        certificate_pdf(
            &data::certificate(&SigningKey::generate().unwrap()),
            language,
        )
    }),
    ("credit_note", |language| {
        invoice_pdf(&invoices::credit_note(), language)
    }),
    ("decision_letter", |language| {
        decision_letter_pdf(&others::decision(), language)
    }),
    ("invoice", |language| {
        invoice_pdf(&invoices::invoice(), language)
    }),
    ("invoice_without_vat", |language| {
        invoice_pdf(
            &invoices::without_vat(VatExemption::PublicService),
            language,
        )
    }),
    ("request_summary", |language| {
        request_summary_pdf(&others::summary(), language)
    }),
    ("return_slip", |language| {
        return_slip_pdf(&invoices::return_slip(), language)
    }),
    ("training_recap", |language| {
        training_recap_pdf(&others::recap(), language)
    }),
];

/// The text of each page, a line for each piece that stands alone.
fn text(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let mut text = String::new();
    for number in document.get_pages().keys() {
        text += &format!("--- page {number} ---\n");
        let page = document.extract_text(&[*number]).unwrap();
        for line in page.lines().map(str::trim).filter(|line| !line.is_empty()) {
            text += line;
            text += "\n";
        }
    }
    text
}

#[test]
fn every_document_says_what_it_said_when_it_was_seen_last() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut expected = BTreeSet::new();
    for (document, make) in DOCUMENTS {
        for language in Language::ALL {
            let name = format!("{document}.{language}");
            let text = text(&make(*language).unwrap());
            settings.bind(|| insta::assert_snapshot!(name.as_str(), text));
            expected.insert(format!("{name}.snap"));
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let found: BTreeSet<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        found, expected,
        "a snapshot that no document has, or one to be looked at"
    );
}
