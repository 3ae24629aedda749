//! Data of people who do not exist, for the tests and the timing.

use chrono::NaiveDate;
use common::words::{LicenceCategory, Sector, TrainingKind};
use documents::certificate::CertificateData;
use documents::credential::{Credential, SigningKey, sign};
use documents::operator::Operator;

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn operator() -> Operator {
    Operator {
        name: "CQC Hub".to_owned(),
        legal_line: "SAS au capital de 100 000 €, SIREN 123 456 782 RCS Paris".to_owned(),
        address: vec!["12 rue des Transports".to_owned(), "75012 Paris".to_owned()],
        email: "contact@cqc-hub.example".to_owned(),
        phone: "01 99 00 12 34".to_owned(),
        logo: None,
    }
}

pub fn credential() -> Credential {
    Credential {
        issuer: operator().name,
        issued_at: "2026-11-23T10:15:00Z".parse().expect("an instant"),
        expires_at: "2027-03-23T22:59:59Z".parse().expect("an instant"),
        number: "CERT-7K4M-2QXD-9RTB".to_owned(),
        surname: "D’ARTAGNAN-LEFÈVRE".to_owned(),
        first_names: "Chloé, Marie".to_owned(),
        birth_date: date("1988-02-29"),
        sectors: vec![Sector::Goods, Sector::Passengers],
        categories: vec![LicenceCategory::C, LicenceCategory::CE, LicenceCategory::D],
        training_kind: TrainingKind::Fco,
        training_ended_on: date("2026-11-20"),
    }
}

pub fn certificate(key: &SigningKey) -> CertificateData {
    let claims = credential();
    CertificateData {
        operator: operator(),
        code: sign(&claims, key).expect("a code"),
        number: claims.number,
        surname: claims.surname,
        first_names: claims.first_names,
        birth_date: claims.birth_date,
        licence_number_masked: "•••• •••• 4217".to_owned(),
        sectors: claims.sectors,
        categories: claims.categories,
        training_kind: claims.training_kind,
        training_ended_on: claims.training_ended_on,
        centre_name: "Centre Horizon Île-de-France, Rungis".to_owned(),
        centre_approval: "IDF-2024-0153".to_owned(),
        issued_on: date("2026-11-23"),
        valid_from: date("2026-11-23"),
        valid_until: date("2027-03-23"),
        verification_url: "https://cqc-hub.example/verifier".to_owned(),
    }
}
