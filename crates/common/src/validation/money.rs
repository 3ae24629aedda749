//! Sums and rates as people type them.

use crate::field_error::{Fault, FieldErrorCode};
use crate::money::Cents;

/// More digits in front of the comma would be a mistake.
const MOST_DIGITS: usize = 7;

/// 100 % in basis points.
const WHOLE: u32 = 10_000;

/// Reads `25`, `25,5`, `25.50`, `1 000,00 €` as a sum that is not negative.
///
/// # Errors
///
/// Nothing given, or not a sum with at most two decimals.
pub fn parse_amount(text: &str) -> Result<Cents, Fault> {
    match hundredths(text, '€') {
        None => Err(FieldErrorCode::Required.into()),
        Some(None) => Err(FieldErrorCode::AmountMalformed.into()),
        Some(Some(cents)) => Ok(Cents(cents.into())),
    }
}

/// Reads `20`, `5,5`, `2.1 %` as a rate in basis points: 2,000 for 20 %.
///
/// # Errors
///
/// Nothing given, or not a rate from 0 to 100 per cent with at most two decimals.
pub fn parse_rate(text: &str) -> Result<u32, Fault> {
    match hundredths(text, '%') {
        None => Err(FieldErrorCode::Required.into()),
        Some(Some(rate)) if rate <= WHOLE => Ok(rate),
        Some(_) => Err(FieldErrorCode::RateMalformed.into()),
    }
}

/// A number with at most two decimals in hundredths, without its unit; `None` if nothing
/// is given, `Some(None)` if it is no number.
fn hundredths(text: &str, unit: char) -> Option<Option<u32>> {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let text = text.strip_suffix(unit).unwrap_or(&text);
    if text.is_empty() {
        return None;
    }
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, "00"));
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let is_number = (1..=MOST_DIGITS).contains(&whole.len())
        && (1..=2).contains(&part.len())
        && digits(whole)
        && digits(part);
    let number = is_number.then(|| format!("{whole}{part:0<2}"));
    Some(number.and_then(|number| number.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use proptest::prelude::*;

    #[test]
    fn reads_sums() {
        for (text, cents) in [
            ("25", 2_500),
            ("25,5", 2_550),
            ("25.50", 2_550),
            (" 1\u{202F}000,00\u{A0}€ ", 100_000),
            ("0", 0),
            ("9999999,99", 999_999_999),
        ] {
            assert_eq!(parse_amount(text), Ok(Cents(cents)), "{text}");
        }
        for text in [
            "-1", "1,", ",5", "1,234", "1e3", "vingt", "12345678", "1,5,5", "%",
        ] {
            let fault = parse_amount(text).map_err(|fault| fault.code);
            assert_eq!(fault, Err(FieldErrorCode::AmountMalformed), "{text}");
        }
        for text in ["", " ", "€"] {
            let fault = parse_amount(text).map_err(|fault| fault.code);
            assert_eq!(fault, Err(FieldErrorCode::Required), "{text}");
        }
    }

    #[test]
    fn reads_rates() {
        for (text, rate) in [
            ("20", 2_000),
            ("5,5", 550),
            ("2.1 %", 210),
            ("0", 0),
            ("100", 10_000),
        ] {
            assert_eq!(parse_rate(text), Ok(rate), "{text}");
        }
        for text in ["100,01", "-20", "20,555", "€"] {
            let fault = parse_rate(text).map_err(|fault| fault.code);
            assert_eq!(fault, Err(FieldErrorCode::RateMalformed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cents in 0_i64..1_000_000_000) {
            prop_assert_eq!(parse_amount(&Cents(cents).text(Language::French)), Ok(Cents(cents)));
            prop_assert_eq!(parse_amount(&Cents(cents).decimal()), Ok(Cents(cents)));
        }

        #[test]
        fn never_panics(text in "\\PC*|[0-9,.€%]{0,14}") {
            let _ = (parse_amount(&text), parse_rate(&text));
        }
    }
}
