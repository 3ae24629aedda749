//! The columns of a CSV file of declarations, and a line read by them.

use common::dto::training::{DeclareTrainingRequest, SequenceForm, TraineeForm};
use common::field_error::{Fault, Faults, FieldErrorCode, pointer_to};

/// A column: its name, the field it fills, and whether it has to be there.
struct Column {
    name: &'static str,
    pointer: &'static str,
    is_required: bool,
}

const fn column(name: &'static str, pointer: &'static str, is_required: bool) -> Column {
    Column {
        name,
        pointer,
        is_required,
    }
}

/// Every column that is known.
const COLUMNS: [Column; 17] = [
    column("external_id", "/external_id", true),
    column("kind", "/kind", true),
    column("sector", "/sector", true),
    column("title_code", "/title_code", false),
    column("approval_number", "/approval_number", true),
    column("started_on", "/started_on", true),
    column("completed_on", "/completed_on", true),
    column("minutes", "/minutes", true),
    column("e_learning_minutes", "/e_learning_minutes", false),
    column("practical_part", "/practical_part", false),
    column("sequences", "/sequences", false),
    column("instructor", "/instructor", false),
    column("surname", "/trainee/surname", true),
    column("first_names", "/trainee/first_names", true),
    column("birth_date", "/trainee/birth_date", true),
    column("licence_country", "/trainee/licence_country", true),
    column("licence_number", "/trainee/licence_number", true),
];

/// The columns of a file, by its first line.
///
/// # Errors
///
/// Each name that is unknown or stands there twice, and each that is missing.
pub(super) fn check_names(names: &[String]) -> Result<Vec<String>, Faults> {
    let mut faults = Faults::new();
    let mut seen: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let name = name.trim().to_ascii_lowercase();
        let pointer = pointer_to("/columns", &name);
        if seen.contains(&name) {
            faults.push(&pointer, FieldErrorCode::DuplicateItem);
        } else if COLUMNS.iter().all(|column| column.name != name) {
            faults.push(&pointer, FieldErrorCode::UnknownField);
        }
        seen.push(name);
    }
    for column in COLUMNS.iter().filter(|column| column.is_required) {
        if !seen.iter().any(|name| name == column.name) {
            faults.push(
                &pointer_to("/columns", column.name),
                FieldErrorCode::Required,
            );
        }
    }
    faults.into_result(Some(seen))
}

/// A line's fields by the names of their columns.
pub(super) struct Line<'a> {
    columns: &'a [String],
    fields: &'a [String],
}

impl<'a> Line<'a> {
    /// The fields of a line in the order of the columns; what is left out at its end is
    /// empty.
    pub(super) const fn new(columns: &'a [String], fields: &'a [String]) -> Self {
        Self { columns, fields }
    }

    fn get(&self, name: &str) -> &'a str {
        let place = self.columns.iter().position(|column| column == name);
        let field = place.and_then(|place| self.fields.get(place));
        field.map_or("", |field| field.trim())
    }

    fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The centre's own number, for the report.
    pub(super) fn external_id(&self) -> Option<String> {
        self.optional("external_id")
    }

    /// The declaration that the line makes.
    ///
    /// # Errors
    ///
    /// The fields that are no word of theirs, or no number.
    pub(super) fn read(&self) -> Result<DeclareTrainingRequest, Faults> {
        let mut faults = Faults::new();
        if self.fields.len() > self.columns.len() {
            faults.push("", FieldErrorCode::UnknownField);
        }
        let kind = self.parse("kind", &mut faults);
        let sector = self.parse("sector", &mut faults);
        let minutes = self.parse("minutes", &mut faults);
        let e_learning = match self.get("e_learning_minutes") {
            "" => Some(0),
            _ => self.parse("e_learning_minutes", &mut faults),
        };
        let practical_part = faults.check(
            "/practical_part",
            truth(self.get("practical_part")).ok_or_else(|| FieldErrorCode::Malformed.into()),
        );
        let sequences = faults.check("/sequences", sequences(self.get("sequences")));
        let read = (|| {
            Some(DeclareTrainingRequest {
                external_id: self.text("external_id"),
                kind: kind?,
                sector: sector?,
                title_code: self.optional("title_code"),
                approval_number: self.text("approval_number"),
                started_on: self.text("started_on"),
                completed_on: self.text("completed_on"),
                minutes: minutes?,
                e_learning_minutes: e_learning?,
                practical_part: practical_part?,
                sequences: sequences?,
                instructor: self.optional("instructor"),
                trainee: self.trainee(),
            })
        })();
        faults.into_result(read)
    }

    fn trainee(&self) -> TraineeForm {
        TraineeForm {
            surname: self.text("surname"),
            first_names: self.text("first_names"),
            birth_date: self.text("birth_date"),
            licence_country: self.text("licence_country"),
            licence_number: self.text("licence_number"),
        }
    }

    fn parse<T: std::str::FromStr>(&self, name: &str, faults: &mut Faults) -> Option<T> {
        let text = self.get(name);
        let pointer = COLUMNS.iter().find(|column| column.name == name);
        let pointer = pointer.map_or("", |column| column.pointer);
        let code = if text.is_empty() {
            FieldErrorCode::Required
        } else {
            FieldErrorCode::Malformed
        };
        faults.check(pointer, text.parse().map_err(|_| Fault::new(code)))
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "yes" | "oui" => Some(true),
        "" | "false" | "0" | "no" | "non" => Some(false),
        _ => None,
    }
}

