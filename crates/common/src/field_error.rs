//! What is wrong with a field, in a form that server and browser share: a
//! stable code for programs, and one sentence in French or English that says
//! how to put it right. This is the only home of these sentences.

mod code;
mod messages;
mod nouns;

use chrono::NaiveDate;

pub use self::code::FieldErrorCode;
pub use self::messages::message;
pub use self::nouns::{Noun, noun_of};
use crate::training_rule::TrainingRule;
use crate::words::Language;

/// The most errors that one answer lists (peers' API conventions, "≤ 100").
pub const MAX_ERRORS: usize = 100;

/// One fault of one field, as it stands on the wire.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where the field stands in the request's body: a JSON pointer (RFC 6901).
    #[cfg_attr(
        feature = "openapi",
        schema(example = "/driver/birth_date", max_length = 256)
    )]
    pub pointer: String,
    /// The stable code; it never changes with the language.
    pub code: FieldErrorCode,
    /// How to put it right, in the language of `Accept-Language`.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "Saisissez une date passée pour la date de naissance.",
            max_length = 512
        )
    )]
    pub detail: String,
    /// The rule that is not kept, where a declared training breaks one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<TrainingRule>,
}

impl FieldError {
    /// Writes a fault out for the field at `pointer`; the pointer's last word
    /// decides how the sentence names the field.
    #[must_use]
    pub fn new(pointer: impl Into<String>, fault: &Fault, language: Language) -> Self {
        let pointer = pointer.into();
        let mut params = fault.params.clone();
        params.noun = params.noun.or_else(|| noun_of(&pointer));
        Self {
            detail: message(fault.code, &params, language),
            code: fault.code,
            rule: fault.params.rule,
            pointer,
        }
    }
}

/// What a sentence about a fault mentions. Only the parts that the code's
/// sentence uses are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// How the sentence names the field; taken from the pointer when absent.
    pub noun: Option<&'static Noun>,
    /// The part of the input that is meant; never a whole personal datum.
    pub found: Option<String>,
    /// How many were given.
    pub count: Option<u32>,
    /// The least allowed.
    pub min: Option<u32>,
    /// The most allowed.
    pub max: Option<u32>,
    /// The day that is meant.
    pub date: Option<NaiveDate>,
    /// The rule of domain §7.1 that is not kept.
    pub rule: Option<TrainingRule>,
}

/// A fault before it is written out: a code and what its sentence mentions.
///
/// Its `Display` shows the code alone, so that it can be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Fault {
    /// What is wrong.
    pub code: FieldErrorCode,
    /// What the sentence mentions.
    pub params: Params,
}

impl From<FieldErrorCode> for Fault {
    fn from(code: FieldErrorCode) -> Self {
        Self {
            code,
            params: Params::default(),
        }
    }
}

impl Fault {
    /// A fault whose sentence mentions nothing more.
    #[must_use]
    pub fn new(code: FieldErrorCode) -> Self {
        code.into()
    }

    /// Says how many were given.
    #[must_use]
    pub fn count(mut self, count: usize) -> Self {
        self.params.count = Some(small(count));
        self
    }

    /// Says how few are allowed.
    #[must_use]
    pub fn min(mut self, min: usize) -> Self {
        self.params.min = Some(small(min));
        self
    }

    /// Says how many are allowed.
    #[must_use]
    pub fn max(mut self, max: usize) -> Self {
        self.params.max = Some(small(max));
        self
    }

    /// Shows the part of the input that is meant, cut to 40 characters and
    /// without control characters.
    #[must_use]
    pub fn found(mut self, found: &str) -> Self {
        let shown = found.chars().filter(|letter| !letter.is_control()).take(40);
        self.params.found = Some(shown.collect());
        self
    }

    /// Names the day that is meant.
    #[must_use]
    pub const fn date(mut self, date: NaiveDate) -> Self {
        self.params.date = Some(date);
        self
    }

    /// Names the rule that is not kept.
    #[must_use]
    pub const fn rule(mut self, rule: TrainingRule) -> Self {
        self.params.rule = Some(rule);
        self
    }

