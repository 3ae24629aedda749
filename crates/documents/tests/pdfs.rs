//! What the documents say, read back from the finished PDF.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helpers may fail the test"
)]

#[path = "samples/data.rs"]
mod data;
#[path = "samples/others.rs"]
mod others;

use common::words::Language;
use documents::acknowledgement::acknowledgement_pdf;
use documents::certificate::{CertificateData, certificate_pdf};
use documents::credential::SigningKey;
use documents::decision_letter::decision_letter_pdf;
use documents::error::DocumentError;
use documents::operator::Logo;
use documents::request_summary::request_summary_pdf;
use documents::training_recap::training_recap_pdf;
use lopdf::{Document, Object};

/// The text of all pages, with plain spaces, so that a line can be looked for.
fn text(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    text.replace(['\u{A0}', '\n'], " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn pages(pdf: &[u8]) -> usize {
    Document::load_mem(pdf).unwrap().get_pages().len()
}

#[track_caller]
fn assert_says(pdf: &[u8], expected: &[&str]) {
    let text = text(pdf);
    for line in expected {
        assert!(text.contains(line), "`{line}` is not in: {text}");
    }
}

fn certificate() -> CertificateData {
    data::certificate(&SigningKey::generate().unwrap())
}

#[test]
fn certificate_says_what_the_order_asks_for() {
    let pdf = certificate_pdf(&certificate(), Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Certificat de qualification de conducteur",
            "Mis à disposition en application de l’article R. 3314-27 du code des transports.",
            "Nom D’ARTAGNAN-LEFÈVRE",
            "Prénoms Chloé, Marie",
            "Date de naissance 29 février 1988",
            "le 23 novembre 2026 par CQC Hub",
            "Valable jusqu’au 23 mars 2027 inclus",
            "Valable uniquement sur le territoire national — Valid in France only",
            "Transport de marchandises — C, CE Transport de voyageurs — D",
            "Formation continue obligatoire (FCO)",
            "Fin de la formation 20 novembre 2026",
            "Agrément n° IDF-2024-0153",
            "•••• •••• 4217",
            "du 23 novembre 2026 au 23 mars 2027",
            "https://cqc-hub.example/verifier",
            "Page 1 sur 1",
        ],
    );
    assert_eq!(pages(&pdf), 1);
}

#[test]
fn certificate_speaks_english_too() {
    let pdf = certificate_pdf(&certificate(), Language::English).unwrap();
    assert_says(
        &pdf,
        &[
            "Driver qualification certificate",
            "Certificat de qualification de conducteur",
            "Valid until 23 March 2027 inclusive",
            "Valid in France only",
            "Surname D’ARTAGNAN-LEFÈVRE",
            "Carriage of goods — C, CE",
            "Page 1 of 1",
        ],
    );
    assert_eq!(pages(&pdf), 1);
}

#[test]
fn names_in_every_script_of_europe_can_be_read_back() {
    for (surname, first_names) in [
        ("ΠΑΠΑΔΌΠΟΥΛΟΣ", "Πηνελόπη"),
        ("Шевченко", "Їржина Ґанна"),
        ("Nguyễn", "Thị Ánh"),
        ("D’ARTAGNAN-LEFÈVRE", "Łukasz Çağrı Ștefan"),
    ] {
        let mut data = certificate();
        data.surname = surname.to_owned();
        data.first_names = first_names.to_owned();
        let pdf = certificate_pdf(&data, Language::French).unwrap();
        assert_says(&pdf, &[surname, first_names]);
        assert!(pdf.len() <= 40_000, "{surname}: {} bytes", pdf.len());
    }
}

#[test]
fn certificate_stays_within_its_size() {
    let mut data = certificate();
    data.surname = "Nguyễn-ΠΑΠΑΔΌΠΟΥΛΟΣ-Шевченко D’ARTAGNAN-LEFÈVRE".to_owned();
    data.first_names = "Thị Ánh, Πηνελόπη, Їржина, Łukasz".to_owned();
    for language in [Language::French, Language::English] {
        let size = certificate_pdf(&data, language).unwrap().len();
        assert!(size <= 40_000, "{size} bytes");
    }
}

