//! Between an identity as it travels and as it stands in a row.

use common::dto::profile::{IdentityView, LicenceView};
use db::Result;
use db::drivers::{DriverIdentity, name_key};
use db::json::Json;

/// The columns of an identity.
///
/// # Errors
///
/// If the categories have no JSON form.
pub fn to_row(identity: IdentityView) -> Result<DriverIdentity> {
    let licence = identity.licence;
    Ok(DriverIdentity {
        name_key: name_key(&identity.surname_birth, &identity.first_names),
        surname_birth: identity.surname_birth,
        surname_usage: identity.surname_usage,
        first_names: identity.first_names,
        birth_date: identity.birth_date,
        birth_place: identity.birth_place,
        birth_country: identity.birth_country,
        nationality: identity.nationality,
        licence_model: licence.model,
        licence_country: licence.country,
        licence_number: licence.number,
        licence_document_number: licence.document_number,
        licence_issued_on: licence.issued_on,
        licence_expires_on: licence.expires_on,
        licence_authority: licence.authority,
        licence_categories: Json::new(licence.categories)?,
    })
}

/// An identity as the driver and the staff see it.
#[must_use]
pub fn to_view(identity: &DriverIdentity) -> IdentityView {
    IdentityView {
        surname_birth: identity.surname_birth.clone(),
        surname_usage: identity.surname_usage.clone(),
        first_names: identity.first_names.clone(),
        birth_date: identity.birth_date,
        birth_place: identity.birth_place.clone(),
        birth_country: identity.birth_country.clone(),
        nationality: identity.nationality.clone(),
        licence: LicenceView {
            model: identity.licence_model,
            country: identity.licence_country.clone(),
            number: identity.licence_number.clone(),
            document_number: identity.licence_document_number.clone(),
            issued_on: identity.licence_issued_on,
            expires_on: identity.licence_expires_on,
            authority: identity.licence_authority.clone(),
            categories: identity.licence_categories.to_vec(),
        },
    }
}

/// The name shown on screen: "Jean Dupont".
#[must_use]
pub fn display_name(identity: &IdentityView) -> String {
    let surname = identity
        .surname_usage
        .as_ref()
        .unwrap_or(&identity.surname_birth);
    format!("{} {surname}", identity.first_names)
}

/// The name in lists: "DUPONT Jean".
#[must_use]
pub fn list_name(surname: &str, first_names: &str) -> String {
    format!("{} {first_names}", surname.to_uppercase())
}
