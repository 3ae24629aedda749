//! Surnames, first names and places of birth.

use unicode_normalization::UnicodeNormalization as _;

use super::scripts::is_printed_letter;
use super::text_value::text_value;
use crate::field_error::{Fault, FieldErrorCode};

/// The most characters of a name.
pub const MAX_NAME: usize = 60;

text_value! {
    /// A surname or first names as the person writes them in Latin, Greek or
    /// Cyrillic letters, in NFC.
    PersonName(parse_name), max 60, example "Lefèvre"
}

text_value! {
    /// A place of birth: like a name, but with digits, commas, dots, slashes
    /// and brackets ("Paris 12e (75)").
    PlaceName(parse_place), max 60, example "Lyon 3e"
}

fn parse_name(text: &str) -> Result<String, Fault> {
    parse(text, |sign| matches!(sign, ' ' | '\'' | '’' | '-'))
}

fn parse_place(text: &str) -> Result<String, Fault> {
    parse(text, |sign| {
        sign.is_ascii_digit()
            || matches!(sign, ' ' | '\'' | '’' | '-' | ',' | '.' | '/' | '(' | ')')
    })
}

fn parse(text: &str, is_sign: impl Fn(char) -> bool) -> Result<String, Fault> {
    let name = collapse_spaces(text);
    if name.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let length = name.chars().count();
    if length > MAX_NAME {
        return Err(Fault::new(FieldErrorCode::TooLong)
            .max(MAX_NAME)
            .count(length));
    }
    if let Some(other) = name
        .chars()
        .find(|&letter| !is_printed_letter(letter) && !is_sign(letter))
    {
        // What no font of ours has would end as an empty box on card and certificate.
        let code = if other.is_alphabetic() || is_combining(other) {
            FieldErrorCode::NameNotPrintable
        } else {
            FieldErrorCode::NameCharacters
        };
        return Err(Fault::new(code).found(&other.to_string()));
    }
    // "X Æ A-12" fails by its digits, "---" by this.
    if !name.chars().any(char::is_alphabetic) {
        return Err(Fault::new(FieldErrorCode::NameCharacters));
    }
    Ok(name)
}

/// In NFC, without spaces at the ends, with one space for several. Tabs, line
/// breaks and no-break spaces count as spaces.
#[must_use]
pub fn collapse_spaces(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let words: Vec<_> = composed.split_whitespace().collect();
    words.join(" ")
}

/// The form in which two names are compared, never shown: upper-case letters
/// and digits without accents, apostrophes, hyphens or spaces.
///
/// ```
/// use common::validation::names::comparison_key;
/// assert_eq!(comparison_key("D’Artagnan-Lefèvre"), "DARTAGNANLEFEVRE");
/// assert_eq!(comparison_key("Œuvrard"), comparison_key("OEUVRARD"));
/// ```
#[must_use]
pub fn comparison_key(name: &str) -> String {
    let upper: String = name.nfkd().flat_map(char::to_uppercase).collect();
    // Upper-casing can make letters that decompose once more ("ΐ").
    let letters = upper
        .nfkd()
        .filter(|letter| letter.is_alphanumeric() && !is_combining(*letter));
    let mut key = String::with_capacity(name.len());
    for letter in letters {
        match letter {
            'Æ' => key.push_str("AE"),
            'Œ' => key.push_str("OE"),
            'ẞ' => key.push_str("SS"),
            'Þ' => key.push_str("TH"),
            'Ø' => key.push('O'),
            'Ł' => key.push('L'),
            'Đ' | 'Ð' => key.push('D'),
            letter => key.push(letter),
        }
    }
    key
}

/// Whether the letter is an accent that stands behind its base letter.
fn is_combining(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_names_as_people_write_them() {
        for (given, kept) in [
            ("D’ARTAGNAN-LEFÈVRE", "D’ARTAGNAN-LEFÈVRE"),
            ("Nguyễn", "Nguyễn"),
            ("Nguye\u{302}\u{303}n", "Nguyễn"),
            ("  Jean   Paul ", "Jean Paul"),
            ("O'Neill", "O'Neill"),
            ("Παπαδόπουλος", "Παπαδόπουλος"),
            ("Ковальчук", "Ковальчук"),
        ] {
            assert_eq!(
                PersonName::parse(given).as_ref().map(PersonName::as_str),
                Ok(kept)
            );
        }
    }

    #[test]
    fn refuses_what_is_not_a_name() {
        let code = |text: &str| PersonName::parse(text).map_err(|fault| fault.code);
        for (given, expected) in [
            ("X Æ A-12", FieldErrorCode::NameCharacters),
            ("<b>", FieldErrorCode::NameCharacters),
            ("---", FieldErrorCode::NameCharacters),
            ("Jean\u{0}", FieldErrorCode::NameCharacters),
            ("محمد", FieldErrorCode::NameNotPrintable),
            ("王小明", FieldErrorCode::NameNotPrintable),
            ("Jean\u{334}", FieldErrorCode::NameNotPrintable),
            ("   ", FieldErrorCode::Required),
            ("", FieldErrorCode::Required),
        ] {
            assert_eq!(code(given), Err(expected), "{given}");
        }
        assert_eq!(code(&"a".repeat(61)), Err(FieldErrorCode::TooLong));
        assert!(PersonName::parse(&"é".repeat(60)).is_ok());
    }

    #[test]
    fn places_may_have_numbers() {
        assert!(PlaceName::parse("Paris 12e (75)").is_ok());
        assert!(PlaceName::parse("<Paris>").is_err());
        let fault = PlaceName::parse("القاهرة").unwrap_err();
        assert_eq!(fault.code, FieldErrorCode::NameNotPrintable);
        assert_eq!(fault.params.found.as_deref(), Some("ا"));
    }

    #[test]
    fn compares_without_accents() {
        for (left, right) in [
            ("Lefèvre", "LEFEVRE"),
            ("DE LA TOUR", "Delatour"),
            ("Jean-Pierre", "JEAN PIERRE"),
            ("O’Neill", "O'NEILL"),
            ("Straße", "STRASSE"),
            ("Søren", "SOREN"),
        ] {
            assert_eq!(comparison_key(left), comparison_key(right));
        }
        assert_ne!(comparison_key("Martin"), comparison_key("Marti"));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in any::<String>()) {
            if let Ok(name) = PersonName::parse(&text) {
                let again = PersonName::parse(name.as_str());
                prop_assert_eq!(again.as_ref(), Ok(&name));
                prop_assert_eq!(comparison_key(name.as_str()), comparison_key(&text));
            }
            let key = comparison_key(&text);
            prop_assert_eq!(comparison_key(&key), key);
        }
    }
}