#[test]
fn very_long_names_are_broken_and_nothing_is_lost() {
    let mut data = certificate();
    data.surname = "Anne-Sophie-".repeat(12) + &"ΠΑΠΑΔΌΠΟΥΛΟΣ".repeat(8);
    data.centre_name = "Centre de formation professionnelle des conducteurs ".repeat(6);
    let pdf = certificate_pdf(&data, Language::French).unwrap();
    let read: String = text(&pdf).split_whitespace().collect();
    assert!(read.contains(&data.surname), "{read}");
    assert!(read.contains(&data.centre_name.replace(' ', "")), "{read}");
}

#[test]
fn a_name_that_cannot_be_printed_is_refused_by_field() {
    let mut data = certificate();
    data.first_names = "محمد".to_owned();
    let error = certificate_pdf(&data, Language::French).unwrap_err();
    assert!(
        matches!(
            error,
            DocumentError::Unprintable {
                field: "first_names",
                character: 'م'
            }
        ),
        "{error}"
    );
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let data = certificate();
    let first = certificate_pdf(&data, Language::French).unwrap();
    assert_eq!(first, certificate_pdf(&data, Language::French).unwrap());
    let mut other = data;
    other.number = "CERT-0000-0000-0001".to_owned();
    assert_ne!(first, certificate_pdf(&other, Language::French).unwrap());
}

#[test]
fn properties_and_structure_are_there_for_people_and_screen_readers() {
    let pdf = certificate_pdf(&certificate(), Language::French).unwrap();
    let document = Document::load_mem(&pdf).unwrap();
    let info = document
        .trailer
        .get(b"Info")
        .unwrap()
        .as_reference()
        .unwrap();
    let title = document
        .get_dictionary(info)
        .unwrap()
        .get(b"Title")
        .unwrap();
    let title = lopdf::decode_text_string(title).unwrap();
    assert_eq!(
        title,
        "Certificat de qualification de conducteur CERT-7K4M-2QXD-9RTB"
    );
    let catalog = document.catalog().unwrap();
    assert_eq!(
        lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(),
        "fr-FR"
    );
    assert!(
        catalog
            .get(b"MarkInfo")
            .unwrap()
            .as_dict()
            .unwrap()
            .get(b"Marked")
            .unwrap()
            .as_bool()
            .unwrap()
    );
    assert!(catalog.get(b"OutputIntents").is_err(), "no colour profile");
    let tags: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|object| {
            object
                .get(b"Type")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"StructElem")
        })
        .map(|object| {
            String::from_utf8_lossy(object.get(b"S").and_then(Object::as_name).unwrap())
                .into_owned()
        })
        .collect();
    for (tag, count) in [("Document", 1), ("H1", 1), ("H2", 3), ("Figure", 1)] {
        assert_eq!(
            tags.iter().filter(|name| *name == tag).count(),
            count,
            "{tag} in {tags:?}"
        );
    }
}

#[test]
fn recap_says_what_was_done_and_what_follows() {
    let pdf = training_recap_pdf(&others::recap(), Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Récapitulatif de formation",
            "ΠΑΠΑΔΌΠΟΥΛΟΣ",
            "Date de naissance 1er juin 1979",
            "35 h, dont 7 h 30 à distance",
            "du 7 septembre 2026 au 20 novembre 2026",
            "Séquence 2 7 h, le 5 octobre 2026 Centre Occitan de Formation Routière, Toulouse",
            "Transport de voyageurs : du 15 janvier 2027 au 15 janvier 2032",
            "jusqu’au 20 novembre 2031",
        ],
    );
    let mut unlimited = others::recap();
    unlimited.kept_until = None;
    unlimited.validity.clear();
    let pdf = training_recap_pdf(&unlimited, Language::English).unwrap();
    assert_says(
        &pdf,
        &[
            "without limit",
            "does not change the validity",
            "Sequence 1 14 h",
        ],
    );
}

