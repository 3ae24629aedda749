//! Invoices, credit notes, duplicates and return slips, read back from the
//! finished PDF.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helpers may fail the test"
)]

#[expect(dead_code, reason = "other tests are about the certificate")]
#[path = "samples/data.rs"]
mod data;
#[path = "samples/invoices.rs"]
mod invoices;

use common::money::{Cents, VatExemption};
use common::words::Language;
use documents::duplicate::duplicate;
use documents::error::DocumentError;
use documents::invoice::{InvoiceData, InvoiceLine, invoice_pdf};
use documents::return_slip::return_slip_pdf;
use invoices::{credit_note, invoice, line, return_slip, without_vat};
use lopdf::{Dictionary, Document, Object};

/// The text of each page, with plain spaces.
fn pages(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    let numbers = document.get_pages().into_keys();
    let text = |number| document.extract_text(&[number]).unwrap();
    let plain = |text: String| {
        let text = text.replace(['\u{A0}', '\u{202F}'], " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    numbers.map(text).map(plain).collect()
}

#[track_caller]
fn assert_says(pdf: &[u8], expected: &[&str]) {
    let text = pages(pdf).join(" ");
    for line in expected {
        assert!(text.contains(line), "`{line}` is not in: {text}");
    }
}

/// The dictionary behind a reference or an entry of its own.
fn dictionary<'d>(document: &'d Document, object: &'d Object) -> &'d Dictionary {
    let (_, object) = document.dereference(object).unwrap();
    match object {
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict().unwrap(),
    }
}

fn attached_xml(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let files = document.catalog().unwrap().get(b"AF").unwrap();
    let file = dictionary(&document, &files.as_array().unwrap()[0]);
    let content = file.get(b"EF").unwrap().as_dict().unwrap();
    let id = content.get(b"F").unwrap().as_reference().unwrap();
    let stream = document.get_object(id).unwrap().as_stream().unwrap();
    String::from_utf8(stream.decompressed_content().unwrap()).unwrap()
}

fn refusal(change: impl FnOnce(&mut InvoiceData)) -> DocumentError {
    let mut data = invoice();
    change(&mut data);
    invoice_pdf(&data, Language::French).unwrap_err()
}

#[test]
fn amounts_that_do_not_add_up_are_refused() {
    type Change = fn(&mut InvoiceData);
    let changes: [(&str, Change, i64, i64); 7] = [
        (
            "totals.net",
            |data| data.totals.net = Cents(2084),
            2084,
            2083,
        ),
        ("totals.vat", |data| data.totals.vat = Cents(416), 416, 417),
        (
            "totals.gross",
            |data| data.totals.gross = Cents(2499),
            2499,
            2500,
        ),
        (
            "total",
            |data| data.lines[0].total = Cents(2501),
            2501,
            2500,
        ),
        ("vat", |data| data.lines[0].vat = Cents(500), 500, 417),
        ("vat", |data| data.lines[0].vat_rate = 0, 417, 0),
        ("totals.net", |data| data.lines.push(line()), 2083, 4166),
    ];
    for (name, change, wrong, right) in changes {
        let error = refusal(change);
        assert!(
            matches!(
                error,
                DocumentError::Amount { field, found, expected }
                    if field == name && found == Cents(wrong) && expected == Cents(right)
            ),
            "{error}"
        );
    }
}

#[test]
fn amounts_that_no_invoice_has_are_refused() {
    type Change = fn(&mut InvoiceData);
    let changes: [(&str, Change); 9] = [
        ("lines", |data| data.lines.clear()),
        ("lines", |data| data.lines[0].unit_price = Cents(i64::MAX)),
        ("quantity", |data| data.lines[0].quantity = 0),
        ("unit_price", |data| data.lines[0].unit_price = Cents(-2083)),
        ("vat_rate", |data| data.lines[0].vat_rate = 10_001),
        ("vat_rate", |data| {
            let mut free = line();
            (free.vat_rate, free.vat, free.total) = (0, Cents(0), Cents(2083));
            data.lines.push(free);
        }),
        ("description", |data| {
            data.lines[0].description = "x".repeat(201)
        }),
        ("number", |data| data.number = " ".to_owned()),
        ("buyer.address", |data| {
            data.buyer.address.country = "XX".to_owned()
        }),
    ];
    for (name, change) in changes {
        let mut data = invoice();
        change(&mut data);
        if name == "lines" && !data.lines.is_empty() {
            data.lines[0].quantity = 3;
        }
        let error = invoice_pdf(&data, Language::French).unwrap_err();
        assert!(
            matches!(error, DocumentError::Invalid { field, .. } if field == name),
            "{name}: {error}"
        );
    }
}

#[test]
fn a_seller_is_one_business_and_a_buyer_can_be_printed() {
    let error = refusal(|data| data.seller.siret = "40483304800014".parse().unwrap());
    assert!(
        matches!(
            error,
            DocumentError::Invalid {
                field: "seller.siret",
                ..
            }
        ),
        "{error}"
    );
    let error = refusal(|data| data.buyer.name = "محمد".to_owned());
    assert!(
        matches!(
            error,
            DocumentError::Unprintable {
                field: "buyer.name",
                ..
            }
        ),
        "{error}"
    );
    let error = refusal(|data| data.buyer.address.lines[1] = "BAT\u{0}".to_owned());
    assert!(
        matches!(
            error,
            DocumentError::Unprintable {
                field: "buyer.address",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn invoice_says_what_the_law_asks_for() {
    let pdf = invoice_pdf(&invoice(), Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Facture N° F2026-000001 du 23 novembre 2026",
            "25,00 € TTC Payé par carte bancaire le 23 novembre 2026",
            "PAY-7K4M2QXD9RTB",
            "Vendeur CQC Hub 12 rue des Transports 75012 Paris",
            "SAS au capital de 100 000,00 €, RCS Paris 123 456 782",
            "SIRET 123 456 782 00010 N° TVA FR11123456782",
            "Chloé D’ARTAGNAN-LEFÈVRE 8 RUE DU GENERAL DE GAULLE BAT B 94150 RUNGIS",
            "Échéance de paiement 23 novembre 2026",
            "Date de la prestation 23 novembre 2026",
            "Demande n° CQC-2026-0004217-K",
            "1 20,83 € 20 % 4,17 € 25,00 €",
            "Total HT 20,83 € TVA 20 % sur 20,83 € 4,17 € Total TTC 25,00 €",
            "Pas de droit de rétractation",
            "L. 221-28, 3°",
        ],
    );
    assert_eq!(pages(&pdf).len(), 1);
}

#[test]
fn credit_note_names_the_invoice_that_it_corrects() {
    let pdf = invoice_pdf(&credit_note(), Language::French).unwrap();
    assert_says(
        &pdf,
        &[
            "Avoir N° A2026-000001 du 1er décembre 2026",
            "Facture corrigée N° F2026-000001 du 23 novembre 2026",
            "Remboursé sur la carte bancaire le 1er décembre 2026",
            "111 43 Stockholm Suède",
            "Adresse de facturation",
        ],
    );
    assert!(!pages(&pdf)[0].contains("rétractation"));
    let xml = attached_xml(&pdf);
    assert!(xml.contains("<ram:TypeCode>381</ram:TypeCode>"), "{xml}");
    assert!(
        xml.contains("<ram:IssuerAssignedID>F2026-000001</ram:IssuerAssignedID>"),
        "{xml}"
    );
    assert_eq!(pages(&pdf).len(), 1);
}

#[test]
fn an_invoice_without_vat_says_why() {
    for (exemption, article) in [
        (VatExemption::PublicService, "article 256 B du CGI"),
        (VatExemption::SmallBusiness, "article 293 B du CGI"),
    ] {
        let data = without_vat(exemption);
        let pdf = invoice_pdf(&data, Language::French).unwrap();
        let mention = format!("TVA non applicable, {article}.");
        assert_says(
            &pdf,
            &["1 25,00 € 0 % 0,00 € 25,00 €", "Total HT 25,00 €", &mention],
        );
        let xml = attached_xml(&pdf);
        let reason = format!("<ram:ExemptionReason>{mention}</ram:ExemptionReason>");
        assert!(xml.contains(&reason), "{xml}");
        let is_taxable_person = xml.contains("FR11123456782");
        assert_eq!(is_taxable_person, exemption == VatExemption::SmallBusiness);
    }
    let taxed = invoice_pdf(&invoice(), Language::French).unwrap();
    assert!(!pages(&taxed)[0].contains("non applicable"));
}

#[test]
fn the_number_is_on_every_page_of_a_long_invoice() {
    let mut data = invoice();
    data.lines = vec![line(); 40];
    data.lines[3] = InvoiceLine {
        vat_rate: 550,
        quantity: 3,
        unit_price: Cents(1000),
        vat: Cents(165),
        total: Cents(3165),
        ..line()
    };
    data.totals.net = Cents(39 * 2083 + 3000);
    data.totals.vat = Cents(39 * 417 + 165);
    data.totals.gross = Cents(39 * 2500 + 3165);
    let pdf = invoice_pdf(&data, Language::French).unwrap();
    let pages = pages(&pdf);
    assert!(pages.len() > 2);
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("F2026-000001"), "{page}");
        let number = format!("Page {} sur {}", index + 1, pages.len());
        assert!(page.contains(&number), "{page}");
    }
    assert_says(
        &pdf,
        &["TVA 5,5 % sur 30,00 € 1,65 € TVA 20 % sur 812,37 € 162,63 €"],
    );
}

#[test]
fn data_for_machines_are_escaped() {
    let mut data = invoice();
    data.buyer.name = "O'Brien & <Fils> \"SA\"".to_owned();
    data.lines[0].description = "]]> &amp; <x/>".to_owned();
    data.operator.name = "Cartes & <Cie>".to_owned();
    let pdf = invoice_pdf(&data, Language::French).unwrap();
    let xml = attached_xml(&pdf);
    assert!(
        xml.contains("O&apos;Brien &amp; &lt;Fils&gt; &quot;SA&quot;"),
        "{xml}"
    );
    assert!(xml.contains("]]&gt; &amp;amp; &lt;x/&gt;"), "{xml}");
    let document = Document::load_mem(&pdf).unwrap();
    let metadata = document.catalog().unwrap().get(b"Metadata").unwrap();
    let (_, metadata) = document.dereference(metadata).unwrap();
    let metadata = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    assert!(metadata.contains("Cartes &amp; &lt;Cie&gt;"), "{metadata}");
}

#[test]
fn the_file_is_one_for_archives() {
    let pdf = invoice_pdf(&invoice(), Language::French).unwrap();
    let document = Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    let file = dictionary(
        &document,
        &catalog.get(b"AF").unwrap().as_array().unwrap()[0],
    );
    let name = |dictionary: &Dictionary, key: &[u8]| {
        String::from_utf8(dictionary.get(key).unwrap().as_name().unwrap().to_vec()).unwrap()
    };
    assert_eq!(name(file, b"AFRelationship"), "Alternative");
    let names = dictionary(&document, catalog.get(b"Names").unwrap());
    assert!(names.has(b"EmbeddedFiles"));
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(name(intents[0].as_dict().unwrap(), b"S"), "GTS_PDFA1");
    for object in document.objects.values().filter_map(|o| o.as_dict().ok()) {
        if let Ok(fonts) = object.get(b"DescendantFonts") {
            let font = dictionary(&document, &fonts.as_array().unwrap()[0]);
            assert_eq!(name(font, b"CIDToGIDMap"), "Identity");
            let descriptor = dictionary(&document, font.get(b"FontDescriptor").unwrap());
            assert!(descriptor.has(b"FontFile2"), "embedded");
        }
    }
}

#[test]
fn the_same_data_give_the_same_bytes_within_their_size() {
    for data in [invoice(), credit_note()] {
        let pdf = invoice_pdf(&data, Language::French).unwrap();
        assert_eq!(pdf, invoice_pdf(&data, Language::French).unwrap());
        assert!(pdf.len() <= 60_000, "{} bytes", pdf.len());
        let copy = duplicate(&pdf, Language::French).unwrap();
        assert_eq!(copy, duplicate(&pdf, Language::French).unwrap());
        assert!(copy.len() <= 60_000, "{} bytes", copy.len());
    }
}

#[test]
fn a_duplicate_says_so_on_each_page_and_holds_the_original() {
    let refused = duplicate(b"%PDF-1.7 no more", Language::French).unwrap_err();
    assert!(matches!(refused, DocumentError::Pdf(_)), "{refused}");
    let mut data = invoice();
    data.lines = vec![line(); 20];
    data.totals.net = Cents(20 * 2083);
    data.totals.vat = Cents(20 * 417);
    data.totals.gross = Cents(20 * 2500);
    let original = invoice_pdf(&data, Language::French).unwrap();
    assert!(!pages(&original).join(" ").contains("DUPLICATA"));
    for (language, word) in [
        (Language::French, "DUPLICATA"),
        (Language::English, "DUPLICATE"),
    ] {
        let copy = duplicate(&original, language).unwrap();
        let texts = pages(&copy);
        assert!(texts.len() > 1);
        for (text, before) in texts.iter().zip(pages(&original)) {
            assert!(
                text.contains(word) && text.contains("F2026-000001"),
                "{text}"
            );
            assert!(before.len() < text.len());
        }
        assert!(copy.starts_with(&original));
        assert_eq!(attached_xml(&copy), attached_xml(&original));
    }
}

#[test]
fn return_slip_fits_a_page_and_refuses_what_has_no_barcode() {
    let mut data = return_slip();
    data.reference = "Réf. 1".to_owned();
    let refused = return_slip_pdf(&data, Language::French).unwrap_err();
    assert!(
        matches!(refused, DocumentError::NoBarcode('é')),
        "{refused}"
    );
    for reference in [String::new(), "R".repeat(31)] {
        let refused = return_slip_pdf(
            &documents::return_slip::ReturnSlipData {
                reference,
                ..return_slip()
            },
            Language::French,
        )
        .unwrap_err();
        assert!(
            matches!(
                refused,
                DocumentError::Invalid {
                    field: "reference",
                    ..
                }
            ),
            "{refused}"
        );
    }
    let mut data = return_slip();
    data.defects = vec![data.defects[0].clone(); 10];
    for language in [Language::French, Language::English] {
        let pdf = return_slip_pdf(&data, language).unwrap();
        assert_eq!(pages(&pdf).len(), 1);
        assert_eq!(pdf, return_slip_pdf(&data, language).unwrap());
    }
    assert_says(
        &return_slip_pdf(&return_slip(), Language::French).unwrap(),
        &[
            "Coupon retour",
            "au plus tard le 22 janvier 2027",
            "L’erreur vient de nous : votre carte est remplacée directement, sans frais.",
            "À envoyer à CQC Hub — Retours qualité 12 rue des Transports 75012 Paris",
            "D’ARTAGNAN-LEFÈVRE Chloé, Marie Demande n° CQC-2026-0004217-K Carte n° F1234567890123",
            "Photo : trop sombre",
        ],
    );
}
