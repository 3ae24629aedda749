//! Fills the sentences of `sentences` in.

mod sentences;

use self::sentences::{FILE_SENTENCES, SENTENCES, TRAINING_SENTENCES};
use super::nouns::FIELD;
use super::{FieldErrorCode, Params};
use crate::dates::long_date;
use crate::words::Language;

/// The sentence for a code: what to do, in plain words.
///
/// A template's `{count}`, `{min}`, `{max}`, `{date}`, `{found}` and `{field}`
/// stand for the parameters; `{count:one|many}` chooses by the number. A
/// sentence (up to the next `§`) whose parameter is missing is left out.
#[must_use]
pub fn message(code: FieldErrorCode, params: &Params, language: Language) -> String {
    let template = sentences().find(|entry| entry.0 == code);
    let template = match (template, language) {
        (Some(entry), Language::French) => entry.1,
        (Some(entry), Language::English) => entry.2,
        (None, _) => return code.as_str().to_owned(),
    };
    let sentences: Vec<_> = template
        .split('§')
        .filter_map(|sentence| fill(sentence, params, language))
        .collect();
    sentences.concat().trim_start().to_owned()
}

fn sentences() -> impl Iterator<Item = &'static (FieldErrorCode, &'static str, &'static str)> {
    SENTENCES
        .iter()
        .chain(FILE_SENTENCES)
        .chain(TRAINING_SENTENCES)
}

fn fill(template: &str, params: &Params, language: Language) -> Option<String> {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(&value(placeholder, params, language)?);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

fn value(placeholder: &str, params: &Params, language: Language) -> Option<String> {
    let (name, forms) = placeholder.split_once(':').unwrap_or((placeholder, ""));
    let number = match name {
        "count" => params.count?,
        "min" => params.min?,
        "max" => params.max?,
        "date" => return Some(long_date(params.date?, language)),
        "found" => return params.found.clone(),
        _ => return Some(params.noun.unwrap_or(&FIELD).text(language).to_owned()),
    };
    let Some((one, many)) = forms.split_once('|') else {
        return Some(number.to_string());
    };
    let single = match language {
        Language::French => number < 2,
        Language::English => number == 1,
    };
    Some(if single { one } else { many }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_error::{Fault, noun_of};
    use chrono::NaiveDate;

    #[test]
    fn every_code_has_a_sentence_in_both_languages() {
        let nothing = Params::default();
        let everything = Params {
            noun: noun_of("/email"),
            found: Some("x".to_owned()),
            count: Some(3),
            min: Some(2),
            max: Some(2),
            date: NaiveDate::from_ymd_opt(2026, 11, 1),
            rule: None,
        };
        for code in FieldErrorCode::ALL {
            assert_eq!(
                sentences().filter(|entry| entry.0 == *code).count(),
                1,
                "{code}"
            );
            for language in [Language::French, Language::English] {
                for params in [&nothing, &everything] {
                    let text = message(*code, params, language);
                    let lower = text.to_lowercase();
                    assert!(text.ends_with('.') || text.ends_with('»'), "{code}: {text}");
                    assert!(!text.contains(['{', '}', '§', '|']), "{code}: {text}");
                    for word in ["veuillez", "invalid", "désolé", "sorry", "oups", "please"] {
                        assert!(!lower.contains(word), "{code}: {text}");
                    }
                }
            }
        }
    }

    #[test]
    fn counts_in_words() {
        let fault = Fault::new(FieldErrorCode::NephDigits).count(11);
        assert_eq!(
            message(fault.code, &fault.params, Language::French),
            "Saisissez les 12 chiffres du numéro de dossier (NEPH). 11 chiffres ont été donnés."
        );
        let fault = Fault::new(FieldErrorCode::NephDigits).count(1);
        assert_eq!(
            message(fault.code, &fault.params, Language::English),
            "Enter the 12 digits of the file number (NEPH). 1 digit was given."
        );
        assert_eq!(
            message(
                FieldErrorCode::NephDigits,
                &Params::default(),
                Language::French
            ),
            "Saisissez les 12 chiffres du numéro de dossier (NEPH)."
        );
    }
}