#[test]
fn acknowledgement_says_what_the_law_asks_for() {
    let data = others::acknowledgement();
    let pdf = acknowledgement_pdf(&data, Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Accusé de réception",
            "CQC-2026-0004217-K Reçu le 23 novembre 2026 à 9 h 05",
            "Олена Шевченко",
            "contact@cqc-hub.example",
            "01 99 00 12 34",
            "votre demande est réputée rejetée",
            "Date de la décision implicite : 23 janvier 2027",
            "Recours contentieux devant le tribunal administratif",
            "permis recto (numérisation du 21 novembre).png — 1,4 Mo",
        ],
    );
    let read: String = text(&pdf).split_whitespace().collect();
    let sha256: String = data.documents[0]
        .sha256
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(read.contains(&sha256), "{sha256} is not in {read}");

    let payment = documents::acknowledgement::AcknowledgementData {
        implicit_decision: None,
        documents: Vec::new(),
        ..data
    };
    let read = text(&acknowledgement_pdf(&payment, Language::French).unwrap());
    assert!(
        !read.contains("implicite") && read.contains("Aucune pièce"),
        "{read}"
    );
}

#[test]
fn summary_shows_everything_that_was_sent() {
    let data = others::summary();
    let pdf = request_summary_pdf(&data, Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Récapitulatif de demande",
            "Nom de naissance Nguyễn Nom d’usage Nguyễn-Lefèvre",
            "1er juillet 1991 Hà Nội, Viêt Nam",
            "1407 5320 4217",
            "Photo Signature",
            "Passeport passeport.pdf",
            "8 rue du Général-de-Gaulle 94150 Rungis",
            "23 novembre 2026 à 9 h 05 Demande envoyée",
        ],
    );
    let mut damaged = data;
    damaged.photo = Some(b"no picture".to_vec());
    let error = request_summary_pdf(&damaged, Language::French).unwrap_err();
    assert!(
        matches!(error, DocumentError::Picture { field: "photo", .. }),
        "{error}"
    );
}

#[test]
fn refusal_gives_reasons_in_fact_and_law_and_remedies() {
    let pdf = decision_letter_pdf(&others::decision(), Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Décision de refus",
            "Paris, le 1er décembre 2026",
            "Motif 2 La photo transmise ne permet pas de vous reconnaître.",
            "Arrêté du 5 février 2009",
            "Voies et délais de recours",
            "Signé par Camille Fournier Responsable de l’instruction des demandes",
        ],
    );
    let pdf = decision_letter_pdf(&others::decision(), Language::English).unwrap();
    assert_says(&pdf, &["Decision of refusal", "Paris, 1 December 2026"]);
}

#[test]
fn free_text_of_any_length_and_script_makes_a_document() {
    let mut data = others::acknowledgement();
    data.documents = vec![data.documents[0].clone(); 60];
    data.documents[0].file_name = "📷 صورة.jpg".to_owned();
    let pdf = acknowledgement_pdf(&data, Language::French).unwrap();
    assert!(pages(&pdf) >= 4, "{} pages", pages(&pdf));
    assert_says(&pdf, &["□ □□□□.jpg — 350 Ko", "Page 2 sur"]);
    let mut letter = others::decision();
    letter.reasons[0].fact = "Motif très détaillé. ".repeat(400);
    assert!(pages(&decision_letter_pdf(&letter, Language::French).unwrap()) >= 3);
}

/// Width and height of each picture in the file.
fn pictures(pdf: &[u8]) -> Vec<(i64, i64)> {
    let document = Document::load_mem(pdf).unwrap();
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let images = streams.filter(|stream| {
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
        subtype.is_ok_and(|name| name == b"Image")
    });
    let side =
        |stream: &lopdf::Stream, name: &[u8]| stream.dict.get(name).unwrap().as_i64().unwrap();
    images
        .map(|stream| (side(stream, b"Width"), side(stream, b"Height")))
        .collect()
}

#[test]
fn the_operator_s_logo_stands_in_the_header() {
    let refused = Logo::new(b"<svg/>").unwrap_err();
    assert!(matches!(
        refused,
        DocumentError::Picture { field: "logo", .. }
    ));
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(300, 60, image::Rgba([14, 74, 96, 128]))
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    let mut data = certificate();
    let before = certificate_pdf(&data, Language::French).unwrap();
    data.operator.logo = Some(Logo::new(picture.get_ref()).unwrap());
    let pdf = certificate_pdf(&data, Language::French).unwrap();
    assert_eq!(pictures(&pdf).len(), pictures(&before).len() + 1);
    assert!(
        pictures(&pdf).contains(&(540, 108)),
        "scaled to what is printed"
    );
    assert_eq!(pages(&pdf), pages(&before));
    assert_says(&pdf, &["Certificat de qualification de conducteur"]);
}
