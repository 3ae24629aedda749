//! Times the certificate, beside the same content without fonts and layout.
//!
//! `cargo run --release -p documents --example timing [folder]` prints a line of
//! JSON for each script that a name may be written in. With a folder, one of each
//! document is written there, to be looked at.

#![expect(clippy::expect_used, reason = "the samples are constants of the tests")]

#[path = "timing/clock.rs"]
mod clock;
#[path = "../tests/samples/data.rs"]
mod data;
#[expect(dead_code, reason = "the tests look at more of them")]
#[path = "../tests/samples/invoices.rs"]
mod invoices;
#[path = "../tests/samples/others.rs"]
mod others;
#[path = "timing/plain.rs"]
mod plain;

use std::error::Error;
use std::io::Write;

use clock::{milliseconds, time};
use common::words::Language;
use documents::acknowledgement::acknowledgement_pdf;
use documents::certificate::{CertificateData, certificate_pdf};
use documents::credential::{SigningKey, sign};
use documents::decision_letter::decision_letter_pdf;
use documents::duplicate::duplicate;
use documents::invoice::invoice_pdf;
use documents::request_summary::request_summary_pdf;
use documents::return_slip::return_slip_pdf;
use documents::training_recap::training_recap_pdf;

/// Script, surname, first names.
const HOLDERS: [(&str, &str, &str); 3] = [
    ("Latin", "D’ARTAGNAN-LEFÈVRE", "Chloé, Marie"),
    ("Greek", "ΠΑΠΑΔΌΠΟΥΛΟΣ", "Αλέξανδρος, Γεώργιος"),
    ("Cyrillic", "ЩЕРБАКІВСЬКИЙ", "Володимир, Юрій"),
];

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(folder) = std::env::args().nth(1) {
        write_samples(&folder)?;
    }
    for (script, surname, first_names) in HOLDERS {
        let certificate = certificate_of(surname, first_names)?;
        let pdf = certificate_pdf(&certificate, Language::French)?;
        let lines = text_of(&pdf)?;
        let plain = plain::plain_pdf(&lines, &certificate.code)?;
        let (median, p99) = time(|| Ok(certificate_pdf(&certificate, Language::French)?))?;
        let (plain_median, _) = time(|| Ok(plain::plain_pdf(&lines, &certificate.code)?))?;
        writeln!(
            std::io::stdout(),
            "{{\"script\":\"{script}\",\"median_milliseconds\":{:.3},\"p99_milliseconds\":{:.3},\"bytes\":{},\
             \"plain_median_milliseconds\":{:.3},\"plain_bytes\":{}}}",
            milliseconds(median),
            milliseconds(p99),
            pdf.len(),
            milliseconds(plain_median),
            plain.len()
        )?;
    }
    Ok(())
}

fn certificate_of(surname: &str, first_names: &str) -> Result<CertificateData, Box<dyn Error>> {
    let key = SigningKey::generate()?;
    let mut claims = data::credential();
    surname.clone_into(&mut claims.surname);
    first_names.clone_into(&mut claims.first_names);
    let code = sign(&claims, &key)?;
    Ok(CertificateData {
        code,
        surname: claims.surname,
        first_names: claims.first_names,
        ..data::certificate(&key)
    })
}

fn text_of(pdf: &[u8]) -> Result<Vec<String>, Box<dyn Error>> {
    let text = lopdf::Document::load_mem(pdf)?.extract_text(&[1])?;
    if !text.contains("2027") {
        return Err("the text of the certificate could not be read back".into());
    }
    Ok(text.lines().map(ToOwned::to_owned).collect())
}

fn write_samples(folder: &str) -> Result<(), Box<dyn Error>> {
    let certificate = data::certificate(&SigningKey::generate()?);
    for language in [Language::French, Language::English] {
        let write = |name: &str, bytes: Vec<u8>| {
            std::fs::write(format!("{folder}/{name}-{language}.pdf"), bytes)
        };
        write("certificate", certificate_pdf(&certificate, language)?)?;
        write("recap", training_recap_pdf(&others::recap(), language)?)?;
        let acknowledgement = acknowledgement_pdf(&others::acknowledgement(), language)?;
        write("acknowledgement", acknowledgement)?;
        let summary = request_summary_pdf(&others::summary(), language)?;
        write("summary", summary)?;
        let decision = decision_letter_pdf(&others::decision(), language)?;
        write("decision", decision)?;
        let invoice = invoice_pdf(&invoices::invoice(), language)?;
        write("duplicate", duplicate(&invoice, language)?)?;
        write("invoice", invoice)?;
        let credit_note = invoice_pdf(&invoices::credit_note(), language)?;
        write("credit_note", credit_note)?;
        write(
            "return_slip",
            return_slip_pdf(&invoices::return_slip(), language)?,
        )?;
    }
    Ok(())
}
