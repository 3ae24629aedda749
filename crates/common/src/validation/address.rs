//! Postal addresses as they are printed on an envelope (NF Z 10-011): six
//! lines of 38 characters, of which the first is the name and the last is
//! postal code and town.

use super::names::collapse_spaces;
use crate::countries::Country;
use crate::dto::address::Address;
use crate::field_error::{Fault, Faults, FieldErrorCode, pointer_to};

/// The most characters of a line.
pub const MAX_LINE: usize = 38;

/// The most lines between name and postal code.
pub const MAX_LINES: usize = 4;

/// The most characters of a foreign postal code.
pub const MAX_POSTAL_CODE: usize = 16;

/// Checks an address as typed and gives back what is stored: spaces collapsed,
/// empty lines left out. Faults stand at `/lines/0`, `/postal_code`, `/town`
/// and `/country` below the collector's prefix.
pub fn check_address(address: &Address, faults: &mut Faults) -> Option<Address> {
    let lines = check_lines(&address.lines, faults);
    let country = faults.check("/country", Country::parse(&address.country));
    let postal_code = faults.check(
        "/postal_code",
        parse_postal_code(&address.postal_code, country.unwrap_or(Country::FRANCE)),
    );
    let town = faults.check("/town", parse_line(&address.town));
    let (postal_code, town) = (postal_code?, town?);
    // Both stand on the same line of the envelope.
    let length = postal_code.chars().count() + 1 + town.chars().count();
    if length > MAX_LINE {
        let left = MAX_LINE.saturating_sub(postal_code.chars().count() + 1);
        let fault = Fault::new(FieldErrorCode::AddressLineTooLong);
        faults.push("/town", fault.max(left).count(town.chars().count()));
        return None;
    }
    Some(Address {
        lines: lines?,
        postal_code,
        town,
        country: country?.as_str().to_owned(),
    })
}

fn check_lines(given: &[String], faults: &mut Faults) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut is_right = true;
    for (index, line) in given
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let line = faults.check(&pointer_to("/lines", index), parse_line(line));
        is_right &= line.is_some();
        lines.extend(line);
    }
    if lines.is_empty() && is_right {
        faults.push("/lines/0", FieldErrorCode::Required);
        return None;
    }
    if lines.len() > MAX_LINES {
        faults.push(
            "/lines",
            Fault::new(FieldErrorCode::TooManyItems)
                .max(MAX_LINES)
                .count(lines.len()),
        );
        return None;
    }
    is_right.then_some(lines)
}

/// Checks one line: up to 38 characters that a printer can print.
///
/// # Errors
///
/// Nothing given, too long, or a character that no address has.
pub fn parse_line(text: &str) -> Result<String, Fault> {
    let line = collapse_spaces(text);
    if line.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let length = line.chars().count();
    if length > MAX_LINE {
        return Err(Fault::new(FieldErrorCode::AddressLineTooLong)
            .max(MAX_LINE)
            .count(length));
    }
    let is_allowed = |letter: char| letter.is_alphanumeric() || is_sign(letter);
    if let Some(other) = line.chars().find(|letter| !is_allowed(*letter)) {
        return Err(Fault::new(FieldErrorCode::UnknownValue).found(&other.to_string()));
    }
    Ok(line)
}

fn is_sign(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter) || " '’-.,/()&+°ºª#:·\"".contains(letter)
}

/// Checks a postal code: five digits in France, free within 16 letters, digits,
/// spaces and hyphens elsewhere, where it may be absent.
///
/// # Errors
///
/// Missing in France, or not of the form.
pub fn parse_postal_code(text: &str, country: Country) -> Result<String, Fault> {
    if country.is_france() || country.as_str() == "MC" {
        return parse_french_postal_code(text);
    }
    let code = collapse_spaces(text).to_uppercase();
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-');
    if code.len() > MAX_POSTAL_CODE {
        return Err(Fault::new(FieldErrorCode::TooLong)
            .max(MAX_POSTAL_CODE)
            .count(code.chars().count()));
    }
    match code.chars().find(|letter| !is_allowed(*letter)) {
        Some(other) => Err(Fault::new(FieldErrorCode::UnknownValue).found(&other.to_string())),
        None => Ok(code),
    }
}

