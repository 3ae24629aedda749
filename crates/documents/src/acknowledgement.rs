//! The acknowledgement of receipt (CRPA, L. 112-11 and R. 112-11-1).

use std::fmt::Write;

use chrono::{NaiveDate, NaiveDateTime};
use common::words::Language;

use crate::dates::{long_date, long_date_time};
use crate::error::DocumentError;
use crate::layout::{Meta, PanelLine, Sheet, Tone, theme};
use crate::operator::Operator;
use crate::texts::{Texts, fill};

/// What the acknowledgement shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcknowledgementData {
    /// Who received the request.
    pub operator: Operator,
    /// The request's reference.
    pub reference: String,
    /// Who made it, first names and surname.
    pub applicant: String,
    /// What it asks for, in the document's language.
    pub subject: String,
    /// When it was received, Paris.
    pub received_at: NaiveDateTime,
    /// The service in charge, when it has a name of its own.
    pub service_name: String,
    /// What silence means; none when nothing is decided, as for a payment.
    pub implicit_decision: Option<ImplicitDecision>,
    /// What came with the request.
    pub documents: Vec<ReceivedDocument>,
}

/// The decision that silence amounts to (CRPA, R. 112-11-1, 3°).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImplicitDecision {
    /// Acceptance or rejection, in words of the document's language.
    pub text: String,
    /// The day on which it comes about.
    pub date: NaiveDate,
    /// The remedies against it with their time limits, one entry each.
    pub remedies: Vec<String>,
}

/// A file that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedDocument {
    /// What it is, in the document's language.
    pub title: String,
    /// The file's name as it was sent.
    pub file_name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

/// The acknowledgement as a PDF.
///
/// # Errors
/// When the PDF cannot be written.
pub fn acknowledgement_pdf(
    data: &AcknowledgementData,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    let texts = Texts::of(language);
    let words = &texts.acknowledgement;
    let mut sheet = Sheet::new(Meta {
        title: format!("{} {}", words.title, data.reference),
        reference: &data.reference,
        operator: &data.operator,
        texts,
    })?;
    sheet.title(words.title, words.lead);
    let received = long_date_time(data.received_at, language);
    let received = fill(words.received, &[("date", &received)]);
    sheet.panel(
        Tone::Calm,
        &[
            PanelLine(theme::FIGURE, &data.reference),
            PanelLine(theme::STRONG, &received),
        ],
    );
    sheet.heading(words.request);
    sheet.row(words.applicant, &data.applicant);
    sheet.row(words.subject, &data.subject);
    service(&mut sheet, data, texts);
    implicit_decision(&mut sheet, data, texts);
    documents(&mut sheet, data, texts);
    sheet.space(3.0);
    sheet.note(words.keep);
    sheet.finish()
}

fn service(sheet: &mut Sheet<'_>, data: &AcknowledgementData, texts: &Texts) {
    let words = &texts.acknowledgement;
    sheet.heading(words.service);
    sheet.row_of(
        words.service_name,
        &[data.service_name.clone(), data.operator.name.clone()],
    );
    sheet.row_of(words.address, &data.operator.address);
    sheet.row(words.email, &data.operator.email);
    sheet.row(words.phone, &data.operator.phone);
}

fn implicit_decision(sheet: &mut Sheet<'_>, data: &AcknowledgementData, texts: &Texts) {
    let words = &texts.acknowledgement;
    let Some(decision) = &data.implicit_decision else {
        return;
    };
    sheet.heading(words.decision);
    let date = fill(
        words.by,
        &[("date", &long_date(decision.date, texts.language))],
    );
    sheet.space(1.0);
    sheet.panel(
        Tone::Warning,
        &[
            PanelLine(theme::BODY, &decision.text),
            PanelLine(theme::STRONG, &date),
        ],
    );
    if !decision.remedies.is_empty() {
        sheet.heading(words.remedies);
        sheet.bullets(&decision.remedies);
    }
}

fn documents(sheet: &mut Sheet<'_>, data: &AcknowledgementData, texts: &Texts) {
    let words = &texts.acknowledgement;
    sheet.heading(words.documents);
    if data.documents.is_empty() {
        sheet.paragraph(words.no_documents);
    }
    for document in &data.documents {
        let size = size(document.size, texts.language);
        let name = fill(
            words.document_line,
            &[("name", &document.file_name), ("size", &size)],
        );
        sheet.row_noted(&document.title, &name, &fingerprint(&document.sha256));
    }
}

/// "SHA-256 9f86d081 …": in groups, to be compared by eye.
fn fingerprint(sha256: &[u8; 32]) -> String {
    let mut text = String::from("SHA-256");
    for group in sha256.chunks(4) {
        text.push(' ');
        for byte in group {
            // Writing into a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
    }
    text
}

/// "1,4 Mo", "350 Ko", "1.4 MB".
fn size(bytes: u64, language: Language) -> String {
    let (kilo, mega, comma) = match language {
        Language::French => ("Ko", "Mo", ","),
        Language::English => ("kB", "MB", "."),
    };
    match bytes {
        0..1_000_000 => format!("{}\u{A0}{kilo}", bytes.div_ceil(1_000)),
        _ => format!(
            "{}{comma}{}\u{A0}{mega}",
            bytes / 1_000_000,
            bytes % 1_000_000 / 100_000
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_sizes_in_the_reader_s_way() {
        assert_eq!(size(1, Language::French), "1\u{A0}Ko");
        assert_eq!(size(349_001, Language::English), "350\u{A0}kB");
        assert_eq!(size(1_450_000, Language::French), "1,4\u{A0}Mo");
    }
}
