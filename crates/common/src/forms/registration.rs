//! "Créer un compte", profile "Particulier".

use chrono::NaiveDate;

use super::identity::{CheckedIdentity, check_identity, check_phone};
use crate::dto::account::RegisterRequest;
use crate::dto::address::Address;
use crate::field_error::Faults;
use crate::validation::address::check_address;
use crate::validation::consents::{ConsentVersion, check_consents};
use crate::validation::email::EmailAddress;
use crate::validation::phone::PhoneNumber;

/// An account request whose fields are all right.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedRegistration {
    /// Identity and licence.
    pub identity: CheckedIdentity,
    /// Mail address: the sign-in.
    pub email: EmailAddress,
    /// Mobile phone.
    pub phone: Option<PhoneNumber>,
    /// Postal address.
    pub address: Address,
}

/// Checks the whole form.
///
/// # Errors
///
/// Every fault, by JSON pointer into the request.
pub fn check_registration(
    form: &RegisterRequest,
    texts: &[ConsentVersion],
    today: NaiveDate,
) -> Result<CheckedRegistration, Faults> {
    let mut faults = Faults::new();
    let identity = faults.within("/identity", |faults| {
        check_identity(&form.identity, today, faults)
    });
    let email = faults.check("/email", EmailAddress::parse(&form.email));
    let phone = check_phone(&form.phone, &mut faults);
    let address = faults.within("/address", |faults| check_address(&form.address, faults));
    check_consents(&form.consents, texts, &mut faults);
    let registration = identity
        .zip(email)
        .zip(address)
        .map(|((identity, email), address)| CheckedRegistration {
            identity,
            email,
            phone,
            address,
        });
    faults.into_result(registration)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::account::{ConsentGiven, IdentityForm, LicenceForm};
    use crate::words::{ConsentKind, Language};

    fn empty() -> RegisterRequest {
        let text = String::new;
        RegisterRequest {
            identity: IdentityForm {
                surname_birth: text(),
                surname_usage: text(),
                first_names: text(),
                birth_date: text(),
                birth_place: text(),
                birth_country: text(),
                nationality: text(),
                licence: LicenceForm {
                    model: None,
                    country: text(),
                    number: text(),
                    document_number: text(),
                    issued_on: text(),
                    expires_on: text(),
                    authority: text(),
                    categories: Vec::new(),
                },
            },
            email: text(),
            phone: text(),
            address: Address::default(),
            language: Language::French,
            consents: Vec::new(),
            website: text(),
        }
    }

    fn texts() -> Vec<ConsentVersion> {
        let version = |kind: &ConsentKind| ConsentVersion {
            kind: *kind,
            version: "2026-11".to_owned(),
        };
        ConsentKind::ALL.iter().map(version).collect()
    }

    #[test]
    fn an_empty_form_names_every_field_at_once() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let faults = check_registration(&empty(), &texts(), today).unwrap_err();
        let pointers: Vec<_> = faults
            .iter()
            .map(|(pointer, _)| pointer.to_owned())
            .collect();
        for expected in [
            "/identity/surname_birth",
            "/identity/first_names",
            "/identity/birth_date",
            "/identity/birth_place",
            "/identity/birth_country",
            "/identity/nationality",
            "/identity/licence/model",
            "/identity/licence/number",
            "/identity/licence/issued_on",
            "/identity/licence/categories",
            "/email",
            "/address/lines/0",
            "/consents/terms_of_use",
            "/consents/exactness",
        ] {
            assert!(
                pointers.iter().any(|pointer| pointer == expected),
                "{expected} in {pointers:?}"
            );
        }
        for error in faults.to_errors(Language::French) {
            assert!(!error.detail.contains("ce champ"), "{error:?}");
        }
    }

    #[test]
    fn a_box_ticked_under_an_old_text_does_not_count() {
        let mut form = empty();
        form.consents = vec![ConsentGiven {
            kind: ConsentKind::TermsOfUse,
            version: "2020-01".to_owned(),
        }];
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let faults = check_registration(&form, &texts(), today).unwrap_err();
        let fault = faults
            .iter()
            .find(|(pointer, _)| *pointer == "/consents/terms_of_use");
        assert_eq!(
            fault.map(|(_, fault)| fault.code.as_str()),
            Some("consent_outdated")
        );
    }
}