/// Départements 01 to 95 (Corsica is 20), overseas 97 and 98.
fn parse_french_postal_code(text: &str) -> Result<String, Fault> {
    let code = super::strip_separators(text);
    if code.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let is_number = code.len() == 5 && code.bytes().all(|digit| digit.is_ascii_digit());
    let area = code.get(..2).and_then(|area| area.parse::<u8>().ok());
    match area {
        Some(1..=95 | 97 | 98) if is_number => Ok(code),
        _ => Err(FieldErrorCode::PostalCodeMalformed.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn address(lines: &[&str], postal_code: &str, town: &str, country: &str) -> Address {
        Address {
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            postal_code: postal_code.to_owned(),
            town: town.to_owned(),
            country: country.to_owned(),
        }
    }

    fn codes(address: &Address) -> Vec<(String, FieldErrorCode)> {
        let mut faults = Faults::new();
        let checked = check_address(address, &mut faults);
        assert_eq!(checked.is_none(), !faults.is_empty());
        faults
            .iter()
            .map(|(pointer, fault)| (pointer.to_owned(), fault.code))
            .collect()
    }

    #[test]
    fn accepts_addresses() {
        for good in [
            address(
                &["RES LES TILLEULS BAT B", "12 rue de l’Église"],
                "59000",
                "Lille",
                "FR",
            ),
            address(&["1 cours Napoléon"], "20000", "AJACCIO", "FR"),
            address(&["", "3 rue du Port", ""], "97 400", "SAINT-DENIS", "FR"),
            address(&["ul. Długa 5/7"], "80-827", "Gdańsk", "pl"),
            address(&["1 Main Street"], "", "Dublin", "IE"),
        ] {
            assert_eq!(codes(&good), []);
        }
        let mut faults = Faults::new();
        let kept = check_address(
            &address(&["", "  3  rue du Port"], "97 400", "X", "re"),
            &mut faults,
        )
        .unwrap();
        assert_eq!(kept, address(&["3 rue du Port"], "97400", "X", "RE"));
    }

    #[test]
    fn names_every_fault() {
        let long = "x".repeat(60);
        let bad = address(&["ok", &long, "<b>"], "7500", "", "XX");
        let expected = [
            ("/lines/1", FieldErrorCode::AddressLineTooLong),
            ("/lines/2", FieldErrorCode::UnknownValue),
            ("/country", FieldErrorCode::CountryUnknown),
            ("/postal_code", FieldErrorCode::PostalCodeMalformed),
            ("/town", FieldErrorCode::Required),
        ];
        assert_eq!(
            codes(&bad),
            expected.map(|(pointer, code)| (pointer.to_owned(), code))
        );
        for code in [
            "2A000", "00000", "7500", "96000", "99123", "750001", "７5001",
        ] {
            assert!(parse_postal_code(code, Country::FRANCE).is_err(), "{code}");
        }
        let none = codes(&address(&[" "], "59000", "LILLE", "FR"));
        assert_eq!(none, [("/lines/0".to_owned(), FieldErrorCode::Required)]);
        let five = codes(&address(&["1", "2", "3", "4", "5"], "59000", "LILLE", "FR"));
        assert_eq!(five, [("/lines".to_owned(), FieldErrorCode::TooManyItems)]);
        let town = codes(&address(&["1"], "59000", &"x".repeat(33), "FR"));
        assert_eq!(
            town,
            [("/town".to_owned(), FieldErrorCode::AddressLineTooLong)]
        );
    }

    proptest! {
        #[test]
        fn checking_twice_changes_nothing(line in "\\PC{0,40}", code in "\\PC{0,6}|[0-9 ]{5,7}", town in "\\PC{0,30}") {
            let given = address(&[&line], &code, &town, "FR");
            if let Some(kept) = check_address(&given, &mut Faults::new()) {
                prop_assert_eq!(check_address(&kept, &mut Faults::new()), Some(kept));
            }
        }
    }
}
