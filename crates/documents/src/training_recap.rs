//! The recap of one training (récapitulatif de formation).

use chrono::NaiveDate;
use common::words::{Language, Sector, TrainingKind};

use crate::dates::{hours, long_date};
use crate::error::DocumentError;
use crate::layout::{Meta, PanelLine, Sheet, Tone, theme};
use crate::operator::Operator;
use crate::text::check_printable;
use crate::texts::{Texts, fill};

/// What the recap shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingRecapData {
    /// Who keeps the register.
    pub operator: Operator,
    /// The record's number, as the trainee and the centre know it.
    pub number: String,
    /// The trainee's surname.
    pub surname: String,
    /// The trainee's first names.
    pub first_names: String,
    /// The trainee's date of birth.
    pub birth_date: NaiveDate,
    /// The licence's file number, already masked.
    pub licence_number_masked: String,
    /// The kind of training.
    pub kind: TrainingKind,
    /// The sectors that it was about.
    pub sectors: Vec<Sector>,
    /// Its length in minutes.
    pub minutes: u32,
    /// Minutes of it by e-learning.
    pub remote_minutes: u32,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day.
    pub ended_on: NaiveDate,
    /// The day on which the centre declared it, Paris.
    pub declared_on: NaiveDate,
    /// For an FCO in sequences, each of them; empty otherwise.
    pub sequences: Vec<RecapSequence>,
    /// The training centre's name.
    pub centre_name: String,
    /// The number of its approval by the prefect of region.
    pub centre_approval: String,
    /// Where the training took place, when known.
    pub site: Option<String>,
    /// What the holder is qualified for after it; empty when it changes nothing.
    pub validity: Vec<RecapValidity>,
    /// The last day on which the recap can be downloaded; none is without limit.
    pub kept_until: Option<NaiveDate>,
}

/// One sequence of a training in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecapSequence {
    /// First day.
    pub started_on: NaiveDate,
    /// Last day.
    pub ended_on: NaiveDate,
    /// Its length in minutes.
    pub minutes: u32,
    /// The centre that gave it, when another than the training's.
    pub centre_name: Option<String>,
}

/// The period for which a sector is qualified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecapValidity {
    /// The sector.
    pub sector: Sector,
    /// First day.
    pub from: NaiveDate,
    /// Last valid day.
    pub until: NaiveDate,
}

/// The recap as a PDF.
///
/// # Errors
/// When a name or number holds a letter that cannot be printed, or the PDF
/// cannot be written.
pub fn training_recap_pdf(
    data: &TrainingRecapData,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    check(data)?;
    let texts = Texts::of(language);
    let words = &texts.recap;
    let mut sheet = Sheet::new(Meta {
        title: format!("{} {}", words.title, data.number),
        reference: &data.number,
        operator: &data.operator,
        texts,
    })?;
    sheet.title(words.title, words.lead);
    validity(&mut sheet, data, texts);
    trainee(&mut sheet, data, texts);
    training(&mut sheet, data, texts);
    sequences(&mut sheet, data, texts);
    keeping(&mut sheet, data, texts);
    sheet.finish()
}

fn check(data: &TrainingRecapData) -> Result<(), DocumentError> {
    check_printable("number", &data.number)?;
    check_printable("surname", &data.surname)?;
    check_printable("first_names", &data.first_names)?;
    check_printable("licence_number_masked", &data.licence_number_masked)
}

fn validity(sheet: &mut Sheet<'_>, data: &TrainingRecapData, texts: &Texts) {
    let words = &texts.recap;
    let mut lines = vec![(theme::LABEL, words.validity.to_owned())];
    for validity in &data.validity {
        let period = period(texts, validity.from, validity.until);
        lines.push((
            theme::STRONG,
            format!("{} : {period}", texts.sector(validity.sector)),
        ));
    }
    if data.validity.is_empty() {
        lines.push((theme::BODY, words.no_validity.to_owned()));
    }
    let lines: Vec<_> = lines
        .iter()
        .map(|(style, line)| PanelLine(*style, line))
        .collect();
    sheet.panel(Tone::Calm, &lines);
}

fn trainee(sheet: &mut Sheet<'_>, data: &TrainingRecapData, texts: &Texts) {
    let words = &texts.certificate;
    sheet.heading(texts.recap.trainee);
    sheet.strong_row(words.surname, &data.surname);
    sheet.strong_row(words.first_names, &data.first_names);
    sheet.row(
        words.birth_date,
        &long_date(data.birth_date, texts.language),
    );
    sheet.row(words.licence, &data.licence_number_masked);
}

fn training(sheet: &mut Sheet<'_>, data: &TrainingRecapData, texts: &Texts) {
    let words = &texts.recap;
    sheet.heading(words.training);
    sheet.row(words.number, &data.number);
    sheet.row(words.kind, texts.kind(data.kind));
    sheet.row_of(words.sectors, &texts.sectors(&data.sectors));
    sheet.row(words.duration, &duration(data, texts));
    sheet.row(words.dates, &period(texts, data.started_on, data.ended_on));
    sheet.row(
        words.declared_on,
        &long_date(data.declared_on, texts.language),
    );
    let approval = fill(
        texts.certificate.approval,
        &[("number", &data.centre_approval)],
    );
    sheet.row_of(words.centre, &[data.centre_name.clone(), approval]);
    if let Some(site) = &data.site {
        sheet.row(words.site, site);
    }
}

fn duration(data: &TrainingRecapData, texts: &Texts) -> String {
    let total = hours(data.minutes);
    if data.remote_minutes == 0 {
        return total;
    }
    let remote = hours(data.remote_minutes);
    fill(
        texts.recap.remote,
        &[("hours", &total), ("remote", &remote)],
    )
}

fn sequences(sheet: &mut Sheet<'_>, data: &TrainingRecapData, texts: &Texts) {
    let words = &texts.recap;
    if data.sequences.is_empty() {
        return;
    }
    sheet.heading(words.sequences);
    for (index, sequence) in data.sequences.iter().enumerate() {
        let label = fill(words.sequence, &[("number", &(index + 1).to_string())]);
        let period = period(texts, sequence.started_on, sequence.ended_on);
        let mut lines = vec![format!("{}, {period}", hours(sequence.minutes))];
        lines.extend(sequence.centre_name.clone());
        sheet.row_of(&label, &lines);
    }
}

fn keeping(sheet: &mut Sheet<'_>, data: &TrainingRecapData, texts: &Texts) {
    let words = &texts.recap;
    sheet.heading(words.keeping);
    let kept = data.kept_until.map(|date| long_date(date, texts.language));
    let kept = kept.map_or(words.kept_forever.to_owned(), |date| {
        fill(words.kept_until, &[("date", &date)])
    });
    sheet.paragraph(&kept);
    sheet.note(words.correction);
}

/// "du … au …", or "le …" for a single day.
fn period(texts: &Texts, from: NaiveDate, to: NaiveDate) -> String {
    let [first, last] = [from, to].map(|date| long_date(date, texts.language));
    match from == to {
        true => fill(texts.recap.on, &[("date", &first)]),
        false => fill(texts.recap.from_to, &[("from", &first), ("to", &last)]),
    }
}
