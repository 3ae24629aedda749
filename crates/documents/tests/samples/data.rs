//! Data of people who do not exist, for the tests and the timing.

use chrono::NaiveDate;
use common::words::{LicenceCategory, Sector, TrainingKind};
use documents::certificate::CertificateData;
use documents::credential::{Credential, SigningKey, sign};
use documents::operator::Operator;
use documents::training_recap::{RecapSequence, RecapValidity, TrainingRecapData};

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

pub fn recap() -> TrainingRecapData {
    let sequence = |from: &str, to: &str, minutes, centre: Option<&str>| RecapSequence {
        started_on: date(from),
        ended_on: date(to),
        minutes,
        centre_name: centre.map(str::to_owned),
    };
    let validity = |sector| RecapValidity {
        sector,
        from: date("2027-01-15"),
        until: date("2032-01-15"),
    };
    TrainingRecapData {
        operator: operator(),
        number: "FORM-2026-004217".to_owned(),
        surname: "ΠΑΠΑΔΌΠΟΥΛΟΣ".to_owned(),
        first_names: "Πηνελόπη".to_owned(),
        birth_date: date("1979-06-01"),
        licence_number_masked: "•••• •••• 4217".to_owned(),
        kind: TrainingKind::Fco,
        sectors: vec![Sector::Goods, Sector::Passengers],
        minutes: 35 * 60,
        remote_minutes: 7 * 60 + 30,
        started_on: date("2026-09-07"),
        ended_on: date("2026-11-20"),
        declared_on: date("2026-11-23"),
        sequences: vec![
            sequence("2026-09-07", "2026-09-08", 14 * 60, None),
            sequence(
                "2026-10-05",
                "2026-10-05",
                7 * 60,
                Some("Centre Occitan de Formation Routière, Toulouse"),
            ),
            sequence("2026-11-19", "2026-11-20", 14 * 60, None),
        ],
        centre_name: "Centre Horizon Île-de-France".to_owned(),
        centre_approval: "IDF-2024-0153".to_owned(),
        site: Some("Rungis (94)".to_owned()),
        validity: vec![validity(Sector::Goods), validity(Sector::Passengers)],
        kept_until: Some(date("2031-11-20")),
    }
}
