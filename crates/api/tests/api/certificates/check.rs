//! The public check: six verdicts, and nothing that the paper does not show.

use common::dto::certificate::{
    CertificateCheck, CertificateKeys, CertificateView, CheckCertificateRequest,
};
use common::dto::page::Page;
use common::field_error::FieldErrorCode;
use common::reference::CertificateNumber;
use common::statuses::CertificateVerdict;
use common::words::{LicenceCategory, Sector, TrainingKind};
use db::on_both_engines;
use documents::credential::{SigningKey, VerifyingKeys, verify};
use serde_json::json;

use crate::support::TestApp;
use crate::support::centres::{self, train};
use crate::support::world;

const PATH: &str = "/api/v1/certificate-checks";
const BIRTH_DATE: &str = "1985-05-12";

async fn issued(app: &TestApp) -> CertificateView {
    let centre = centres::centre(app).await;
    let driver = world::driver(app).await;
    train(
        app,
        &centre,
        &driver,
        TrainingKind::Fimo,
        Sector::Goods,
        "2026-11-20",
    )
    .await;
    let page: Page<CertificateView> = driver.client.get("/api/v1/me/certificates").await.json();
    page.items.into_iter().next().unwrap()
}

async fn by_number(app: &TestApp, number: &str, birth_date: &str) -> CertificateCheck {
    let body = CheckCertificateRequest {
        number: Some(number.to_owned()),
        birth_date: Some(birth_date.to_owned()),
        qr_content: None,
    };
    app.anonymous().post(PATH, &body).await.json()
}

async fn by_code(app: &TestApp, code: &str) -> CertificateCheck {
    let body = CheckCertificateRequest {
        qr_content: Some(code.to_owned()),
        ..Default::default()
    };
    app.anonymous().post(PATH, &body).await.json()
}

