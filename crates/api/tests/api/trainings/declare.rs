use common::dto::training::TrainingRecord;
use common::field_error::FieldErrorCode;
use common::statuses::{TrainingMatch, TrainingStatus};
use common::words::{Sector, TrainingKind};
use db::approvals::ApprovedTraining;
use db::on_both_engines;
use serde_json::json;
use services::testing::records::declaration;

use crate::support::TestApp;
use crate::support::centres::{self, PATH, declare, stranger, trainee};
use crate::support::world;

on_both_engines! {
    async fn without_a_key_it_is_refused(app: TestApp) {
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let answer = centre.client.post(PATH, &form).await;
        assert_eq!(answer.problem(400).code, "idempotency_key_missing");
    }

    async fn an_unknown_property_is_named(app: TestApp) {
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let mut body = serde_json::to_value(&form).unwrap();
        body["driver_id"] = json!("drv_019ab3f0c5d87c3e9a51f2b6d4e8a713");
        body["trainee"]["email"] = json!("x@example.org");
        let client = centre.client.clone().with_header("idempotency-key", "k");
        let problem = client.post(PATH, &body).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/driver_id", "/trainee/email"]);
    }

    async fn every_field_fault_is_named_at_once(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        form.external_id = " ".to_owned();
        form.started_on = "2026-02-30".to_owned();
        form.e_learning_minutes = form.minutes + 1;
        form.trainee.surname = "X Æ A-12".to_owned();
        form.trainee.birth_date = "2999-01-01".to_owned();
        form.trainee.licence_number = "13AA00001".to_owned();
        let problem = declare(&centre.client, &form, "k").await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(found, [
            ("/external_id", FieldErrorCode::Required),
            ("/started_on", FieldErrorCode::DateNotReal),
            ("/e_learning_minutes", FieldErrorCode::OutOfRange),
            ("/trainee/surname", FieldErrorCode::NameCharacters),
            ("/trainee/birth_date", FieldErrorCode::DateInFuture),
            ("/trainee/licence_number", FieldErrorCode::NephIsDocumentNumber),
        ]);
    }

    async fn every_violated_rule_is_named_at_once_with_its_remedy(app: TestApp) {
        let centre = centres::centre_with(&app, Vec::new()).await;
        let mut form = declaration(&centre.centre, stranger(), TrainingKind::Fco, Sector::Goods, "2026-11-24");
        form.minutes = 34 * 60;
        form.e_learning_minutes = 13 * 60;
        form.practical_part = false;
        let problem = declare(&centre.client, &form, "k").await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(found, [
            ("/approval_number", FieldErrorCode::ApprovalScope),
            ("/minutes", FieldErrorCode::HoursInsufficient),
            ("/e_learning_minutes", FieldErrorCode::ELearningTooLong),
            ("/practical_part", FieldErrorCode::PracticalPartMissing),
            ("/completed_on", FieldErrorCode::DateInFuture),
        ]);
        assert!(problem.errors.iter().all(|error| error.detail.ends_with('.')), "{problem:?}");
        let english = centre.client.clone().in_english();
        let in_english = declare(&english, &form, "k2").await.problem(422);
        assert_ne!(problem.errors[0].detail, in_english.errors[0].detail);
        // Nothing was kept: neither the record nor the key.
        form.minutes = 35 * 60;
        assert_eq!(declare(&centre.client, &form, "k").await.problem(422).errors.len(), 4);
    }

    async fn another_centres_approval_does_not_count(app: TestApp) {
        let (centre, other) = (centres::centre(&app).await, centres::centre(&app).await);
        let form = declaration(&other.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let problem = declare(&centre.client, &form, "k").await.problem(422);
        assert_eq!(problem.errors[0].code, FieldErrorCode::ApprovalScope);
    }

    async fn another_centre_cannot_read_it(app: TestApp) {
        let (centre, other) = (centres::centre(&app).await, centres::centre(&app).await);
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let record: TrainingRecord = declare(&centre.client, &form, "k").await.json();
        let path = format!("{PATH}/{}", record.id);
        other.client.get(&path).await.problem(404);
        let answer = centre.client.get(&path).await;
        assert_eq!(answer.header("etag"), "\"v1\"");
        assert_eq!(answer.json::<TrainingRecord>(), record);
        let cached = centre.client.clone().with_header("if-none-match", "\"v1\"").get(&path).await;
        assert_eq!(cached.status, 304);
    }

    async fn another_centre_is_not_shown_the_same_training(app: TestApp) {
        let (centre, other) = (centres::centre(&app).await, centres::centre(&app).await);
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        assert_eq!(declare(&centre.client, &form, "k").await.status, 201);
        let form = declaration(&other.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let answer = declare(&other.client, &form, "k").await;
        assert_eq!(answer.problem(422).errors[0].code, FieldErrorCode::DuplicateTraining);
        assert!(!answer.text().contains("trn_"));
    }

    async fn an_fco_without_a_recorded_basis_waits_for_a_person(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let form = declaration(&centre.centre, trainee(&app, &driver).await, TrainingKind::Fco, Sector::Goods, "2026-11-20");
        let record: TrainingRecord = declare(&centre.client, &form, "k").await.json();
        assert_eq!(record.status, TrainingStatus::NeedsReview);
        assert_eq!(record.warnings[0].code, FieldErrorCode::InitialQualificationMissing);
        app.run_jobs().await;
        assert!(app.outbox().await.is_empty());
    }

    async fn a_late_declaration_is_recorded_with_a_remark(app: TestApp) {
        let centre = centres::centre(&app).await;
        let form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-10-20");
        let record: TrainingRecord = declare(&centre.client, &form, "k").await.json();
        assert_eq!(record.status, TrainingStatus::Valid);
        assert_eq!(record.matching, TrainingMatch::Unattached);
        assert_eq!(record.warnings[0].code, FieldErrorCode::DeclaredLate);
        assert_eq!(record.warnings[0].pointer, "/completed_on");
    }

    async fn a_known_licence_with_another_name_is_doubtful(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let mut trainee = trainee(&app, &driver).await;
        trainee.surname = "Quelqu’un d’autre".to_owned();
        let form = declaration(&centre.centre, trainee, TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let record: TrainingRecord = declare(&centre.client, &form, "k").await.json();
        assert_eq!((record.matching, record.status), (TrainingMatch::Doubtful, TrainingStatus::NeedsReview));
        app.run_jobs().await;
        assert!(app.outbox().await.is_empty(), "nobody is told of somebody else's training");
        let mine = driver.client.get("/api/v1/me/trainings").await;
        assert_eq!(mine.json::<serde_json::Value>()["items"], json!([]));
    }

    async fn the_driver_is_told_and_gets_the_certificate(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let mut trainee = trainee(&app, &driver).await;
        // As a centre types it: without accent, in capitals, the number in groups.
        trainee.surname = "LEFEVRE".to_owned();
        trainee.licence_number.insert(6, ' ');
        let form = declaration(&centre.centre, trainee, TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let answer = declare(&centre.client, &form, "k").await;
        let record: TrainingRecord = answer.json();
        assert_eq!(answer.status, 201);
        assert_eq!(answer.header("location"), format!("{PATH}/{}", record.id));
        assert_eq!((record.matching, record.status), (TrainingMatch::Attached, TrainingStatus::Valid));
        app.run_jobs().await;
        let mails = app.outbox().await;
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects, ["CQC Hub : votre certificat de qualification", "CQC Hub : une formation a été enregistrée"]);
        let lines = app
            .read(move |conn| Ok(db::audit::list_by_subject(conn, record.id.as_str())?))
            .await
            .unwrap();
        assert_eq!(lines[0].action, "training.declared");
        assert!(!lines[0].details.contains("Lef"), "no personal data: {}", lines[0].details);
    }

    async fn an_approval_covers_every_day_of_the_training(app: TestApp) {
        let centre = centres::centre_with(&app, vec![ApprovedTraining { kind: TrainingKind::Fimo, sector: Sector::Goods }]).await;
        let mut form = declaration(&centre.centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        form.started_on = "2004-12-31".to_owned();
        let problem = declare(&centre.client, &form, "k").await.problem(422);
        assert!(problem.errors.iter().any(|error| error.code == FieldErrorCode::ApprovalNotActive), "{problem:?}");
    }
}
