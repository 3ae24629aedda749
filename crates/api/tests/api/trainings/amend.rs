//! `PATCH /api/v1/trainings/{id}`: a centre corrects what it declared.

use chrono::TimeDelta;
use common::dto::certificate::CertificateView;
use common::dto::page::Page;
use common::dto::training::TrainingRecord;
use common::field_error::FieldErrorCode;
use common::statuses::{CertificateStatus, TrainingMatch, TrainingStatus};
use common::words::{Sector, TrainingKind};
use db::on_both_engines;
use serde_json::{Value, json};
use services::testing::records::declaration;

use crate::support::centres::{self, Centre, PATH, client_of, stranger, train, trainee};
use crate::support::requests;
use crate::support::world::{self, TestDriver};
use crate::support::{Answer, TestApp};

async fn amend(app: &TestApp, centre: &Centre, record: &TrainingRecord, body: &Value) -> Answer {
    let client = client_of(app, &centre.centre);
    let client = requests::at(&client, record.version);
    client.patch(&format!("{PATH}/{}", record.id), body).await
}

/// A driver with a FIMO of a centre, and its certificate.
async fn trained(app: &TestApp) -> (Centre, TestDriver, TrainingRecord) {
    let (centre, driver) = (centres::centre(app).await, world::driver(app).await);
    let record = train(
        app,
        &centre,
        &driver,
        TrainingKind::Fimo,
        Sector::Goods,
        "2026-11-20",
    )
    .await;
    (centre, driver, record)
}

async fn certificates(driver: &TestDriver) -> Vec<(CertificateStatus, String)> {
    let page: Page<CertificateView> = driver.client.get("/api/v1/me/certificates").await.json();
    let shown = page
        .items
        .iter()
        .map(|view| (view.status, view.number.clone()));
    shown.collect()
}

on_both_engines! {
    async fn it_takes_the_version_that_was_read(app: TestApp) {
        let (centre, _, record) = trained(&app).await;
        let path = format!("{PATH}/{}", record.id);
        let body = json!({ "instructor": "A. Martin" });
        let client = client_of(&app, &centre.centre);
        client.patch(&path, &body).await.problem(428);
        requests::at(&client, 9).patch(&path, &body).await.problem(412);
        let other = centres::centre(&app).await;
        requests::at(&other.client, 1).patch(&path, &body).await.problem(404);
        let amended: TrainingRecord = amend(&app, &centre, &record, &body).await.json();
        assert_eq!(amended.version, 2);
        amend(&app, &centre, &record, &body).await.problem(412);
        // The same again changes nothing.
        let same: TrainingRecord = amend(&app, &centre, &amended, &body).await.json();
        assert_eq!(same, amended);
    }

    async fn every_fault_is_named_and_nothing_changes(app: TestApp) {
        let (centre, _, record) = trained(&app).await;
        let body = json!({ "started_on": "2026-02-30", "minutes": 60, "e_learning_minutes": 61 });
        let problem = amend(&app, &centre, &record, &body).await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(found, [
            ("/started_on", FieldErrorCode::DateNotReal),
            ("/e_learning_minutes", FieldErrorCode::OutOfRange),
        ]);
        let problem = amend(&app, &centre, &record, &json!({ "minutes": 60 })).await.problem(422);
        assert_eq!(problem.errors[0].code, FieldErrorCode::HoursInsufficient);
        let read: TrainingRecord = client_of(&app, &centre.centre).get(&format!("{PATH}/{}", record.id)).await.json();
        assert_eq!(read, record);
    }

    async fn another_day_makes_the_certificate_anew(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let before = certificates(&driver).await;
        assert_eq!(before.len(), 1);
        let body = json!({ "completed_on": "2026-11-19" });
        let amended: TrainingRecord = amend(&app, &centre, &record, &body).await.json();
        assert_eq!((amended.status, amended.completed_on.to_string().as_str()), (TrainingStatus::Valid, "2026-11-19"));
        assert_eq!(amended.warnings, [], "a correction in time is not late");
        app.run_jobs().await;
        let after = certificates(&driver).await;
        let of = |status| after.iter().filter(|(found, _)| *found == status).count();
        assert_eq!((after.len(), of(CertificateStatus::Issued), of(CertificateStatus::Revoked)), (2, 1, 1));
        let subjects: Vec<_> = app.outbox().await.into_iter().map(|mail| mail.subject).collect();
        assert!(subjects.iter().any(|subject| subject.contains("a été corrigée")), "{subjects:?}");
    }

    async fn what_gives_no_other_right_keeps_the_certificate(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let before = certificates(&driver).await;
        amend(&app, &centre, &record, &json!({ "minutes": 150 * 60 })).await.json::<TrainingRecord>();
        app.run_jobs().await;
        assert_eq!(certificates(&driver).await, before);
    }

    async fn another_trainee_takes_it_from_one_and_gives_it_to_the_other(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        requests::begin(&driver.client).await;
        let right = world::driver(&app).await;
        let body = json!({ "trainee": trainee(&app, &right).await });
        let amended: TrainingRecord = amend(&app, &centre, &record, &body).await.json();
        assert_eq!(amended.matching, TrainingMatch::Attached);
        app.run_jobs().await;
        assert_eq!(certificates(&driver).await[0].0, CertificateStatus::Revoked);
        assert_eq!(certificates(&right).await[0].0, CertificateStatus::Issued);
        let open: Value = driver.client.get("/api/v1/me/requests").await.json();
        assert_eq!(open["items"], json!([]), "the draft rested on it");
    }

    async fn a_doubt_makes_it_wait(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let mut wrong = trainee(&app, &driver).await;
        wrong.surname = "Quelqu’un".to_owned();
        let body = json!({ "trainee": wrong });
        let amended: TrainingRecord = amend(&app, &centre, &record, &body).await.json();
        assert_eq!((amended.status, amended.matching), (TrainingStatus::NeedsReview, TrainingMatch::Doubtful));
        assert_eq!(certificates(&driver).await[0].0, CertificateStatus::Revoked);
        let body = json!({ "trainee": trainee(&app, &driver).await });
        let again: TrainingRecord = amend(&app, &centre, &amended, &body).await.json();
        assert_eq!((again.status, again.matching), (TrainingStatus::Valid, TrainingMatch::Attached));
        app.run_jobs().await;
        assert_eq!(certificates(&driver).await[0].0, CertificateStatus::Issued);
    }

    async fn it_must_not_become_another_that_is_there(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let trainee = trainee(&app, &driver).await;
        let form = declaration(&centre.centre, trainee, TrainingKind::Fimo, Sector::Passengers, "2026-11-20");
        let second: TrainingRecord = centres::declare(&client_of(&app, &centre.centre), &form, "second").await.json();
        let problem = amend(&app, &centre, &second, &json!({ "sector": "goods" })).await.problem(422);
        assert_eq!(problem.errors[0].code, FieldErrorCode::DuplicateTraining);
        amend(&app, &centre, &record, &json!({ "sector": "goods" })).await.json::<TrainingRecord>();
    }

    async fn after_a_month_or_a_card_it_is_too_late(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let body = json!({ "instructor": "A. Martin" });
        assert_eq!(record.amendable_until.to_string(), "2026-12-23");
        app.clock.advance(TimeDelta::days(31));
        let problem = amend(&app, &centre, &record, &body).await.problem(409);
        assert_eq!(problem.code, "training_fixed");
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-12-20");
        let other: TrainingRecord = centres::declare(&client_of(&app, &centre.centre), &form, "k").await.json();
        amend(&app, &centre, &other, &body).await.json::<TrainingRecord>();
        drop(driver);
    }
}
