//! Telephone numbers, kept as E.164.

use super::text_value::text_value;
use crate::field_error::{Fault, FieldErrorCode};

text_value! {
    /// A telephone number with its country code, such as `+33612345678` (E.164).
    PhoneNumber(parse), max 16, example "+33612345678"
}

impl PhoneNumber {
    /// Whether the number can receive SMS. Of numbers outside France's plan
    /// this is not known, and taken to be so.
    #[must_use]
    pub fn can_receive_sms(&self) -> bool {
        !is_french_fixed_line(&self.0)
    }

    /// Parses a number that must receive SMS.
    ///
    /// # Errors
    ///
    /// As `parse`, or a French fixed line.
    pub fn parse_mobile(text: &str) -> Result<Self, Fault> {
        let number = Self::parse(text)?;
        if !number.can_receive_sms() {
            return Err(FieldErrorCode::PhoneNotMobile.into());
        }
        Ok(number)
    }

    /// The number as people read it: "06 12 34 56 78", "+262 692 12 34 56".
    #[must_use]
    pub fn pretty(&self) -> String {
        if let Some(rest) = self.0.strip_prefix("+33") {
            return pairs(&format!("0{rest}"));
        }
        let overseas = OVERSEAS
            .iter()
            .find_map(|code| Some((code, self.0.strip_prefix(code)?)));
        match overseas {
            Some((code, rest)) if rest.is_char_boundary(3) => {
                let (area, rest) = rest.split_at(3);
                format!("{code} {area} {}", pairs(rest))
            }
            _ => self.0.clone(),
        }
    }

    /// The number with only its ends shown, for histories: "+33 ••••• 78".
    #[must_use]
    pub fn masked(&self) -> String {
        let (start, end) = (
            self.0.get(..3).unwrap_or("+"),
            self.0.get(self.0.len().saturating_sub(2)..),
        );
        format!("{start} ••••• {}", end.unwrap_or_default())
    }
}

fn pairs(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 2 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// Réunion and Mayotte, Guadeloupe, Guyane, Martinique: nine digits follow.
const OVERSEAS: [&str; 4] = ["+262", "+590", "+594", "+596"];

fn parse(text: &str) -> Result<String, Fault> {
    let stripped: String = text
        .chars()
        .filter(|letter| !is_separator(*letter))
        .collect();
    if stripped.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let malformed = || Fault::from(FieldErrorCode::PhoneMalformed);
    let digits = stripped.strip_prefix('+').unwrap_or(&stripped);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    let international = if stripped.starts_with('+') {
        stripped.clone()
    } else if let Some(rest) = stripped.strip_prefix("00") {
        format!("+{rest}")
    } else {
        from_national(&stripped).ok_or_else(malformed)?
    };
    if is_complete(&international) {
        Ok(international)
    } else {
        Err(malformed())
    }
}

/// Spaces, dots, hyphens, slashes and brackets between digits.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}'
        )
}

/// A number of ten digits as dialled within France; an overseas prefix gives
/// its own country code.
fn from_national(digits: &str) -> Option<String> {
    let rest = digits.strip_prefix('0').filter(|rest| rest.len() == 9)?;
    let code = match rest.get(..3)? {
        "262" | "263" | "269" | "639" | "692" | "693" => "+262",
        "590" | "690" | "691" => "+590",
        "594" | "694" => "+594",
        "596" | "696" | "697" => "+596",
        _ => "+33",
    };
    Some(format!("{code}{rest}"))
}

fn is_complete(number: &str) -> bool {
    let length = number.len().saturating_sub(1);
    if let Some(rest) = number.strip_prefix("+33") {
        return rest.len() == 9 && !rest.starts_with('0');
    }
    if OVERSEAS.iter().any(|code| number.starts_with(code)) {
        return length == 12;
    }
    (8..=15).contains(&length) && !number.starts_with("+0")
}

fn is_french_fixed_line(number: &str) -> bool {
    if let Some(rest) = number.strip_prefix("+33") {
        return !rest.starts_with(['6', '7']);
    }
    OVERSEAS
        .iter()
        .find_map(|code| number.strip_prefix(code))
        .is_some_and(|rest| !rest.starts_with(['6', '7']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_mobile_numbers_in_many_forms() {
        for (given, kept) in [
            ("06 12 34 56 78", "+33612345678"),
            ("+33612345678", "+33612345678"),
            ("0033 6 12 34 56 78", "+33612345678"),
            ("07.12.34.56.78", "+33712345678"),
            ("0692 12 34 56", "+262692123456"),
            ("+590 690 12 34 56", "+590690123456"),
            ("0694123456", "+594694123456"),
            ("0696-12-34-56", "+596696123456"),
            ("+48 601 234 567", "+48601234567"),
        ] {
            assert_eq!(
                PhoneNumber::parse_mobile(given)
                    .as_ref()
                    .map(PhoneNumber::as_str),
                Ok(kept),
                "{given}"
            );
        }
    }

    #[test]
    fn says_what_is_wrong_with_others() {
        for (given, code) in [
            ("0123456789", FieldErrorCode::PhoneNotMobile),
            ("+33 1 23 45 67 89", FieldErrorCode::PhoneNotMobile),
            ("0262 12 34 56", FieldErrorCode::PhoneNotMobile),
            ("061234567", FieldErrorCode::PhoneMalformed),
            ("06123456789", FieldErrorCode::PhoneMalformed),
            ("+330612345678", FieldErrorCode::PhoneMalformed),
            ("612345678", FieldErrorCode::PhoneMalformed),
            ("06 12 34 56 7x", FieldErrorCode::PhoneMalformed),
            ("06+12345678", FieldErrorCode::PhoneMalformed),
            ("+", FieldErrorCode::PhoneMalformed),
            (" ", FieldErrorCode::Required),
        ] {
            assert_eq!(
                PhoneNumber::parse_mobile(given).map_err(|fault| fault.code),
                Err(code),
                "{given}"
            );
        }
    }

    #[test]
    fn writes_numbers_for_people() {
        let pretty = |text| PhoneNumber::parse(text).unwrap().pretty();
        assert_eq!(pretty("+33612345678"), "06 12 34 56 78");
        assert_eq!(pretty("0692123456"), "+262 692 12 34 56");
        assert_eq!(pretty("+48601234567"), "+48601234567");
        assert_eq!(
            PhoneNumber::parse("0612345678").unwrap().masked(),
            "+33 ••••• 78"
        );
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing(text in "\\PC*|[+0][0-9 .-]{6,18}") {
            if let Ok(number) = PhoneNumber::parse(&text) {
                prop_assert!(number.as_str().len() <= 16);
                prop_assert_eq!(&PhoneNumber::parse(&number.pretty()), &Ok(number.clone()));
                prop_assert_eq!(PhoneNumber::parse(number.as_str()), Ok(number));
            }
        }
    }
}
