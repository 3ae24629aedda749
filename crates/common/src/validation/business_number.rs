//! SIREN and SIRET, the numbers of French businesses and their sites.

use super::text_value::text_value;
use crate::field_error::{Fault, FieldErrorCode};

/// La Poste, whose sites' numbers follow a rule of their own.
const LA_POSTE: &str = "356000000";

text_value! {
    /// The 9 digits of a business.
    Siren(parse_siren), max 9, example "352973622"
}

text_value! {
    /// The 14 digits of a business's site.
    Siret(parse_siret), max 14, example "35297362200018"
}

impl Siret {
    /// The number of the business, without the site's.
    #[must_use]
    pub fn siren(&self) -> &str {
        self.0.get(..9).unwrap_or_default()
    }
}

fn parse_siren(text: &str) -> Result<String, Fault> {
    let digits = digits(text, 9, FieldErrorCode::SirenMalformed)?;
    if luhn(&digits) {
        Ok(digits)
    } else {
        Err(FieldErrorCode::SirenMalformed.into())
    }
}

fn parse_siret(text: &str) -> Result<String, Fault> {
    let digits = digits(text, 14, FieldErrorCode::SiretMalformed)?;
    let is_post_office = digits.starts_with(LA_POSTE)
        && digits
            .bytes()
            .map(|digit| u32::from(digit - b'0'))
            .sum::<u32>()
            % 5
            == 0;
    if luhn(&digits) || is_post_office {
        Ok(digits)
    } else {
        Err(FieldErrorCode::SiretMalformed.into())
    }
}

fn digits(text: &str, length: usize, code: FieldErrorCode) -> Result<String, Fault> {
    let digits = super::strip_separators(text);
    if digits.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let is_number = digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit());
    if is_number && digits.bytes().any(|digit| digit != b'0') {
        Ok(digits)
    } else {
        Err(code.into())
    }
}

/// The sum of ISO/IEC 7812-1, annex B, ends in 0.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.saturating_sub(b'0')) * if place % 2 == 1 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn checks_the_check_digit() {
        assert!(Siren::parse("352 973 622").is_ok());
        assert_eq!(
            Siren::parse("352973623").map_err(|fault| fault.code),
            Err(FieldErrorCode::SirenMalformed)
        );
        assert_eq!(
            Siren::parse("000000000").map_err(|fault| fault.code),
            Err(FieldErrorCode::SirenMalformed)
        );
        assert_eq!(
            Siren::parse("").map_err(|fault| fault.code),
            Err(FieldErrorCode::Required)
        );
        let siret = Siret::parse("732 829 320 00074").unwrap();
        assert_eq!(siret.siren(), "732829320");
        assert!(Siret::parse("73282932000075").is_err());
        // The digits of this site's number add up to 25, and fail Luhn.
        assert!(!luhn("35600000012341") && Siret::parse("35600000012332").is_ok());
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_found(number in 10_000_000u32..99_999_999, place in 0usize..9, change in 1u8..10) {
            let body = number.to_string();
            let good = (0..10).map(|check| format!("{body}{check}")).find(|digits| luhn(digits)).unwrap();
            prop_assert!(Siren::parse(&good).is_ok());
            let mut bytes = good.into_bytes();
            bytes[place] = b'0' + (bytes[place] - b'0' + change) % 10;
            prop_assert!(Siren::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = (Siren::parse(&text), Siret::parse(&text));
        }
    }
}
