//! Times the certificate: the median of 200, and its size.
//!
//! `cargo run --release -p documents --example timing [folder]`; with a folder,
//! one of each document is written there, to be looked at.

#![expect(clippy::expect_used, reason = "the samples are constants of the tests")]

#[path = "../tests/samples/data.rs"]
mod data;
#[path = "../tests/samples/others.rs"]
mod others;

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use common::words::Language;
use documents::acknowledgement::acknowledgement_pdf;
use documents::certificate::certificate_pdf;
use documents::credential::SigningKey;
use documents::decision_letter::decision_letter_pdf;
use documents::request_summary::request_summary_pdf;
use documents::training_recap::training_recap_pdf;

const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let certificate = data::certificate(&SigningKey::generate()?);
    if let Some(folder) = std::env::args().nth(1) {
        for language in [Language::French, Language::English] {
            let write = |name: &str, bytes: Vec<u8>| {
                std::fs::write(format!("{folder}/{name}-{language}.pdf"), bytes)
            };
            write("certificate", certificate_pdf(&certificate, language)?)?;
            write("recap", training_recap_pdf(&others::recap(), language)?)?;
            write(
                "acknowledgement",
                acknowledgement_pdf(&others::acknowledgement(), language)?,
            )?;
            write(
                "summary",
                request_summary_pdf(&others::summary(), language)?,
            )?;
            write(
                "decision",
                decision_letter_pdf(&others::decision(), language)?,
            )?;
        }
    }
    let size = certificate_pdf(&certificate, Language::French)?.len();
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        certificate_pdf(&certificate, Language::French)?;
        times.push(start.elapsed());
    }
    times.sort();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    let slow = times.get(ROUNDS * 99 / 100).copied().unwrap_or_default();
    writeln!(
        std::io::stdout(),
        "certificate: median {median:.2?}, p99 {slow:.2?}, {size} bytes"
    )?;
    Ok(())
}
