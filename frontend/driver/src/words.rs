//! The words of `common`'s vocabularies as they stand on the driver's screens.

use common::statuses::CertificateVerdict;
use common::words::{AccountField, ReasonCode, Sector, TrainingKind};
use ui::i18n::{Texts, is_singular, t_string};

/// A field of the account, as its label in the form.
pub fn account_field(i18n: Texts, field: AccountField) -> &'static str {
    match field {
        AccountField::SurnameBirth => t_string!(i18n, account.surname_birth),
        AccountField::SurnameUsage => t_string!(i18n, account.surname_usage),
        AccountField::FirstNames => t_string!(i18n, account.first_names),
        AccountField::BirthDate => t_string!(i18n, account.birth_date),
        AccountField::BirthPlace => t_string!(i18n, account.birth_place),
        AccountField::BirthCountry => t_string!(i18n, account.birth_country),
        AccountField::Nationality => t_string!(i18n, account.nationality),
        AccountField::LicenceModel => t_string!(i18n, account.licence_model),
        AccountField::LicenceCountry => t_string!(i18n, account.licence_country),
        AccountField::LicenceNumber => t_string!(i18n, account.licence_number),
        AccountField::LicenceDocumentNumber => t_string!(i18n, account.licence_document_number),
        AccountField::LicenceIssuedOn => t_string!(i18n, account.licence_issued_on),
        AccountField::LicenceCategories => t_string!(i18n, account.field_licence_categories),
        AccountField::Address => t_string!(i18n, account.field_address),
        AccountField::Phone => t_string!(i18n, account.phone),
    }
}

/// Why something cannot be accepted.
pub fn reason(i18n: Texts, reason: ReasonCode) -> &'static str {
    match reason {
        ReasonCode::Unreadable => t_string!(i18n, account.reason_unreadable),
        ReasonCode::WrongDocument => t_string!(i18n, account.reason_wrong_document),
        ReasonCode::Expired => t_string!(i18n, account.reason_expired),
        ReasonCode::Incomplete => t_string!(i18n, account.reason_incomplete),
        ReasonCode::Mismatch => t_string!(i18n, account.reason_mismatch),
        ReasonCode::PhotoNotCompliant => t_string!(i18n, account.reason_photo_not_compliant),
        ReasonCode::SignatureNotUsable => t_string!(i18n, account.reason_signature_not_usable),
        ReasonCode::Mistyped => t_string!(i18n, account.reason_mistyped),
        ReasonCode::Other => t_string!(i18n, account.reason_other),
    }
}

/// A sector.
pub fn sector(i18n: Texts, sector: Sector) -> &'static str {
    match sector {
        Sector::Goods => t_string!(i18n, trainings.goods),
        Sector::Passengers => t_string!(i18n, trainings.passengers),
    }
}

/// Several sectors in one line.
pub fn sectors(i18n: Texts, sectors: &[Sector]) -> String {
    let words: Vec<_> = sectors.iter().map(|one| sector(i18n, *one)).collect();
    words.join(", ")
}

/// A kind of training.
pub fn training_kind(i18n: Texts, kind: TrainingKind) -> &'static str {
    match kind {
        TrainingKind::InitialLong => t_string!(i18n, trainings.kind_initial_long),
        TrainingKind::Fimo => t_string!(i18n, trainings.kind_fimo),
        TrainingKind::Bridging => t_string!(i18n, trainings.kind_bridging),
        TrainingKind::Fco => t_string!(i18n, trainings.kind_fco),
        TrainingKind::Equivalence => t_string!(i18n, trainings.kind_equivalence),
    }
}

/// The days that something is still valid.
pub fn days_left(i18n: Texts, days: i64) -> String {
    if is_singular(i18n.get_locale(), days.unsigned_abs()) {
        t_string!(i18n, dashboard.day_left, days = days).to_string()
    } else {
        t_string!(i18n, dashboard.days_left, days = days).to_string()
    }
}

/// What a certificate is worth today, in one word.
pub fn verdict(i18n: Texts, verdict: CertificateVerdict) -> &'static str {
    match verdict {
        CertificateVerdict::Valid => t_string!(i18n, certificates.verdict_valid),
        CertificateVerdict::Expired => t_string!(i18n, certificates.verdict_expired),
        CertificateVerdict::Revoked => t_string!(i18n, certificates.verdict_revoked),
        CertificateVerdict::Superseded => t_string!(i18n, certificates.verdict_superseded),
        CertificateVerdict::NotAuthentic => t_string!(i18n, certificates.verdict_not_authentic),
        CertificateVerdict::Unknown => t_string!(i18n, certificates.verdict_unknown),
    }
}
