//! Software that is not ours accepts the invoice and reads the slip's barcode.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helpers may fail the test"
)]

#[expect(dead_code, reason = "other tests are about the certificate")]
#[path = "samples/data.rs"]
mod data;
#[path = "samples/invoices.rs"]
mod invoices;
#[path = "samples/other_software.rs"]
mod other_software;

use std::process::Output;

use common::money::{Cents, VatExemption};
use common::words::Language;
use documents::duplicate::duplicate;
use documents::invoice::invoice_pdf;
use documents::return_slip::return_slip_pdf;
use other_software::{Folder, run};

/// What a script said, which must have succeeded.
#[track_caller]
fn said(output: &Output) -> String {
    let [said, complaints] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert!(output.status.success(), "{said}{complaints}");
    said
}

#[test]
fn other_software_accepts_invoices_credit_notes_and_duplicates() {
    let folder = Folder::new("factur-x");
    let invoice = invoice_pdf(&invoices::invoice(), Language::French).unwrap();
    let credit_note = invoice_pdf(&invoices::credit_note(), Language::English).unwrap();
    let copy = duplicate(&invoice, Language::French).unwrap();
    let files = [
        folder.file("invoice.pdf", &invoice),
        folder.file("credit_note.pdf", &credit_note),
        folder.file("duplicate.pdf", &copy),
    ];
    let said = said(&run(
        "factur_x_check.py",
        &files.each_ref().map(|file| file.as_path()),
    ));
    for expected in [
        "invoice.pdf 380 F2026-000001 25.00",
        "credit_note.pdf 381 A2026-000001 25.00",
        "duplicate.pdf 380 F2026-000001 25.00",
    ] {
        assert!(said.contains(expected), "{expected} is not in {said}");
    }
}

#[test]
fn other_software_accepts_invoices_without_vat() {
    let folder = Folder::new("factur-x-exempt");
    for exemption in VatExemption::ALL {
        let data = invoices::without_vat(*exemption);
        let file = folder.file("a.pdf", invoice_pdf(&data, Language::French).unwrap());
        let said = said(&run("factur_x_check.py", &[&file]));
        assert!(
            said.contains("380 F2026-000001 25.00"),
            "{exemption}: {said}"
        );
    }
}

#[test]
fn other_software_accepts_several_rates_and_awkward_texts() {
    let folder = Folder::new("factur-x-awkward");
    let mut data = invoices::invoice();
    let mut reduced = invoices::line();
    reduced.description = "A & B <C> \"D\" 'E' ]]> — Шевченко".to_owned();
    reduced.quantity = 3;
    reduced.unit_price = Cents(1000);
    reduced.vat_rate = 550;
    reduced.vat = Cents(165);
    reduced.total = Cents(3165);
    data.lines.push(reduced);
    data.lines.push(invoices::line());
    data.totals.net = Cents(2 * 2083 + 3000);
    data.totals.vat = Cents(2 * 417 + 165);
    data.totals.gross = Cents(2 * 2500 + 3165);
    data.buyer.address.lines = ["ESC 2", "BAT B", "8 RUE", "BP 4"]
        .map(str::to_owned)
        .to_vec();
    data.seller.capital = None;
    data.seller.register_town = None;
    let file = folder.file("a.pdf", invoice_pdf(&data, Language::French).unwrap());
    let said = said(&run("factur_x_check.py", &[&file]));
    assert!(said.contains("380 F2026-000001 81.65"), "{said}");
}

#[test]
fn other_software_refuses_a_pdf_without_an_invoice() {
    let folder = Folder::new("factur-x-none");
    let slip = return_slip_pdf(&invoices::return_slip(), Language::French).unwrap();
    let output = run("factur_x_check.py", &[&folder.file("slip.pdf", slip)]);
    assert!(!output.status.success());
}

#[test]
fn other_software_reads_every_sign_of_the_barcode() {
    let folder = Folder::new("barcode");
    let signs: String = (' '..='~').collect();
    let mut references = vec![invoices::return_slip().reference];
    // A line of text must not begin or end with a space to be read alone.
    let part = |part: &[u8]| format!("({})", String::from_utf8_lossy(part));
    references.extend(signs.as_bytes().chunks(16).map(part));
    for reference in references {
        let mut data = invoices::return_slip();
        data.reference.clone_from(&reference);
        let slip = return_slip_pdf(&data, Language::French).unwrap();
        let said = said(&run("read_barcode.py", &[&folder.file("slip.pdf", slip)]));
        assert_eq!(said.trim_end(), format!("Code128 {reference}"));
    }
}
