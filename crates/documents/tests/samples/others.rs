//! Data for the documents other than the certificate.

use common::words::{LicenceCategory, Sector, TrainingKind};
use documents::acknowledgement::{AcknowledgementData, ImplicitDecision, ReceivedDocument};
use documents::decision_letter::{DecisionLetterData, DecisionReason};
use documents::request_summary::{
    RequestSummaryData, SummaryDocument, SummaryIdentity, SummaryLicence, TimelineLine,
};
use documents::training_recap::{RecapSequence, RecapValidity, TrainingRecapData};
use sha2::{Digest, Sha256};

use crate::data::{date, operator};

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

pub fn acknowledgement() -> AcknowledgementData {
    let document = |title: &str, file_name: &str, size, content: &[u8]| ReceivedDocument {
        title: title.to_owned(),
        file_name: file_name.to_owned(),
        size,
        sha256: Sha256::digest(content).into(),
    };
    AcknowledgementData {
        operator: operator(),
        reference: "CQC-2026-0004217-K".to_owned(),
        applicant: "Олена Шевченко".to_owned(),
        subject: "Demande de carte de qualification de conducteur".to_owned(),
        received_at: date("2026-11-23").and_hms_opt(9, 5, 0).expect("a time"),
        service_name: "Service des demandes de cartes".to_owned(),
        implicit_decision: Some(ImplicitDecision {
            text: "Si vous ne recevez aucune réponse dans un délai de deux mois, votre demande est réputée rejetée."
                .to_owned(),
            date: date("2027-01-23"),
            remedies: vec![
                "Recours gracieux auprès du service chargé du dossier, dans les deux mois qui suivent la décision."
                    .to_owned(),
                "Recours contentieux devant le tribunal administratif de votre domicile, dans les deux mois qui \
                 suivent la décision ou le rejet du recours gracieux, y compris sur www.telerecours.fr."
                    .to_owned(),
            ],
        }),
        documents: vec![
            document("Photo", "photo.jpg", 349_001, b"photo"),
            document("Permis de conduire, recto", "permis recto (numérisation du 21 novembre).png", 1_450_000, b"front"),
            document("Carte nationale d’identité, verso", "IMG_20261121_184455_0001.jpeg", 2_310_400, b"back"),
        ],
    }
}

pub fn summary() -> RequestSummaryData {
    let moment = |day: &str, hour| date(day).and_hms_opt(hour, 5, 0).expect("a time");
    let step = |at, text: &str| TimelineLine {
        at,
        text: text.to_owned(),
    };
    let document = |title: &str, file_name: &str| SummaryDocument {
        title: title.to_owned(),
        file_name: file_name.to_owned(),
    };
    RequestSummaryData {
        operator: operator(),
        reference: "CQC-2026-0004217-K".to_owned(),
        subject: "Demande de carte de qualification de conducteur".to_owned(),
        status: "En cours d’instruction".to_owned(),
        identity: SummaryIdentity {
            surname_birth: "Nguyễn".to_owned(),
            surname_usage: Some("Nguyễn-Lefèvre".to_owned()),
            first_names: "Thị Ánh, Marie".to_owned(),
            birth_date: date("1991-07-01"),
            birth_place: "Hà Nội".to_owned(),
            birth_country: "Viêt Nam".to_owned(),
            nationality: "Française".to_owned(),
        },
        licence: SummaryLicence {
            number: "1407 5320 4217".to_owned(),
            document_number: Some("20AB12345".to_owned()),
            country: "France".to_owned(),
            issued_on: Some(date("2020-03-02")),
            categories: vec![LicenceCategory::C, LicenceCategory::CE],
        },
        photo: Some(picture(700, 900, image::ImageFormat::Jpeg)),
        signature: Some(picture(900, 400, image::ImageFormat::Png)),
        documents: vec![
            document("Permis de conduire, recto", "permis-recto.jpg"),
            document("Permis de conduire, verso", "permis-verso.jpg"),
            document("Passeport", "passeport.pdf"),
        ],
        delivery_address: vec![
            "Mme Nguyễn-Lefèvre Thị Ánh".to_owned(),
            "Résidence des Tilleuls, bâtiment C".to_owned(),
            "8 rue du Général-de-Gaulle".to_owned(),
            "94150 Rungis".to_owned(),
        ],
        timeline: vec![
            step(moment("2026-11-21", 18), "Demande commencée"),
            step(moment("2026-11-23", 9), "Demande envoyée"),
            step(
                moment("2026-11-23", 14),
                "Demande prise en charge par un agent",
            ),
        ],
        made_at: moment("2026-11-24", 8),
    }
}

pub fn decision() -> DecisionLetterData {
    let reason = |fact: &str, law: &str| DecisionReason {
        fact: fact.to_owned(),
        law: law.to_owned(),
    };
    DecisionLetterData {
        operator: operator(),
        reference: "CQC-2026-0004217-K".to_owned(),
        recipient: "Charles D’ARTAGNAN-LEFÈVRE".to_owned(),
        recipient_address: vec![
            "8 rue du Général-de-Gaulle".to_owned(),
            "94150 Rungis".to_owned(),
        ],
        place: "Paris".to_owned(),
        date: date("2026-12-01"),
        subject: "votre demande de carte de qualification de conducteur".to_owned(),
        requested_on: date("2026-11-23"),
        reasons: vec![
            reason(
                "Votre permis de conduire n’est plus valable pour les catégories C et CE depuis le 12 octobre 2026.",
                "Code des transports, article R. 3314-28 : la carte est délivrée au conducteur dont le permis est \
                 en cours de validité.",
            ),
            reason(
                "La photo transmise ne permet pas de vous reconnaître.",
                "Arrêté du 5 février 2009 relatif à la production de photographies d’identité.",
            ),
        ],
        remedies: acknowledgement()
            .implicit_decision
            .expect("a decision")
            .remedies,
        signatory: "Camille Fournier".to_owned(),
        signatory_capacity: "Responsable de l’instruction des demandes".to_owned(),
    }
}

/// A picture with a frame and a diagonal, so that it is seen whether it is whole.
fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let edge = x < 20 || y < 20 || x + 20 > width || y + 20 > height;
        let diagonal = (x * height).abs_diff(y * width) < 9 * width;
        if edge || diagonal {
            image::Rgb([30, 60, 90])
        } else {
            image::Rgb([235, 238, 240])
        }
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(width, height, pixel)
        .write_to(&mut bytes, format)
        .expect("a picture");
    bytes.into_inner()
}
