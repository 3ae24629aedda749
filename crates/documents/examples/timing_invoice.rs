//! Times the invoice and what belongs to it.
//!
//! `cargo run --release -p documents --example timing_invoice` prints a line of
//! JSON for each document. An invoice is to take at most 8 ms and 60 kB.

#![expect(clippy::expect_used, reason = "the samples are constants of the tests")]

#[path = "timing/clock.rs"]
mod clock;
#[expect(dead_code, reason = "the other timing is about the certificate")]
#[path = "../tests/samples/data.rs"]
mod data;
#[expect(dead_code, reason = "the tests look at more of them")]
#[path = "../tests/samples/invoices.rs"]
mod invoices;

use std::error::Error;
use std::io::Write;

use clock::{milliseconds, time};
use common::words::Language;
use documents::duplicate::duplicate;
use documents::error::DocumentError;
use documents::invoice::invoice_pdf;
use documents::return_slip::return_slip_pdf;

type Make<'m> = &'m dyn Fn() -> Result<Vec<u8>, DocumentError>;

fn main() -> Result<(), Box<dyn Error>> {
    let [invoice, credit_note] = [invoices::invoice(), invoices::credit_note()];
    let slip = invoices::return_slip();
    let original = invoice_pdf(&invoice, Language::French)?;
    let documents: [(&str, Make<'_>); 4] = [
        ("invoice", &|| invoice_pdf(&invoice, Language::French)),
        ("credit_note", &|| {
            invoice_pdf(&credit_note, Language::French)
        }),
        ("duplicate", &|| duplicate(&original, Language::French)),
        ("return_slip", &|| return_slip_pdf(&slip, Language::French)),
    ];
    for (name, make) in documents {
        let bytes = make()?.len();
        let (median, p99) = time(|| Ok(make()?))?;
        writeln!(
            std::io::stdout(),
            "{{\"document\":\"{name}\",\"median_milliseconds\":{:.3},\"p99_milliseconds\":{:.3},\"bytes\":{bytes}}}",
            milliseconds(median),
            milliseconds(p99),
        )?;
    }
    Ok(())
}