    /// Names the field, when the pointer's last word does not.
    #[must_use]
    pub const fn noun(mut self, noun: &'static Noun) -> Self {
        self.params.noun = Some(noun);
        self
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Gathers the faults of all fields, so that a person corrects them in one go.
///
/// ```
/// use common::field_error::Faults;
/// use common::validation::{email::EmailAddress, names::PersonName};
/// use common::words::Language;
///
/// let mut faults = Faults::new();
/// faults.check("/surname_birth", PersonName::parse(""));
/// faults.check("/email", EmailAddress::parse("jean@"));
/// let errors = faults.to_errors(Language::French);
/// assert_eq!(errors[0].detail, "Saisissez le nom de naissance.");
/// assert_eq!(errors[1].pointer, "/email");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    prefix: String,
    list: Vec<(String, Fault)>,
}

impl Faults {
    /// No faults yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a check's value, or notes its fault at the JSON pointer.
    pub fn check<T>(&mut self, pointer: &str, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.push(pointer, fault)).ok()
    }

    /// Notes a fault at the JSON pointer.
    pub fn push(&mut self, pointer: &str, fault: impl Into<Fault>) {
        self.list
            .push((format!("{}{pointer}", self.prefix), fault.into()));
    }

    /// Runs checks whose pointers all stand below `prefix`.
    pub fn within<T>(&mut self, prefix: &str, checks: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.prefix.len();
        self.prefix.push_str(prefix);
        let value = checks(self);
        self.prefix.truncate(length);
        value
    }

    /// Whether nothing is wrong so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The pointers and faults, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fault)> {
        self.list
            .iter()
            .map(|(pointer, fault)| (pointer.as_str(), fault))
    }

    /// The faults written out, at most [`MAX_ERRORS`].
    #[must_use]
    pub fn to_errors(&self, language: Language) -> Vec<FieldError> {
        self.iter()
            .take(MAX_ERRORS)
            .map(|(pointer, fault)| FieldError::new(pointer, fault, language))
            .collect()
    }

    /// The value if it could be made and nothing is wrong.
    ///
    /// # Errors
    ///
    /// All the faults. If there are none but the value is missing, which is a
    /// mistake of the caller, the body as a whole is said to be required.
    pub fn into_result<T>(mut self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            None if self.is_empty() => {
                self.push("", FieldErrorCode::Required);
                Err(self)
            }
            _ => Err(self),
        }
    }
}

/// A JSON pointer one word longer; `~` and `/` in the word are escaped (RFC 6901, 3).
#[must_use]
pub fn pointer_to(parent: &str, word: impl std::fmt::Display) -> String {
    let word = word.to_string().replace('~', "~0").replace('/', "~1");
    format!("{parent}/{word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathers_all_faults_with_their_pointers() {
        let mut faults = Faults::new();
        assert_eq!(faults.check("/a", Ok(1)), Some(1));
        faults.within("/driver", |faults| {
            faults.push("/email", FieldErrorCode::Required);
            faults.within("/address", |faults| {
                faults.push("/city", FieldErrorCode::Required)
            });
        });
        faults.push(
            "/hours",
            Fault::new(FieldErrorCode::OutOfRange).min(1).max(9),
        );
        let pointers: Vec<_> = faults
            .iter()
            .map(|(pointer, _)| pointer.to_owned())
            .collect();
        assert_eq!(
            pointers,
            ["/driver/email", "/driver/address/city", "/hours"]
        );
        assert!(faults.clone().into_result(Some(1)).is_err());
        let detail = &faults.to_errors(Language::English)[0].detail;
        assert_eq!(detail, "Enter the e-mail address.");
    }

    #[test]
    fn a_missing_value_without_a_fault_is_still_an_error() {
        assert!(Faults::new().into_result::<u8>(None).is_err());
        assert_eq!(Faults::new().into_result(Some(1)), Ok(1));
    }

    #[test]
    fn escapes_pointers() {
        assert_eq!(pointer_to("/items", 3), "/items/3");
        assert_eq!(pointer_to("", "a/b~c"), "/a~1b~0c");
    }

    #[test]
    fn shows_no_control_characters_and_little_of_the_input() {
        let fault = Fault::new(FieldErrorCode::UnknownValue).found(&"x\r\n".repeat(90));
        assert_eq!(fault.params.found, Some("x".repeat(40)));
    }
}