/// `2026-03-02:420:0|2026-03-09:420`: day, minutes, and of these by e-learning; then the
/// centre's name when another one gave it.
fn sequences(text: &str) -> Result<Vec<SequenceForm>, Fault> {
    let malformed = || Fault::new(FieldErrorCode::Malformed);
    let parts = text.split('|').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            let mut fields = part.splitn(4, ':').map(str::trim);
            let on = fields.next().ok_or_else(malformed)?.to_owned();
            let minutes = fields.next().ok_or_else(malformed)?;
            let e_learning = fields.next().filter(|field| !field.is_empty());
            let centre = fields.next().filter(|field| !field.is_empty());
            Ok(SequenceForm {
                on,
                minutes: minutes.parse().map_err(|_| malformed())?,
                e_learning_minutes: e_learning
                    .map_or(Ok(0), str::parse)
                    .map_err(|_| malformed())?,
                centre: centre.map(ToOwned::to_owned),
                subject: None,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn required() -> Vec<String> {
        let required = COLUMNS.iter().filter(|column| column.is_required);
        required.map(|column| column.name.to_owned()).collect()
    }

    #[test]
    fn columns_may_stand_in_any_order_and_are_named_when_they_do_not_fit() {
        let mut names = required();
        names.reverse();
        assert_eq!(check_names(&names).unwrap(), names);
        names.pop();
        names.push("email".to_owned());
        names.push("Kind ".to_owned());
        let faults = check_names(&names).unwrap_err();
        let found: Vec<_> = faults
            .iter()
            .map(|(pointer, fault)| (pointer.to_owned(), fault.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/columns/email".to_owned(), FieldErrorCode::UnknownField),
                ("/columns/kind".to_owned(), FieldErrorCode::DuplicateItem),
                ("/columns/external_id".to_owned(), FieldErrorCode::Required),
            ]
        );
    }

    #[test]
    fn a_line_says_what_is_no_word_and_no_number() {
        let columns = owned(&["kind", "sector", "minutes", "practical_part", "sequences"]);
        let fields = owned(&["fimo", "air", "", "peut-être", "2026-03-02"]);
        let faults = Line::new(&columns, &fields).read().unwrap_err();
        let found: Vec<_> = faults
            .iter()
            .map(|(pointer, fault)| (pointer, fault.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/sector", FieldErrorCode::Malformed),
                ("/minutes", FieldErrorCode::Required),
                ("/practical_part", FieldErrorCode::Malformed),
                ("/sequences", FieldErrorCode::Malformed),
            ]
        );
    }

    #[test]
    fn sequences_stand_in_one_field() {
        let read = sequences("2026-03-02:420 | 2026-03-09:840:120:CFTR Lyon").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].minutes, read[0].e_learning_minutes), (420, 0));
        assert_eq!(read[1].centre.as_deref(), Some("CFTR Lyon"));
        assert_eq!(sequences("").unwrap(), []);
    }
}
