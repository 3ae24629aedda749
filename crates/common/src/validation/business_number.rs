//! SIREN and SIRET, the numbers of French businesses and their sites, and the
//! number with which a business charges VAT.

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

text_value! {
    /// A VAT number of a member state: its two letters, then up to 12 more.
    VatNumber(parse_vat_number), max 14, example "FR83404833048"
}

impl Siren {
    /// In groups of three, as it is printed.
    #[must_use]
    pub fn pretty(&self) -> String {
        let groups: Vec<_> = self
            .0
            .as_bytes()
            .chunks(3)
            .map(String::from_utf8_lossy)
            .collect();
        groups.join(" ")
    }
}

impl Siret {
    /// The number of the business, without the site's.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0.get(..9).unwrap_or_default().to_owned())
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

fn parse_vat_number(text: &str) -> Result<String, Fault> {
    let number = super::strip_separators(text).to_ascii_uppercase();
    if number.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let malformed = || Fault::from(FieldErrorCode::Malformed);
    let (country, rest) = number.split_at_checked(2).ok_or_else(malformed)?;
    let is_formed = country.bytes().all(|letter| letter.is_ascii_uppercase())
        && (2..=12).contains(&rest.len())
        && rest.bytes().all(|letter| letter.is_ascii_alphanumeric());
    if is_formed && (country != "FR" || is_french(rest)) {
        Ok(number)
    } else {
        Err(malformed())
    }
}

/// A key of two characters before a SIREN. The key of digits is computed from the
/// SIREN (CGI, annex IV, article 286 ter); one with a letter cannot be checked.
fn is_french(rest: &str) -> bool {
    let Some((key, siren)) = rest.split_at_checked(2) else {
        return false;
    };
    let Ok(siren) = Siren::parse(siren) else {
        return false;
    };
    match (key.parse::<u64>(), siren.as_str().parse::<u64>()) {
        (Ok(key), Ok(siren)) => key == (12 + 3 * (siren % 97)) % 97,
        _ => key.bytes().any(|letter| letter.is_ascii_alphabetic()),
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
        assert_eq!(siret.siren().as_str(), "732829320");
        assert!(Siret::parse("73282932000075").is_err());
        // The digits of this site's number add up to 25, and fail Luhn.
        assert!(!luhn("35600000012341") && Siret::parse("35600000012332").is_ok());
    }

    #[test]
    fn a_vat_number_names_its_country_and_a_french_one_its_siren() {
        assert_eq!(
            VatNumber::parse("fr 83 404 833 048").unwrap().as_str(),
            "FR83404833048"
        );
        assert!(
            VatNumber::parse("FRAB404833048").is_ok(),
            "a key with letters"
        );
        assert!(VatNumber::parse("DE136695976").is_ok());
        for wrong in [
            "FR84404833048",
            "FR83404833049",
            "404833048",
            "FR",
            "é1234",
            "DE 12;3",
        ] {
            let code = VatNumber::parse(wrong).map_err(|fault| fault.code);
            assert_eq!(code, Err(FieldErrorCode::Malformed), "{wrong}");
        }
        assert_eq!(Siren::parse("404833048").unwrap().pretty(), "404 833 048");
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
            let _ = (Siren::parse(&text), Siret::parse(&text), VatNumber::parse(&text));
        }
    }
}
