//! The two numbers of a French driving licence, told apart (domain §0.2), and
//! the numbers of foreign licences.
//!
//! The file number (NEPH) has 12 digits and is for life: on the back of the
//! card of 2013, top left, in two rows of six, and in field 5 of the pink
//! licence. The document number is field 5 on the front of the card of 2013 and
//! changes with each new card.

use super::strip_separators;
use super::text_value::text_value;
use crate::countries::Country;
use crate::field_error::{Fault, FieldErrorCode};
use crate::words::LicenceModel;

text_value! {
    /// The 12 digits of a French licence's file number.
    Neph(parse_neph), max 12, example "210692106990"
}

text_value! {
    /// The number of a licence card of 2013: 2 digits, 2 letters, 5 digits.
    LicenceDocumentNumber(parse_document_number), max 9, example "13AA00001"
}

text_value! {
    /// The number of a pink licence: 4 to 15 digits or letters.
    PinkLicenceNumber(parse_pink), max 15, example "760275200123"
}

text_value! {
    /// The number of a foreign licence as printed, in upper case.
    ForeignLicenceNumber(parse_foreign), max 25, example "MORGA657054SM9IJ"
}

impl Neph {
    /// The number in two rows of six, as on the back of the card.
    #[must_use]
    pub fn pretty(&self) -> String {
        let (first, second) = self.0.split_at(6);
        format!("{first} {second}")
    }

    /// A remark when digits 3 and 4, usually the month of the first
    /// registration, are no month. Never a refusal.
    #[must_use]
    pub fn warning(&self) -> Option<Fault> {
        let month = self.0.get(2..4).and_then(|month| month.parse().ok());
        match month {
            Some(1u8..=12) => None,
            _ => Some(FieldErrorCode::NephMonth.into()),
        }
    }
}

/// A licence number as stored: normalised, with a remark for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenceNumber {
    /// The normalised number.
    pub number: String,
    /// What a person should read again; never a refusal.
    pub warning: Option<Fault>,
}

/// Checks the number that identifies a licence: NEPH for the card of 2013, the
/// pink licence's or the foreign one's number.
///
/// # Errors
///
/// The fault, which says when it is the other number.
pub fn parse_licence_number(model: LicenceModel, text: &str) -> Result<LicenceNumber, Fault> {
    match model {
        LicenceModel::EuCard2013 => Neph::parse(text).map(|neph| LicenceNumber {
            warning: neph.warning(),
            number: neph.0,
        }),
        LicenceModel::PinkPaper => PinkLicenceNumber::parse(text).map(|pink| LicenceNumber {
            warning: pink_warning(&pink),
            number: pink.0,
        }),
        LicenceModel::Foreign => ForeignLicenceNumber::parse(text).map(|foreign| LicenceNumber {
            warning: None,
            number: foreign.0,
        }),
    }
}

/// Checks the number by which a training centre names a licence: NEPH or pink
/// number for France, else a foreign number.
///
/// # Errors
///
/// As [`parse_licence_number`].
pub fn parse_declared_number(country: Country, text: &str) -> Result<LicenceNumber, Fault> {
    if !country.is_france() {
        return parse_licence_number(LicenceModel::Foreign, text);
    }
    parse_licence_number(LicenceModel::EuCard2013, text)
}

/// Checks that a French model comes from France and a foreign licence from elsewhere.
///
/// # Errors
///
/// No country, an unknown one, or one that contradicts the model.
pub fn check_licence_country(model: LicenceModel, country: &str) -> Result<Country, Fault> {
    if country.trim().is_empty() {
        return Err(FieldErrorCode::LicenceCountryMissing.into());
    }
    let country = Country::parse(country)?;
    if country.is_france() == matches!(model, LicenceModel::Foreign) {
        return Err(FieldErrorCode::LicenceCountryMismatch.into());
    }
    Ok(country)
}

/// What a text typed as the number of a French licence looks like; for the
/// live help beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// Nothing typed.
    Nothing,
    /// Twelve digits: the file number.
    Neph,
    /// Digits only, as many as given, not yet or no longer twelve.
    Digits(usize),
    /// Two digits, two letters, five digits: the document number.
    DocumentNumber,
    /// Anything else.
    Unclear,
}

/// Says what a text looks like, whatever spaces it has.
#[must_use]
pub fn recognise(text: &str) -> Recognised {
    let number = strip_separators(text).to_uppercase();
    if number.is_empty() {
        Recognised::Nothing
    } else if number.bytes().all(|digit| digit.is_ascii_digit()) {
        match number.len() {
            12 => Recognised::Neph,
            length => Recognised::Digits(length),
        }
    } else if is_document_number(&number) {
        Recognised::DocumentNumber
    } else {
        Recognised::Unclear
    }
}

fn parse_neph(text: &str) -> Result<String, Fault> {
    let number = strip_separators(text);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    match recognise(&number) {
        Recognised::Nothing => Err(FieldErrorCode::Required.into()),
        Recognised::DocumentNumber => Err(FieldErrorCode::NephIsDocumentNumber.into()),
        Recognised::Neph if number.bytes().any(|digit| digit != b'0') => Ok(number),
        // The count would mislead when there are 12 digits among letters or only zeros.
        _ if digits == 12 => Err(FieldErrorCode::NephDigits.into()),
        _ => Err(Fault::new(FieldErrorCode::NephDigits).count(digits)),
    }
}

fn parse_document_number(text: &str) -> Result<String, Fault> {
    match recognise(text) {
        Recognised::Nothing => Err(FieldErrorCode::Required.into()),
        Recognised::Neph => Err(FieldErrorCode::DocumentNumberIsNeph.into()),
        Recognised::DocumentNumber => Ok(strip_separators(text).to_uppercase()),
        Recognised::Digits(_) | Recognised::Unclear => {
            Err(FieldErrorCode::DocumentNumberForm.into())
        }
    }
}

fn is_document_number(number: &str) -> bool {
    number.len() == 9
        && number.bytes().enumerate().all(|(place, byte)| match place {
            2 | 3 => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        })
}

fn parse_pink(text: &str) -> Result<String, Fault> {
    let number = strip_separators(text).to_uppercase();
    if number.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let is_right = (4..=15).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number
            .bytes()
            .any(|byte| byte.is_ascii_digit() && byte != b'0');
    if is_right {
        Ok(number)
    } else {
        Err(FieldErrorCode::PinkNumberForm.into())
    }
}

fn pink_warning(pink: &PinkLicenceNumber) -> Option<Fault> {
    match recognise(&pink.0) {
        Recognised::Neph => None,
        _ => Some(FieldErrorCode::PinkNumberUnusual.into()),
    }
}

fn parse_foreign(text: &str) -> Result<String, Fault> {
    let number = super::names::collapse_spaces(text).to_uppercase();
    if number.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/ .-".contains(&byte);
    let is_right = (2..=25).contains(&number.len())
        && number.bytes().all(is_allowed)
        && number.bytes().any(|byte| byte.is_ascii_alphanumeric());
    if is_right {
        Ok(number)
    } else {
        Err(FieldErrorCode::ForeignNumberForm.into())
    }
}

#[cfg(test)]
mod tests;
