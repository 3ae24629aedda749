//! The certificate of qualification (order of 18 January 2022, annex 1; Code
//! des transports, R. 3314-27).

use chrono::NaiveDate;
use common::words::{Language, LicenceCategory, Sector, TrainingKind};

use crate::dates::long_date;
use crate::error::DocumentError;
use crate::layout::{Meta, PanelLine, Picture, Sheet, Tone, theme};
use crate::operator::Operator;
use crate::qr::QrPicture;
use crate::text::check_printable;
use crate::texts::{Texts, fill};

/// A side of the printed QR code in millimetres, quiet zone included.
const CODE_SIZE: f32 = 48.0;

/// What the certificate shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateData {
    /// Who issues it.
    pub operator: Operator,
    /// The certificate's number.
    pub number: String,
    /// The holder's surname.
    pub surname: String,
    /// The holder's first names.
    pub first_names: String,
    /// The holder's date of birth.
    pub birth_date: NaiveDate,
    /// The licence's file number, already masked.
    pub licence_number_masked: String,
    /// The sectors that the holder is qualified for.
    pub sectors: Vec<Sector>,
    /// The licence categories that the qualification covers.
    pub categories: Vec<LicenceCategory>,
    /// The training that gives the right to the certificate.
    pub training_kind: TrainingKind,
    /// Its last day.
    pub training_ended_on: NaiveDate,
    /// The training centre's name.
    pub centre_name: String,
    /// The number of its approval by the prefect of region.
    pub centre_approval: String,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// First valid day: of issue or of the training's end, as configured.
    pub valid_from: NaiveDate,
    /// Last valid day.
    pub valid_until: NaiveDate,
    /// The signed credential, from [`crate::credential::sign`].
    pub code: String,
    /// The address of the page on which anybody can check a certificate.
    pub verification_url: String,
}

/// The certificate as a PDF of one page of A4.
///
/// # Errors
/// When a name or number holds a letter that cannot be printed, the code does
/// not fit into a QR code, or the PDF cannot be written.
pub fn certificate_pdf(
    data: &CertificateData,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    check(data)?;
    let texts = Texts::of(language);
    let words = &texts.certificate;
    let mut sheet = Sheet::new(Meta {
        title: format!("{} {}", words.title, data.number),
        reference: &data.number,
        operator: &data.operator,
        texts,
    })?;
    sheet.title(words.title, words.lead);
    let until = fill(
        words.valid_until,
        &[("date", &long_date(data.valid_until, language))],
    );
    sheet.panel(
        Tone::Calm,
        &[
            PanelLine(theme::FIGURE, &until),
            PanelLine(theme::STRONG, words.territory),
        ],
    );
    holder(&mut sheet, data, texts);
    qualification(&mut sheet, data, texts);
    issue(&mut sheet, data, texts);
    verification(&mut sheet, data, texts)?;
    sheet.finish()
}

fn check(data: &CertificateData) -> Result<(), DocumentError> {
    check_printable("number", &data.number)?;
    check_printable("surname", &data.surname)?;
    check_printable("first_names", &data.first_names)?;
    check_printable("licence_number_masked", &data.licence_number_masked)?;
    check_printable("centre_name", &data.centre_name)?;
    check_printable("centre_approval", &data.centre_approval)
}

fn holder(sheet: &mut Sheet<'_>, data: &CertificateData, texts: &Texts) {
    let words = &texts.certificate;
    sheet.heading(words.holder);
    sheet.strong_row(words.surname, &data.surname);
    sheet.strong_row(words.first_names, &data.first_names);
    sheet.row(
        words.birth_date,
        &long_date(data.birth_date, texts.language),
    );
    sheet.row(words.licence, &data.licence_number_masked);
}

fn qualification(sheet: &mut Sheet<'_>, data: &CertificateData, texts: &Texts) {
    let words = &texts.certificate;
    sheet.heading(words.qualification);
    let sectors = data
        .sectors
        .iter()
        .map(|sector| sector_line(*sector, &data.categories, texts));
    sheet.row_of(words.sectors, &sectors.collect::<Vec<_>>());
    sheet.row(words.training, texts.kind(data.training_kind));
    sheet.row(
        words.training_end,
        &long_date(data.training_ended_on, texts.language),
    );
    let approval = fill(words.approval, &[("number", &data.centre_approval)]);
    sheet.row(words.centre, &format!("{} — {approval}", data.centre_name));
}

/// "Transport de marchandises — C, CE".
fn sector_line(sector: Sector, categories: &[LicenceCategory], texts: &Texts) -> String {
    let categories = categories
        .iter()
        .filter(|category| category.sector() == sector);
    let categories: Vec<&str> = categories.map(|category| category.as_str()).collect();
    let name = texts.sector(sector);
    match categories.as_slice() {
        [] => name.to_owned(),
        some => format!("{name} — {}", some.join(", ")),
    }
}

fn issue(sheet: &mut Sheet<'_>, data: &CertificateData, texts: &Texts) {
    let words = &texts.certificate;
    let [from, to] =
        [data.valid_from, data.valid_until].map(|date| long_date(date, texts.language));
    sheet.heading(words.issue);
    sheet.row(words.number, &data.number);
    let issued_on = long_date(data.issued_on, texts.language);
    let issued = [
        ("date", issued_on.as_str()),
        ("operator", &data.operator.name),
    ];
    sheet.row(words.issued, &fill(words.issued_by, &issued));
    sheet.row(
        words.valid_from,
        &fill(texts.recap.from_to, &[("from", &from), ("to", &to)]),
    );
}

fn verification(
    sheet: &mut Sheet<'_>,
    data: &CertificateData,
    texts: &Texts,
) -> Result<(), DocumentError> {
    let words = &texts.certificate;
    let code = Picture::qr(&QrPicture::new(&data.code)?);
    let alternative = fill(words.code_alternative, &[("number", &data.number)]);
    sheet.space(4.0);
    sheet.picture_with_text(
        code,
        CODE_SIZE,
        &alternative,
        &[
            PanelLine(theme::HEADING, words.verify),
            PanelLine(theme::BODY_SMALL, words.verify_how),
            PanelLine(theme::BODY_SMALL_STRONG, &data.verification_url),
            PanelLine(theme::BODY_SMALL, words.verify_offline),
            PanelLine(theme::BODY_SMALL, words.verify_compare),
        ],
    );
    Ok(())
}
