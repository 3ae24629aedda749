//! Reads JSON into a type and names everything that does not fit, not only the
//! first thing.
//!
//! serde stops at the first fault. So each fault is noted, mended in a copy
//! (an unknown property removed, a missing or wrong one filled with something
//! that fits), and the copy read again, until it fits or nothing helps.

use common::field_error::{Faults, FieldErrorCode, MAX_ERRORS, pointer_to};
use common::problem_code::ProblemCode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

use crate::problem::ApiError;

/// How many things are tried in the place of one that does not fit.
const MAX_FILLERS: usize = 16;

/// Reads a body.
///
/// # Errors
///
/// 400 if it is not JSON, 422 with all faults if it does not fit.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut value: Value =
        serde_json::from_slice(bytes).map_err(|_| ApiError::from(ProblemCode::Malformed))?;
    let mut faults = Faults::new();
    let mut named: Vec<Vec<Step>> = Vec::new();
    for _ in 0..MAX_ERRORS {
        let misfit = match try_read::<T>(&value) {
            Ok(read) if faults.is_empty() => return Ok(read),
            Ok(_) => break,
            Err(misfit) => misfit,
        };
        // Of something that is missing as a whole, the parts are not named too.
        if !named.iter().any(|path| misfit.path.starts_with(path)) {
            faults.push(&misfit.pointer(), misfit.code);
            named.push(misfit.path.clone());
        }
        if !mend::<T>(&mut value, &misfit) {
            break;
        }
    }
    Err(faults.into())
}

/// The first thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Misfit {
    path: Vec<Step>,
    code: FieldErrorCode,
    /// A word that would fit, if serde names one.
    hint: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Property(String),
    Item(usize),
}

impl Misfit {
    fn pointer(&self) -> String {
        self.path
            .iter()
            .fold(String::new(), |pointer, step| match step {
                Step::Property(name) => pointer_to(&pointer, name),
                Step::Item(index) => pointer_to(&pointer, index),
            })
    }
}

fn try_read<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = steps(error.path());
        misfit(path, &error.inner().to_string())
    })
}

fn steps(path: &Path) -> Vec<Step> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Property(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// serde tells what is wrong in words only; the words of its own errors are stable.
fn misfit(mut path: Vec<Step>, message: &str) -> Misfit {
    let quoted = || message.split('`').nth(1).unwrap_or_default().to_owned();
    let mut hint = None;
    let code = if message.starts_with("missing field") {
        path.push(Step::Property(quoted()));
        FieldErrorCode::Required
    } else if message.starts_with("unknown field") {
        let name = Step::Property(quoted());
        if path.last() != Some(&name) {
            path.push(name);
        }
        FieldErrorCode::UnknownField
    } else if message.starts_with("unknown variant") {
        hint = message.split('`').nth(3).map(ToOwned::to_owned);
        FieldErrorCode::UnknownValue
    } else if message.starts_with("invalid type") {
        FieldErrorCode::WrongType
    } else {
        FieldErrorCode::Malformed
    };
    Misfit { path, code, hint }
}

fn mend<T: DeserializeOwned>(value: &mut Value, misfit: &Misfit) -> bool {
    if misfit.code == FieldErrorCode::UnknownField {
        return remove(value, &misfit.path);
    }
    let mut fillers = vec![
        json!({}),
        json!([]),
        json!(false),
        json!(0),
        json!(""),
        json!(null),
    ];
    fillers.extend(misfit.hint.as_deref().map(Value::from));
    for _ in 0..MAX_FILLERS {
        let Some(filler) = fillers.pop() else { break };
        let mut copy = value.clone();
        if !put(&mut copy, &misfit.path, filler) {
            return false;
        }
        match try_read::<T>(&copy) {
            // Still this place: one of its own words may fit.
            Err(next) if next.path == misfit.path => {
                if misfit.hint.is_none() {
                    fillers.extend(next.hint.as_deref().map(Value::from));
                }
            }
            _ => {
                *value = copy;
                return true;
            }
        }
    }
    false
}

fn remove(value: &mut Value, path: &[Step]) -> bool {
    let Some((Step::Property(name), parents)) = path.split_last() else {
        return false;
    };
    at(value, parents)
        .and_then(Value::as_object_mut)
        .is_some_and(|object| object.remove(name).is_some())
}

fn put(value: &mut Value, path: &[Step], filler: Value) -> bool {
    let Some((last, parents)) = path.split_last() else {
        *value = filler;
        return true;
    };
    match (at(value, parents), last) {
        (Some(Value::Object(object)), Step::Property(name)) => {
            object.insert(name.clone(), filler);
            true
        }
        (Some(Value::Array(items)), Step::Item(index)) => {
            items.get_mut(*index).map(|item| *item = filler).is_some()
        }
        _ => false,
    }
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Property(name) => value.get_mut(name),
        Step::Item(index) => value.get_mut(index),
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read into")]
    struct Form {
        name: String,
        age: u8,
        sector: common::words::Sector,
        driver: Inner,
        days: Vec<Inner>,
        note: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read into")]
    struct Inner {
        email: String,
    }

    fn faults_of(text: &str) -> Vec<(String, &'static str)> {
        let error = parse::<Form>(text.as_bytes()).unwrap_err();
        let mut list: Vec<_> = error
            .faults
            .iter()
            .map(|(pointer, fault)| (pointer.to_owned(), fault.code.as_str()))
            .collect();
        list.sort();
        list
    }

    #[test]
    fn what_fits_is_read() {
        let text = r#"{"name":"a","age":1,"sector":"goods","driver":{"email":"b"},"days":[]}"#;
        assert_eq!(parse::<Form>(text.as_bytes()).unwrap().name, "a");
    }

    #[test]
    fn names_everything_that_does_not_fit() {
        let expected = |list: &[(&str, &'static str)]| -> Vec<(String, &'static str)> {
            list.iter()
                .map(|(pointer, code)| ((*pointer).to_owned(), *code))
                .collect()
        };
        assert_eq!(
            faults_of(
                r#"{"age":"x","driver":{"email":"b","admin":true},"days":[{"email":1}],"zz":0}"#
            ),
            expected(&[
                ("/age", "wrong_type"),
                ("/days/0/email", "wrong_type"),
                ("/driver/admin", "unknown_field"),
                ("/name", "required"),
                ("/sector", "required"),
                ("/zz", "unknown_field"),
            ])
        );
    }

    #[test]
    fn never_ends_up_in_a_circle() {
        assert_eq!(faults_of("[]").len(), 1);
        assert_eq!(faults_of("3").len(), 1);
        let missing = ["/age", "/days", "/driver", "/name", "/sector"];
        let found: Vec<_> = faults_of("{}")
            .into_iter()
            .map(|(pointer, _)| pointer)
            .collect();
        assert_eq!(found, missing);
        assert!(
            faults_of(r#"{"sector":"boats"}"#).contains(&("/sector".to_owned(), "unknown_value"))
        );
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        for bad in ["", "{", "{'a':1}", "\u{0}", "{\"a\":1}x"] {
            let error = parse::<Form>(bad.as_bytes()).unwrap_err();
            assert_eq!(error.code, ProblemCode::Malformed, "{bad}");
        }
    }
}
