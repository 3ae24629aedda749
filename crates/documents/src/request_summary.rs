//! The summary of a request (récapitulatif de demande).

use chrono::{NaiveDate, NaiveDateTime};
use common::words::{Language, LicenceCategory};

use crate::dates::{long_date, long_date_time};
use crate::error::DocumentError;
use crate::layout::{Meta, PanelLine, Picture, Sheet, Tone, theme};
use crate::operator::Operator;
use crate::texts::{Texts, fill};

/// The height of photo and signature: the photo's own, 45 mm.
const PICTURE_HEIGHT: f32 = 45.0;

/// What the summary shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestSummaryData {
    /// Who received the request.
    pub operator: Operator,
    /// The request's reference.
    pub reference: String,
    /// What it asks for, in the document's language.
    pub subject: String,
    /// Its status, in the document's language.
    pub status: String,
    /// The identity to be printed on the card.
    pub identity: SummaryIdentity,
    /// The driving licence.
    pub licence: SummaryLicence,
    /// The photo as JPEG or PNG.
    pub photo: Option<Vec<u8>>,
    /// The signature as JPEG or PNG.
    pub signature: Option<Vec<u8>>,
    /// The documents that were sent.
    pub documents: Vec<SummaryDocument>,
    /// Where the card is sent, one entry for each line; empty until known.
    pub delivery_address: Vec<String>,
    /// What happened so far, oldest first.
    pub timeline: Vec<TimelineLine>,
    /// When the summary is made, Paris.
    pub made_at: NaiveDateTime,
}

/// An identity as printed on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryIdentity {
    /// Surname at birth.
    pub surname_birth: String,
    /// Surname in use, when different.
    pub surname_usage: Option<String>,
    /// First names.
    pub first_names: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Town of birth.
    pub birth_place: String,
    /// Country of birth, in the document's language.
    pub birth_country: String,
    /// Nationality, in the document's language.
    pub nationality: String,
}

/// A driving licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLicence {
    /// File number (NEPH) or foreign number, masked or not as the reader may see it.
    pub number: String,
    /// Number of the document, field 5 of the 2013 card.
    pub document_number: Option<String>,
    /// Country of issue, in the document's language.
    pub country: String,
    /// Date of issue, when known.
    pub issued_on: Option<NaiveDate>,
    /// Categories held.
    pub categories: Vec<LicenceCategory>,
}

/// A document that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryDocument {
    /// What it is, in the document's language.
    pub title: String,
    /// The file's name as it was sent.
    pub file_name: String,
}

/// Something that happened to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineLine {
    /// When, Paris.
    pub at: NaiveDateTime,
    /// What, in the document's language.
    pub text: String,
}

/// The summary as a PDF.
///
/// # Errors
/// When photo or signature cannot be read, or the PDF cannot be written.
pub fn request_summary_pdf(
    data: &RequestSummaryData,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    let texts = Texts::of(language);
    let words = &texts.summary;
    let mut sheet = Sheet::new(Meta {
        title: format!("{} {}", words.title, data.reference),
        reference: &data.reference,
        operator: &data.operator,
        texts,
    })?;
    sheet.title(words.title, words.lead);
    sheet.panel(
        Tone::Calm,
        &[
            PanelLine(theme::FIGURE, &data.reference),
            PanelLine(theme::STRONG, &data.subject),
            PanelLine(theme::BODY, &data.status),
        ],
    );
    identity(&mut sheet, &data.identity, texts);
    licence(&mut sheet, &data.licence, texts);
    pictures(&mut sheet, data, texts)?;
    documents(&mut sheet, data, texts);
    timeline(&mut sheet, data, texts);
    sheet.space(3.0);
    sheet.note(&fill(
        words.made_on,
        &[("date", &long_date_time(data.made_at, language))],
    ));
    sheet.finish()
}

fn identity(sheet: &mut Sheet<'_>, identity: &SummaryIdentity, texts: &Texts) {
    let words = &texts.summary;
    sheet.heading(words.identity);
    sheet.strong_row(words.surname_birth, &identity.surname_birth);
    if let Some(surname) = &identity.surname_usage {
        sheet.strong_row(words.surname_usage, surname);
    }
    sheet.strong_row(texts.certificate.first_names, &identity.first_names);
    let birth = long_date(identity.birth_date, texts.language);
    sheet.row_of(
        words.birth,
        &[
            birth,
            format!("{}, {}", identity.birth_place, identity.birth_country),
        ],
    );
    sheet.row(words.nationality, &identity.nationality);
}

fn licence(sheet: &mut Sheet<'_>, licence: &SummaryLicence, texts: &Texts) {
    let words = &texts.summary;
    let categories: Vec<&str> = licence
        .categories
        .iter()
        .map(|category| category.as_str())
        .collect();
    sheet.heading(words.licence);
    sheet.row(words.licence_number, &licence.number);
    if let Some(number) = &licence.document_number {
        sheet.row(words.licence_document, number);
    }
    sheet.row(words.licence_country, &licence.country);
    if let Some(date) = licence.issued_on {
        sheet.row(words.licence_issued, &long_date(date, texts.language));
    }
    sheet.row(words.categories, &categories.join(", "));
}

fn pictures(
    sheet: &mut Sheet<'_>,
    data: &RequestSummaryData,
    texts: &Texts,
) -> Result<(), DocumentError> {
    let words = &texts.summary;
    let mut pictures = Vec::new();
    if let Some(bytes) = &data.photo {
        pictures.push((Picture::upload("photo", bytes)?, words.photo));
    }
    if let Some(bytes) = &data.signature {
        pictures.push((Picture::upload("signature", bytes)?, words.signature));
    }
    if !pictures.is_empty() {
        sheet.need(PICTURE_HEIGHT + 30.0);
        sheet.heading(words.photo_and_signature);
        sheet.space(1.0);
        sheet.pictures(PICTURE_HEIGHT, pictures);
    }
    Ok(())
}

fn documents(sheet: &mut Sheet<'_>, data: &RequestSummaryData, texts: &Texts) {
    let words = &texts.summary;
    if !data.documents.is_empty() {
        sheet.heading(words.documents);
        for document in &data.documents {
            sheet.row(&document.title, &document.file_name);
        }
    }
    if !data.delivery_address.is_empty() {
        sheet.heading(words.delivery);
        for line in &data.delivery_address {
            sheet.line(line);
        }
    }
}

fn timeline(sheet: &mut Sheet<'_>, data: &RequestSummaryData, texts: &Texts) {
    if data.timeline.is_empty() {
        return;
    }
    sheet.heading(texts.summary.timeline);
    for step in &data.timeline {
        sheet.row(&long_date_time(step.at, texts.language), &step.text);
    }
}
