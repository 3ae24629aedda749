//! The errors of a review in words, for mails. The screens have their own.

use common::dto::profile::ReviewError;
use common::words::{AccountField, Language, ReasonCode};

/// One error in one line: "Date de naissance : erreur de saisie (…)".
#[must_use]
pub fn describe(error: &ReviewError, language: Language) -> String {
    let comment = error
        .comment
        .as_deref()
        .map(|text| format!(" – {text}"))
        .unwrap_or_default();
    match language {
        Language::French => {
            format!(
                "{} : {}{comment}",
                french_field(error.field),
                french_reason(error.reason)
            )
        }
        Language::English => {
            format!(
                "{}: {}{comment}",
                english_field(error.field),
                english_reason(error.reason)
            )
        }
    }
}

const fn french_field(field: AccountField) -> &'static str {
    match field {
        AccountField::SurnameBirth => "Nom de naissance",
        AccountField::SurnameUsage => "Nom d’usage",
        AccountField::FirstNames => "Prénoms",
        AccountField::BirthDate => "Date de naissance",
        AccountField::BirthPlace => "Lieu de naissance",
        AccountField::BirthCountry => "Pays de naissance",
        AccountField::Nationality => "Nationalité",
        AccountField::LicenceModel => "Modèle du permis de conduire",
        AccountField::LicenceCountry => "Pays de délivrance du permis",
        AccountField::LicenceNumber => "Numéro de permis de conduire",
        AccountField::LicenceDocumentNumber => "Numéro du titre (champ 5)",
        AccountField::LicenceIssuedOn => "Date de délivrance du permis",
        AccountField::LicenceCategories => "Catégories du permis",
        AccountField::Address => "Adresse postale",
        AccountField::Phone => "Téléphone portable",
    }
}

const fn english_field(field: AccountField) -> &'static str {
    match field {
        AccountField::SurnameBirth => "Surname at birth",
        AccountField::SurnameUsage => "Surname in use",
        AccountField::FirstNames => "First names",
        AccountField::BirthDate => "Date of birth",
        AccountField::BirthPlace => "Place of birth",
        AccountField::BirthCountry => "Country of birth",
        AccountField::Nationality => "Nationality",
        AccountField::LicenceModel => "Model of the driving licence",
        AccountField::LicenceCountry => "Country that issued the licence",
        AccountField::LicenceNumber => "Driving licence number",
        AccountField::LicenceDocumentNumber => "Document number (field 5)",
        AccountField::LicenceIssuedOn => "Date of issue of the licence",
        AccountField::LicenceCategories => "Categories of the licence",
        AccountField::Address => "Postal address",
        AccountField::Phone => "Mobile phone",
    }
}

const fn french_reason(reason: ReasonCode) -> &'static str {
    match reason {
        ReasonCode::Unreadable => "illisible",
        ReasonCode::WrongDocument => "ce n’est pas l’élément demandé",
        ReasonCode::Expired => "validité dépassée",
        ReasonCode::Incomplete => "incomplet",
        ReasonCode::Mismatch => "ne correspond pas au fichier des permis ou à vos documents",
        ReasonCode::PhotoNotCompliant => "photo non conforme",
        ReasonCode::SignatureNotUsable => "signature inutilisable",
        ReasonCode::Mistyped => "erreur de saisie",
        ReasonCode::Other => "à corriger",
    }
}

const fn english_reason(reason: ReasonCode) -> &'static str {
    match reason {
        ReasonCode::Unreadable => "cannot be read",
        ReasonCode::WrongDocument => "not what was asked for",
        ReasonCode::Expired => "no longer valid",
        ReasonCode::Incomplete => "incomplete",
        ReasonCode::Mismatch => "differs from the licence register or your documents",
        ReasonCode::PhotoNotCompliant => "the photo does not follow the rules",
        ReasonCode::SignatureNotUsable => "the signature cannot be used",
        ReasonCode::Mistyped => "mistyped",
        ReasonCode::Other => "to be corrected",
    }
}