on_both_engines! {
    async fn what_is_incomplete_is_said_by_field(app: TestApp) {
        let client = app.anonymous();
        let found = |problem: common::dto::problem::Problem| {
            problem.errors.into_iter().map(|error| (error.pointer, error.code)).collect::<Vec<_>>()
        };
        let empty = client.post(PATH, &json!({})).await.problem(422);
        assert_eq!(found(empty), [
            ("/number".to_owned(), FieldErrorCode::Required),
            ("/birth_date".to_owned(), FieldErrorCode::Required),
        ]);
        let mistyped = json!({ "number": "CERT-AAAA-AAAA-AAAB", "birth_date": "12/05/1985" });
        assert_eq!(found(client.post(PATH, &mistyped).await.problem(422)), [("/number".to_owned(), FieldErrorCode::Malformed)]);
        let both = json!({ "number": "x", "qr_content": "CQC1:x" });
        assert_eq!(found(client.post(PATH, &both).await.problem(422)), [("/number".to_owned(), FieldErrorCode::NotAllowed)]);
    }

    async fn a_number_that_does_not_exist_and_a_wrong_birth_date_look_alike(app: TestApp) {
        let certificate = issued(&app).await;
        let wrong_date = by_number(&app, &certificate.number, "1985-05-13").await;
        let nowhere = by_number(&app, CertificateNumber::from_random(42).as_str(), BIRTH_DATE).await;
        assert_eq!(wrong_date, nowhere);
        assert_eq!((wrong_date.verdict, wrong_date.certificate), (CertificateVerdict::Unknown, None));
    }

    async fn a_forged_or_altered_code_is_not_authentic(app: TestApp) {
        let certificate = issued(&app).await;
        for code in ["CQC1:nonsense", "HC1:6BF", "https://example.org"] {
            let check = by_code(&app, code).await;
            assert_eq!((check.verdict, check.certificate), (CertificateVerdict::NotAuthentic, None), "{code}");
        }
        let mut altered = certificate.qr_content.clone().into_bytes();
        let place = altered.len() / 2;
        altered[place] = if altered[place] == b'0' { b'1' } else { b'0' };
        let check = by_code(&app, &String::from_utf8(altered).unwrap()).await;
        assert_eq!((check.verdict, check.certificate), (CertificateVerdict::NotAuthentic, None));
    }

    async fn a_code_of_another_issuer_is_unknown(app: TestApp) {
        let certificate = issued(&app).await;
        let genuine = verify(&certificate.qr_content, &app.keys.verifying).unwrap();
        let stranger = SigningKey::generate().unwrap();
        let code = documents::credential::sign(&genuine, &stranger).unwrap();
        let check = by_code(&app, &code).await;
        assert_eq!((check.verdict, check.certificate), (CertificateVerdict::Unknown, None));
        // Signed by us, and not in the register.
        let invented = documents::credential::Credential {
            number: CertificateNumber::from_random(7).to_string(),
            ..genuine
        };
        let code = documents::credential::sign(&invented, &app.keys.certificates).unwrap();
        assert_eq!(by_code(&app, &code).await.verdict, CertificateVerdict::Unknown);
    }

    // V15: valid on the last day, expired on the next.
    async fn it_is_valid_to_the_end_of_its_last_day(app: TestApp) {
        let certificate = issued(&app).await;
        for (now, expected) in [
            ("2026-11-23T11:00:00Z", CertificateVerdict::Valid),
            ("2027-03-23T22:59:59Z", CertificateVerdict::Valid),
            ("2027-03-23T23:00:00Z", CertificateVerdict::Expired),
        ] {
            app.clock.set(now.parse().unwrap());
            assert_eq!(by_code(&app, &certificate.qr_content).await.verdict, expected, "{now}");
            let check = by_number(&app, &certificate.number.to_lowercase().replace('-', " "), BIRTH_DATE).await;
            assert_eq!(check.verdict, expected, "{now}");
            let shown = check.certificate.unwrap();
            assert_eq!((shown.surname.as_str(), shown.first_names.as_str()), ("Lefèvre", "Camille"));
            assert_eq!(shown.categories, [LicenceCategory::C, LicenceCategory::CE]);
        }
    }

    async fn superseded_and_revoked_are_told_apart(app: TestApp) {
        let certificate = issued(&app).await;
        let training = certificate.training_id;
        app.write(move |tx| {
            services::certificates::supersede_for_training(tx, training).map(|done| assert!(done.is_some()))
        })
        .await
        .unwrap();
        let check = by_code(&app, &certificate.qr_content).await;
        assert_eq!(check.verdict, CertificateVerdict::Superseded);
        assert!(check.certificate.is_some());
        app.write(move |tx| {
            services::certificates::revoke_for_training(tx, training).map(|done| assert!(done.is_some()))
        })
        .await
        .unwrap();
        assert_eq!(by_number(&app, &certificate.number, BIRTH_DATE).await.verdict, CertificateVerdict::Revoked);
        // Nothing follows a revocation.
        let done = app
            .write(move |tx| {
                services::certificates::supersede_for_training(tx, training)
            })
            .await
            .unwrap();
        assert!(done.is_none());
    }

    async fn a_change_of_name_does_not_change_the_paper(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get("/api/v1/me/certificates").await.json();
        let id = driver.id;
        app.write(move |tx| {
            let row = db::drivers::get(tx, id)?;
            let contact = db::drivers::ContactChanges {
                phone: None,
                notice_channel: row.notice_channel,
                address: row.address.clone(),
            };
            let mut identity = row.identity.clone();
            identity.surname_birth = "Autre".to_owned();
            let now = tx.now;
            Ok(db::drivers::update_identity(tx, id, row.version, (&identity, &contact), row.review, now)?)
        })
        .await
        .unwrap();
        let check = by_number(&app, &page.items[0].number, BIRTH_DATE).await;
        assert_eq!(check.certificate.unwrap().surname, "Lefèvre");
    }

    async fn checks_are_limited(app: TestApp) {
        let client = app.anonymous();
        let body = json!({ "qr_content": "CQC1:x" });
        let mut answered = 0;
        // The quota refills meanwhile, slowly.
        let refused = loop {
            let answer = client.post(PATH, &body).await;
            if answer.status == 429 || answered > 500 {
                break answer;
            }
            assert_eq!(answer.status, 200);
            answered += 1;
        };
        assert!(answered >= 20, "{answered}");
        assert_eq!(refused.problem(429).code, "rate_limited");
    }

    async fn the_published_keys_check_a_code_offline(app: TestApp) {
        let certificate = issued(&app).await;
        let answer = app.anonymous().get("/api/v1/certificate-keys").await;
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        let keys: CertificateKeys = answer.json();
        let key = &keys.keys[0];
        assert_eq!((key.kty.as_str(), key.crv.as_str(), key.alg.as_str(), key.usage.as_str()), ("EC", "P-256", "ES256", "sig"));
        assert_eq!(key.kid, app.keys.certificates.key_id().to_string());
        let list = VerifyingKeys::new([app.keys.certificates.public_key().clone()]);
        assert_eq!(verify(&certificate.qr_content, &list).unwrap().number, certificate.number);
    }
}
