//! Every mail in every language, whole, beside what it was when somebody looked at
//! it last. A changed text is taken over with `INSTA_UPDATE=always cargo test -p
//! services mails`, and then read in the difference.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::*;

/// Mails that differ by what they are told: the name of the variant, the mail, and
/// the fields that are others (null: not there).
const VARIANTS: [(&str, &str, &str); 15] = [
    (
        "account_conform_again",
        "account_conform",
        r#"{ "link_url": null }"#,
    ),
    (
        "account_errors_again",
        "account_errors",
        r#"{ "link_url": null }"#,
    ),
    (
        "certificate_expires_tomorrow",
        "certificate_expires",
        r#"{ "days": 1 }"#,
    ),
    (
        "certificate_expires_today",
        "certificate_expires",
        r#"{ "days": 0 }"#,
    ),
    (
        "qualification_expires_later",
        "qualification_expires",
        r#"{ "is_window_open": false }"#,
    ),
    (
        "information_requested_reminder",
        "information_requested",
        r#"{ "items": 1, "is_reminder": true }"#,
    ),
    (
        "information_requested_paid",
        "information_requested",
        r#"{ "is_paid": true }"#,
    ),
    (
        "defect_analysed_driver",
        "defect_analysed",
        r#"{ "finding": "driver_fault" }"#,
    ),
    (
        "defect_analysed_none",
        "defect_analysed",
        r#"{ "finding": "no_defect" }"#,
    ),
    (
        "payment_failed_declined",
        "payment_failed",
        r#"{ "is_declined": true }"#,
    ),
    (
        "card_returned_reminder",
        "card_returned",
        r#"{ "is_reminder": true }"#,
    ),
    (
        "card_shipped_exchange",
        "card_shipped",
        r#"{ "replaced": "F0000417K" }"#,
    ),
    (
        "card_decided_keep",
        "card_decided",
        r#"{ "is_revoked": false }"#,
    ),
    (
        "training_cancelled_draft",
        "training_cancelled",
        r#"{ "has_draft": true }"#,
    ),
    (
        "training_cancelled_card",
        "training_cancelled",
        r#"{ "has_card": true, "stopped_reference": "CQC-2026-0004217-K" }"#,
    ),
];

/// What the mails show, all together.
fn data(language: Language) -> Value {
    let said = |french: &str, english: &str| match language {
        Language::French => french.to_owned(),
        Language::English => english.to_owned(),
    };
    let page = |path: &str| format!("https://hub.example/{path}");
    let silence = crate::testing::settings().policy.implicit_decision;
    let mut data = json!({
        "carrier": "Chronopost",
        "categories": "C, CE",
        "certificates_url": page("mes-certificats"),
        "changed_at": said("23 novembre 2026, 12:00", "23 November 2026, 12:00"),
        "completed_on": "2026-11-20",
        "days": 30,
        "deadline": "2026-12-23",
        "device": "Firefox, Android",
        "errors": [
            said("Date de naissance : erreur de saisie", "Date of birth: typing error"),
            said("Nom : ne correspond pas au permis", "Surname: not as on the licence"),
        ],
        "expected_by": said("24 novembre 2026, 12:00", "24 November 2026, 12:00"),
        "forgotten_url": page("mot-de-passe-oublie"),
        "invoice": "F2026-000001",
        "is_reminder": false,
        "is_window_open": true,
        "items": 2,
        "kept_until": "2027-02-21",
        "kind": said("Formation continue obligatoire (FCO)", "Periodic training (FCO)"),
        "link_hours": 72,
        "link_until": said("26 novembre 2026 12:00", "26 November 2026 12:00"),
        "link_url": page("mot-de-passe#un-secret"),
        "name": "Chloé D’Artagnan-Lefèvre",
        "network": "192.0.2.0/24",
        "new_email_hint": "c•••@exemple.fr",
        "next": said("La carte part en fabrication.", "The card goes into production."),
        "number": "CERT-7K4M-2QXD-9RTB",
        "profile_url": page("profil"),
        "reasons": [said("Le permis n’est plus valable.", "The licence is no longer valid.")],
        "received_at": said("23 novembre 2026, 12:00", "23 November 2026, 12:00"),
        "reference": "CQC-2026-0004217-K",
        "remedies": [said("Recours gracieux dans les deux mois.", "An appeal within two months.")],
        "request_url": page("mes-demandes"),
        "sectors": [said("transport de marchandises", "carriage of goods")],
        "sent_to": "essai@exemple.fr",
        "sign_in_url": page("connexion"),
        "signed_in_at": said("23 novembre 2026, 12:00", "23 November 2026, 12:00"),
        "status": said("acceptée", "accepted"),
        "tracking_number": "XY123456789FR",
        "trainings_url": page("mes-formations"),
        "url": page("mes-demandes/1"),
        "valid_until": "2027-03-23",
        "window_opens_on": "2026-11-30",
    });
    // More than one call of the macro can hold.
    data["effect"] = silence.effect_of_information_request(language).into();
    data["finding"] = "issuer_fault".into();
    data["comment"] = said("La date a été mal imprimée.", "The date was printed wrong.").into();
    data["is_paid"] = false.into();
    data["is_declined"] = false.into();
    data["amount"] = said("25,00 €", "€25.00").into();
    data["credit_note"] = "A2026-000001".into();
    data["staff_url"] = page("staff/").into();
    data["reason"] = said("déclarée par erreur", "declared in error").into();
    data["has_certificate"] = true.into();
    data["has_draft"] = false.into();
    data["has_card"] = false.into();
    data["stopped_reference"] = Value::Null;
    data["replaced"] = Value::Null;
    data["serial"] = "F0000417K".into();
    data["is_revoked"] = true.into();
    data["cards_url"] = page("mes-cartes").into();
    data
}

fn mails() -> BTreeSet<&'static str> {
    let names = TEMPLATES.iter();
    names
        .filter_map(|(name, _)| name.strip_prefix("mails/")?.split('/').next())
        .collect()
}

/// The mail as one text, and the snapshot's name.
fn written(case: &str, mail: &str, changes: &str, language: Language) -> (String, String) {
    let mut data = data(language);
    let fields = data.as_object_mut().unwrap();
    let changes: serde_json::Map<String, Value> = serde_json::from_str(changes).unwrap();
    for (name, value) in changes {
        match value {
            Value::Null => fields.remove(&name),
            value => fields.insert(name, value),
        };
    }
    let mail = render(&crate::testing::settings(), mail, language, &data).unwrap();
    let WrittenMail {
        subject,
        text,
        html,
    } = mail;
    (
        format!("{case}.{language}"),
        format!("Subject: {subject}\n\n{text}\n--- HTML ---\n{html}"),
    )
}

#[test]
fn every_mail_is_as_it_was_seen_last() {
    let plain = mails().into_iter().map(|mail| (mail, mail, "{}"));
    let cases: Vec<_> = plain.chain(VARIANTS).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut expected = BTreeSet::new();
    for (case, mail, changes) in cases {
        for language in Language::ALL {
            let (name, text) = written(case, mail, changes, *language);
            settings.bind(|| insta::assert_snapshot!(name.as_str(), text));
            expected.insert(format!("{name}.snap"));
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mails/snapshots");
    let found: BTreeSet<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        found, expected,
        "a snapshot that no mail has, or one to be looked at"
    );
}
