//! A declaration's fields, read and normalised with all faults at once.

use chrono::NaiveDate;
use common::countries::Country;
use common::dto::training::{DeclareTrainingRequest, SequenceForm, SequenceView};
use common::field_error::{Fault, Faults, FieldErrorCode, pointer_to};
use common::rules::training::{Declaration, Sequence};
use common::validation::birth_date::{check_past_date, parse_date};
use common::validation::licence::parse_declared_number;
use common::validation::names::{PersonName, collapse_spaces};
use common::words::{Sector, TrainingKind};

const MAX_MINUTES: u32 = 200_000;
const MAX_SEQUENCES: usize = 10;
const MAX_EXTERNAL_ID: usize = 64;
const MAX_TITLE: usize = 32;
const MAX_PERSON: usize = 120;
const MAX_SUBJECT: usize = 200;

/// A declaration whose fields make sense one by one.
#[derive(Clone)]
pub(super) struct ReadDeclaration {
    pub external_id: String,
    pub kind: TrainingKind,
    pub sector: Sector,
    pub title_code: Option<String>,
    pub approval_number: String,
    pub started_on: NaiveDate,
    pub completed_on: NaiveDate,
    pub minutes: u32,
    pub e_learning_minutes: u32,
    pub practical_part: bool,
    pub sequences: Vec<SequenceView>,
    pub instructor: Option<String>,
    pub surname: String,
    pub first_names: String,
    pub birth_date: NaiveDate,
    pub licence_country: String,
    pub licence_number: String,
}

impl ReadDeclaration {
    /// The sequences as rules see them.
    pub(super) fn rule_sequences(&self) -> Vec<Sequence> {
        let sequence = |view: &SequenceView| Sequence {
            on: view.on,
            minutes: view.minutes,
            e_learning_minutes: view.e_learning_minutes,
            is_elsewhere: view.centre.is_some(),
        };
        self.sequences.iter().map(sequence).collect()
    }

    /// The declaration as rules see it.
    pub(super) const fn for_rules<'a>(
        &self,
        declared_on: NaiveDate,
        sequences: &'a [Sequence],
    ) -> Declaration<'a> {
        Declaration {
            kind: self.kind,
            sector: self.sector,
            minutes: self.minutes,
            e_learning_minutes: self.e_learning_minutes,
            practical_part: self.practical_part,
            started_on: self.started_on,
            completed_on: self.completed_on,
            declared_on,
            birth_date: self.birth_date,
            sequences,
        }
    }
}

/// Reads every field and notes every fault.
pub(super) fn read(
    form: &DeclareTrainingRequest,
    today: NaiveDate,
) -> Result<ReadDeclaration, Faults> {
    let mut faults = Faults::new();
    let external_id = faults.check("/external_id", text(&form.external_id, MAX_EXTERNAL_ID));
    let approval_number = faults.check(
        "/approval_number",
        text(&form.approval_number, MAX_EXTERNAL_ID),
    );
    let title_code = optional(
        &mut faults,
        "/title_code",
        form.title_code.as_deref(),
        MAX_TITLE,
    );
    let instructor = optional(
        &mut faults,
        "/instructor",
        form.instructor.as_deref(),
        MAX_PERSON,
    );
    let started_on = faults.check("/started_on", parse_date(&form.started_on));
    let completed_on = faults.check("/completed_on", parse_date(&form.completed_on));
    let minutes = faults.check("/minutes", in_range(form.minutes));
    let e_learning = faults.check(
        "/e_learning_minutes",
        check_part(form.e_learning_minutes, form.minutes),
    );
    let sequences = read_sequences(&mut faults, &form.sequences);
    let trainee = faults.within("/trainee", |faults| read_trainee(faults, form, today));
    let read = (|| {
        let (surname, first_names, birth_date, licence_country, licence_number) = trainee?;
        Some(ReadDeclaration {
            external_id: external_id?,
            kind: form.kind,
            sector: form.sector,
            title_code,
            approval_number: approval_number?,
            started_on: started_on?,
            completed_on: completed_on?,
            minutes: minutes?,
            e_learning_minutes: e_learning?,
            practical_part: form.practical_part,
            sequences: sequences?,
            instructor,
            surname,
            first_names,
            birth_date,
            licence_country,
            licence_number,
        })
    })();
    faults.into_result(read)
}

type Trainee = (String, String, NaiveDate, String, String);

fn read_trainee(
    faults: &mut Faults,
    form: &DeclareTrainingRequest,
    today: NaiveDate,
) -> Option<Trainee> {
    let trainee = &form.trainee;
    let surname = faults.check("/surname", PersonName::parse(&trainee.surname));
    let first_names = faults.check("/first_names", PersonName::parse(&trainee.first_names));
    let birth_date = parse_date(&trainee.birth_date).and_then(|date| check_past_date(date, today));
    let birth_date = faults.check("/birth_date", birth_date);
    let country = faults.check("/licence_country", Country::parse(&trainee.licence_country));
    let number = country.and_then(|country| {
        faults.check(
            "/licence_number",
            parse_declared_number(country, &trainee.licence_number),
        )
    });
    Some((
        surname?.into_string(),
        first_names?.into_string(),
        birth_date?,
        country?.as_str().to_owned(),
        number?.number,
    ))
}

fn read_sequences(faults: &mut Faults, forms: &[SequenceForm]) -> Option<Vec<SequenceView>> {
    if forms.len() > MAX_SEQUENCES {
        let fault = Fault::new(FieldErrorCode::TooManyItems)
            .max(MAX_SEQUENCES)
            .count(forms.len());
        faults.push("/sequences", fault);
        return None;
    }
    let mut sequences = Vec::with_capacity(forms.len());
    for (index, form) in forms.iter().enumerate() {
        let pointer = pointer_to("/sequences", index);
        sequences.extend(faults.within(&pointer, |faults| {
            let on = faults.check("/on", parse_date(&form.on));
            let minutes = faults.check("/minutes", in_range(form.minutes));
            let e_learning = faults.check(
                "/e_learning_minutes",
                check_part(form.e_learning_minutes, form.minutes),
            );
            Some(SequenceView {
                on: on?,
                minutes: minutes?,
                e_learning_minutes: e_learning?,
                centre: optional(faults, "/centre", form.centre.as_deref(), MAX_PERSON),
                subject: optional(faults, "/subject", form.subject.as_deref(), MAX_SUBJECT),
            })
        }));
    }
    Some(sequences)
}

fn text(text: &str, max: usize) -> Result<String, Fault> {
    let text = collapse_spaces(text);
    let length = text.chars().count();
    if text.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    if length > max {
        return Err(Fault::new(FieldErrorCode::TooLong).max(max).count(length));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldErrorCode::Malformed.into());
    }
    Ok(text)
}

fn optional(faults: &mut Faults, pointer: &str, given: Option<&str>, max: usize) -> Option<String> {
    let given = given.filter(|given| !given.trim().is_empty())?;
    faults.check(pointer, text(given, max))
}

fn in_range(minutes: u32) -> Result<u32, Fault> {
    if minutes > MAX_MINUTES {
        let max = usize::try_from(MAX_MINUTES).unwrap_or(usize::MAX);
        return Err(Fault::new(FieldErrorCode::OutOfRange).min(0).max(max));
    }
    Ok(minutes)
}

/// E-learning is a part of the whole.
fn check_part(part: u32, whole: u32) -> Result<u32, Fault> {
    if part > whole {
        let max = usize::try_from(whole).unwrap_or(usize::MAX);
        return Err(Fault::new(FieldErrorCode::OutOfRange).min(0).max(max));
    }
    Ok(part)
}
