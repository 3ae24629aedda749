//! "Mes certificats".

use chrono::TimeDelta;
use common::dto::certificate::CertificateView;
use common::dto::page::Page;
use common::statuses::{CertificateStatus, CertificateVerdict};
use common::words::{Sector, TrainingKind};
use db::on_both_engines;
use serde_json::Value;
use services::certificates::issue::IssueCertificate;

use crate::support::TestApp;
use crate::support::centres::{self, train};
use crate::support::world;

const PATH: &str = "/api/v1/me/certificates";

on_both_engines! {
    async fn without_a_valid_category_there_is_no_right_to_a_card_and_no_certificate(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver_with(&app, |row| {
            row.identity.licence_categories = db::json::Json::new(Vec::new()).unwrap();
        })
        .await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        assert_eq!(page.items, []);
        assert_eq!(app.outbox().await.len(), 1, "the training's mail alone");
    }

    async fn a_training_that_others_have_followed_gives_none(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let fco = train(&app, &centre, &driver, TrainingKind::Fco, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        assert_eq!(page.items, [], "an FCO alone waits");
        // With its FIMO on record the FCO counts, and the FIMO gives no card of its own.
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-19").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        let trainings: Vec<_> = page.items.iter().map(|view| view.training_id).collect();
        assert_eq!(trainings, [fco.id]);
    }

    async fn another_drivers_certificate_is_not_found(app: TestApp) {
        let centre = centres::centre(&app).await;
        let (driver, other) = (world::driver(&app).await, world::driver(&app).await);
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        let path = format!("{PATH}/{}", page.items[0].id);
        other.client.get(&path).await.problem(404);
        other.client.send(reqwest::Method::POST, &format!("{path}/mail"), None).await.problem(404);
        assert_eq!(driver.client.get(&path).await.json::<CertificateView>(), page.items[0]);
    }

    async fn it_lasts_four_months_and_says_so(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let record = train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        let certificate = &page.items[0];
        assert_eq!(certificate.training_id, record.id);
        assert_eq!(certificate.issued_on.to_string(), "2026-11-23");
        assert_eq!(certificate.valid_until.to_string(), "2027-03-23");
        assert_eq!(certificate.days_left, 120);
        assert_eq!(certificate.verdict, CertificateVerdict::Valid);
        assert_eq!(certificate.status, CertificateStatus::Issued);
        assert_eq!(certificate.sectors, [Sector::Goods]);
        assert!(certificate.number.starts_with("CERT-"));
        assert!(certificate.qr_content.starts_with("CQC1:"));
        // Issued once, however often the job runs.
        let id = record.id;
        app.write(move |tx| tx.enqueue(&IssueCertificate { training_id: id }).map(drop)).await.unwrap();
        app.run_jobs().await;
        let again: Page<CertificateView> = driver.client.get(PATH).await.json();
        assert_eq!(again.items, page.items);
    }

    async fn the_mail_carries_the_very_file(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        let number = &page.items[0].number;
        let mails = app.outbox().await;
        let mail = mails.iter().find(|mail| mail.subject.contains("certificat")).unwrap();
        for words in ["4 mois", "territoire national", "faites votre demande", "verbalisé", number.as_str(), "23/03/2027"] {
            assert!(mail.body_text.contains(words), "{words} in {}", mail.body_text);
        }
        assert!(!mail.body_text.contains("Lefèvre") && !mail.subject.contains(number.as_str()));
        let attachments: Value = serde_json::from_str(&mail.attachments).unwrap();
        assert_eq!(attachments[0]["media_type"], "application/pdf");
        assert_eq!(attachments[0]["name"], format!("certificat-{}.pdf", number.to_lowercase()));
        let id: common::ids::FileId = attachments[0]["file_id"].as_str().unwrap().parse().unwrap();
        let file = app.read(move |conn| Ok(db::files::get(conn, id)?)).await.unwrap();
        let bytes = app.files.get(&file.sha256).await.unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 40_000, "{}", bytes.len());
    }

    async fn a_copy_is_mailed_three_times_an_hour(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let page: Page<CertificateView> = driver.client.get(PATH).await.json();
        let path = format!("{PATH}/{}/mail", page.items[0].id);
        for _ in 0..3 {
            let answer = driver.client.send(reqwest::Method::POST, &path, None).await;
            assert_eq!(answer.status, 202, "{}", answer.text());
        }
        let refused = driver.client.send(reqwest::Method::POST, &path, None).await;
        assert_eq!(refused.problem(429).code, "rate_limited");
        assert_eq!(refused.header("retry-after"), "3600");
        app.run_jobs().await;
        let copies = app.outbox().await.into_iter().filter(|mail| mail.subject.contains("copie")).count();
        assert_eq!(copies, 3);
        app.clock.advance(TimeDelta::hours(1));
        let later = driver.client_now(&app);
        // The session has been idle for an hour.
        assert_eq!(later.send(reqwest::Method::POST, &path, None).await.problem(401).code, "session_ended");
    }
}
