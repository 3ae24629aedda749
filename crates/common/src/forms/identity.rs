//! Identity and licence, for a new account and for corrections.

use chrono::NaiveDate;

use crate::countries::Country;
use crate::dto::account::{CategoryForm, IdentityForm, LicenceForm};
use crate::dto::address::Address;
use crate::dto::profile::{CategoryView, IdentityView, LicenceView, SubmitIdentityRequest};
use crate::field_error::{Fault, Faults, FieldErrorCode};
use crate::validation::address::check_address;
use crate::validation::birth_date::{check_past_date, parse_birth_date, parse_date};
use crate::validation::licence::{
    LicenceDocumentNumber, check_licence_country, parse_licence_number,
};
use crate::validation::names::{PersonName, PlaceName, collapse_spaces};
use crate::validation::phone::PhoneNumber;
use crate::words::{LicenceModel, NoticeChannel};

/// An identity whose fields are all right.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedIdentity {
    /// The identity, normalised.
    pub identity: IdentityView,
    /// What a reviewer should read again; never a refusal.
    pub warnings: Vec<Fault>,
}

/// A correction or change whose fields are all right.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedSubmission {
    /// Identity and licence.
    pub identity: CheckedIdentity,
    /// Postal address.
    pub address: Address,
    /// Mobile phone.
    pub phone: Option<PhoneNumber>,
}

/// Checks a correction or change of identity. `channel` is how the driver wishes
/// to be told.
///
/// # Errors
///
/// Every fault, by JSON pointer into the request.
pub fn check_submission(
    form: &SubmitIdentityRequest,
    channel: NoticeChannel,
    today: NaiveDate,
) -> Result<CheckedSubmission, Faults> {
    let mut faults = Faults::new();
    let identity = faults.within("/identity", |faults| {
        check_identity(&form.identity, today, faults)
    });
    let phone = check_phone_for(channel, &form.phone, &mut faults);
    let address = faults.within("/address", |faults| check_address(&form.address, faults));
    let submission = identity
        .zip(address)
        .map(|(identity, address)| CheckedSubmission {
            identity,
            address,
            phone,
        });
    faults.into_result(submission)
}

/// Checks a phone number that may be left out, at `/phone`.
pub fn check_phone(text: &str, faults: &mut Faults) -> Option<PhoneNumber> {
    check_phone_for(NoticeChannel::Email, text, faults)
}

/// Checks the phone number, at `/phone`, of somebody who wishes to be told in
/// that way: by SMS, it must be one that receives them.
pub fn check_phone_for(
    channel: NoticeChannel,
    text: &str,
    faults: &mut Faults,
) -> Option<PhoneNumber> {
    let number = match channel {
        NoticeChannel::Sms => PhoneNumber::parse_mobile(text),
        NoticeChannel::Email if text.trim().is_empty() => return None,
        NoticeChannel::Email => PhoneNumber::parse(text),
    };
    faults.check("/phone", number)
}

/// Checks identity and licence.
pub fn check_identity(
    form: &IdentityForm,
    today: NaiveDate,
    faults: &mut Faults,
) -> Option<CheckedIdentity> {
    let surname_birth = faults.check("/surname_birth", PersonName::parse(&form.surname_birth));
    let surname_usage = if form.surname_usage.trim().is_empty() {
        None
    } else {
        faults.check("/surname_usage", PersonName::parse(&form.surname_usage))
    };
    let first_names = faults.check("/first_names", PersonName::parse(&form.first_names));
    let birth_date = faults.check("/birth_date", parse_birth_date(&form.birth_date, today));
    let birth_place = faults.check("/birth_place", PlaceName::parse(&form.birth_place));
    let birth_country = faults.check("/birth_country", Country::parse(&form.birth_country));
    let nationality = faults.check("/nationality", Country::parse(&form.nationality));
    let mut warnings = Vec::new();
    let licence = faults.within("/licence", |faults| {
        check_licence(&form.licence, today, faults, &mut warnings)
    });
    let identity = IdentityView {
        surname_birth: surname_birth?.into_string(),
        surname_usage: surname_usage.map(PersonName::into_string),
        first_names: first_names?.into_string(),
        birth_date: birth_date?,
        birth_place: birth_place?.into_string(),
        birth_country: birth_country?.to_string(),
        nationality: nationality?.to_string(),
        licence: licence?,
    };
    Some(CheckedIdentity { identity, warnings })
}

fn check_licence(
    form: &LicenceForm,
    today: NaiveDate,
    faults: &mut Faults,
    warnings: &mut Vec<Fault>,
) -> Option<LicenceView> {
    let model = faults.check(
        "/model",
        form.model.ok_or_else(|| FieldErrorCode::Required.into()),
    );
    // Without a model the number is still read, as the commonest one.
    let reading = model.unwrap_or(LicenceModel::EuCard2013);
    let country = model
        .and_then(|model| faults.check("/country", check_licence_country(model, &form.country)));
    let number = faults.check("/number", parse_licence_number(reading, &form.number));
    let document_number = match reading {
        LicenceModel::EuCard2013 => check_document_number(&form.document_number, faults),
        LicenceModel::PinkPaper | LicenceModel::Foreign => optional_text(&form.document_number),
    };
    let issued_on = faults.check(
        "/issued_on",
        parse_date(&form.issued_on).and_then(|date| check_past_date(date, today)),
    );
    let expires_on = check_optional_date("/expires_on", &form.expires_on, faults);
    let categories = check_categories(&form.categories, faults);
    let number = number?;
    warnings.extend(number.warning);
    Some(LicenceView {
        model: model?,
        country: country?.to_string(),
        number: number.number,
        document_number,
        issued_on: Some(issued_on?),
        expires_on,
        authority: optional_text(&form.authority),
        categories: categories?,
    })
}

fn check_document_number(text: &str, faults: &mut Faults) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let number = faults.check("/document_number", LicenceDocumentNumber::parse(text));
    number.map(LicenceDocumentNumber::into_string)
}

fn check_optional_date(pointer: &str, text: &str, faults: &mut Faults) -> Option<NaiveDate> {
    if text.trim().is_empty() {
        return None;
    }
    faults.check(pointer, parse_date(text))
}

fn optional_text(text: &str) -> Option<String> {
    let text = collapse_spaces(text);
    (!text.is_empty()).then_some(text)
}

fn check_categories(forms: &[CategoryForm], faults: &mut Faults) -> Option<Vec<CategoryView>> {
    if forms.is_empty() {
        faults.push("/categories", FieldErrorCode::CategoryRequired);
        return None;
    }
    let mut categories: Vec<CategoryView> = Vec::with_capacity(forms.len());
    for (index, form) in forms.iter().enumerate() {
        let valid_until = faults.check(
            &format!("/categories/{index}/valid_until"),
            parse_date(&form.valid_until),
        );
        if categories
            .iter()
            .any(|other| other.category == form.category)
        {
            faults.push(
                &format!("/categories/{index}/category"),
                FieldErrorCode::DuplicateItem,
            );
        }
        categories.extend(valid_until.map(|valid_until| CategoryView {
            category: form.category,
            valid_until,
        }));
    }
    (categories.len() == forms.len()).then_some(categories)
}
