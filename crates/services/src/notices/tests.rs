//! Each notice at its time, once, and to whom it concerns.

use chrono::{DateTime, Utc};
use common::dates::paris_date;
use common::dto::notice::{NoticeChoice, UpdateNoticePreferencesRequest};
use common::ids::{AccountId, DriverId, RequestId};
use common::notice_kind::NoticeKind;
use common::rules::notices::Lead;
use common::statuses::RequestStatus;
use common::words::{LicenceCategory, NoticeChannel, Sector, TrainingKind};
use db::drivers::ContactChanges;
use db::outbox::OutboxMessage;
use db::requests::{RequestChanges, RequestRow};

use super::preferences::update_preferences;
use super::{RemindCertificates, RemindLicences, RemindQualifications};
use crate::idempotency::{IdempotentRequest, fingerprint};
use crate::jobs::Job;
use crate::testing::TestContext;
use crate::testing::records::{
    TestCentre, TestDriver, declaration, full_scope, insert_centre, insert_driver,
};
use crate::trainings::declare::declare_training;

async fn train(
    app: &TestContext,
    centre: &TestCentre,
    driver: &TestDriver,
    kind: TrainingKind,
    completed_on: &str,
) {
    let form = declaration(centre, driver.trainee(), kind, Sector::Goods, completed_on);
    let request = IdempotentRequest {
        owner: centre.client.to_string(),
        operation: "POST /api/v1/trainings".to_owned(),
        key: form.external_id.clone(),
        fingerprint: fingerprint(form.external_id.as_bytes()),
    };
    let declared = declare_training(app, centre.declarer(), &form, request)
        .await
        .unwrap();
    assert_eq!(declared.answer.status, 201);
    app.run_jobs().await;
}

/// Noon of a day, twice through the job: what the second run sends is sent twice.
async fn messages<J: Job + Copy>(app: &TestContext, job: J, day: &str) -> Vec<OutboxMessage> {
    let noon: DateTime<Utc> = format!("{day}T12:00:00Z").parse().unwrap();
    app.clock.set(noon);
    assert_eq!(paris_date(app.now()).to_string(), day);
    let before = app.outbox().await.len();
    for _ in 0..2 {
        app.write(move |tx| tx.enqueue(&job).map(drop))
            .await
            .unwrap();
        app.run_jobs().await;
    }
    let mut all = app.outbox().await;
    all.truncate(all.len() - before);
    all
}

/// By which ways messages went, in the order of the alphabet.
fn ways(messages: &[OutboxMessage]) -> Vec<&str> {
    let mut ways: Vec<_> = messages
        .iter()
        .map(|message| message.kind.as_str())
        .collect();
    ways.sort_unstable();
    ways
}

async fn choose(app: &TestContext, account: AccountId, choice: NoticeChoice) {
    let form = UpdateNoticePreferencesRequest {
        choices: vec![choice],
    };
    update_preferences(app, account, form).await.unwrap();
}

async fn prefer_sms(app: &TestContext, driver: DriverId) {
    set_phone(app, driver, Some("+33612345678")).await;
}

/// Somebody who once asked for SMS, with another number or none.
async fn set_phone(app: &TestContext, driver: DriverId, phone: Option<&'static str>) {
    app.write(move |tx| {
        let now = tx.now;
        let row = db::drivers::get(tx, driver)?;
        let contact = ContactChanges {
            phone: phone.map(ToOwned::to_owned),
            notice_channel: NoticeChannel::Sms,
            address: row.address.clone(),
        };
        Ok(db::drivers::update_contact(
            tx,
            driver,
            row.version,
            &contact,
            now,
        )?)
    })
    .await
    .unwrap();
}

db::on_both_engines! {
    // Issued on 23 November 2026, valid until 23 March 2027.
    async fn a_certificate_without_request_is_called_to_mind_three_times(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2026-11-20").await;
        prefer_sms(&app, driver.driver).await;
        for (day, kind) in [
            ("2027-01-22", &[][..]),
            ("2027-01-23", &["email"]),
            ("2027-02-22", &[]),
            ("2027-02-23", &["email"]),
            ("2027-03-15", &[]),
            ("2027-03-16", &["email", "sms"]),
            ("2027-03-23", &[]),
            ("2027-03-24", &[]),
        ] {
            let sent = messages(&app, RemindCertificates {}, day).await;
            assert_eq!(ways(&sent), kind, "{day}");
            assert!(sent.iter().all(|message| !message.subject.contains("Lefèvre")), "{day}");
        }
    }

    async fn each_kind_goes_by_the_ways_that_its_driver_chose(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2022-11-20").await;
        prefer_sms(&app, driver.driver).await;
        let qualification = NoticeKind::QualificationEnds;
        for (day, email, sms, expected) in [
            ("2026-11-24", false, false, &[][..]),
            ("2027-05-20", false, true, &["sms"]),
            ("2027-08-20", true, true, &["email", "sms"]),
            ("2027-10-20", true, false, &["email"]),
        ] {
            choose(&app, driver.account, NoticeChoice { kind: qualification, email, sms }).await;
            let sent = messages(&app, RemindQualifications {}, day).await;
            assert_eq!(ways(&sent), expected, "{day}");
        }
        // The categories of the licence are another kind.
        assert_eq!(ways(&messages(&app, RemindLicences {}, "2030-09-30").await), ["email"]);
    }

    async fn without_a_number_the_mail_says_it(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2022-11-20").await;
        prefer_sms(&app, driver.driver).await;
        let kind = NoticeKind::QualificationEnds;
        choose(&app, driver.account, NoticeChoice { kind, email: false, sms: true }).await;
        set_phone(&app, driver.driver, None).await;
        assert_eq!(ways(&messages(&app, RemindQualifications {}, "2026-11-24").await), ["email"]);
    }

    async fn a_sent_request_needs_no_call_and_a_draft_does(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2026-11-20").await;
        let request = insert_draft(&app, driver.driver).await;
        assert_eq!(messages(&app, RemindCertificates {}, "2027-01-23").await.len(), 1);
        submit(&app, request).await;
        assert_eq!(messages(&app, RemindCertificates {}, "2027-02-23").await.len(), 0);
    }

    async fn the_thresholds_are_configuration(app: TestContext) {
        let mut app = app;
        let mut settings = (*app.settings).clone();
        settings.policy.notices.certificate = vec![Lead::Days(100)];
        app.settings = std::sync::Arc::new(settings);
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2026-11-20").await;
        assert_eq!(messages(&app, RemindCertificates {}, "2026-12-12").await.len(), 0);
        assert_eq!(messages(&app, RemindCertificates {}, "2026-12-13").await.len(), 1);
        assert_eq!(messages(&app, RemindCertificates {}, "2027-01-23").await.len(), 0);
    }

    // Valid until 20 November 2027.
    async fn a_qualification_is_called_to_mind_from_a_year_ahead(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2022-11-20").await;
        for (day, count) in [
            ("2026-11-24", 1),
            ("2027-05-19", 0),
            ("2027-05-20", 1),
            ("2027-08-20", 1),
            ("2027-10-19", 0),
            ("2027-10-20", 1),
            ("2027-11-20", 0),
            ("2027-11-21", 0),
        ] {
            let sent = messages(&app, RemindQualifications {}, day).await;
            assert_eq!(sent.len(), count, "{day}");
            for mail in sent {
                assert!(mail.body_text.contains("20/11/2027") && mail.body_text.contains("marchandises"), "{}", mail.body_text);
                assert!(mail.body_text.contains("R. 3314-12"), "{}", mail.body_text);
            }
        }
    }

    async fn an_anticipated_fco_ends_the_calls_for_the_old_period(app: TestContext) {
        let centre = insert_centre(&app, full_scope()).await;
        let driver = insert_driver(&app, &[LicenceCategory::C]).await;
        train(&app, &centre, &driver, TrainingKind::Fimo, "2021-12-20").await;
        // Valid until 20 December 2031, though trained more than five years before.
        train(&app, &centre, &driver, TrainingKind::Fco, "2026-11-20").await;
        assert_eq!(messages(&app, RemindQualifications {}, "2026-11-24").await.len(), 0);
        assert_eq!(messages(&app, RemindQualifications {}, "2030-12-19").await.len(), 0);
        assert_eq!(messages(&app, RemindQualifications {}, "2030-12-20").await.len(), 1);
    }

    // Valid until 31 December 2030.
    async fn categories_that_end_together_are_one_mail_three_months_ahead(app: TestContext) {
        insert_driver(&app, &[LicenceCategory::C, LicenceCategory::CE]).await;
        assert_eq!(messages(&app, RemindLicences {}, "2030-09-29").await.len(), 0);
        let sent = messages(&app, RemindLicences {}, "2030-09-30").await;
        assert_eq!(sent.len(), 1);
        assert!(sent[0].body_text.contains("C, CE") && sent[0].body_text.contains("31/12/2030"), "{}", sent[0].body_text);
        assert_eq!(messages(&app, RemindLicences {}, "2030-12-31").await.len(), 0);
    }
}

async fn insert_draft(app: &TestContext, driver: DriverId) -> RequestId {
    app.write(move |tx| {
        let training = db::trainings::list_by_driver(tx, driver)?[0].id;
        let reference = "CQC-2026-0000001-K".to_owned();
        let row = RequestRow::draft(reference, driver, Some(training), tx.now);
        db::requests::insert(tx, &row)?;
        Ok(row.id)
    })
    .await
    .unwrap()
}

async fn submit(app: &TestContext, id: RequestId) {
    app.write(move |tx| {
        let now = tx.now;
        let row = db::requests::get(tx, id)?;
        let changes = RequestChanges {
            status: Some(RequestStatus::Submitted),
            ..RequestChanges::default()
        };
        db::requests::update(tx, &row, &changes, now)?;
        Ok(())
    })
    .await
    .unwrap();
}
