//! `POST …/cancellation`: a training is taken back, and what follows from it.

use common::dto::card_flag::CardFlagView;
use common::dto::certificate::{CertificateCheck, CertificateView};
use common::dto::page::Page;
use common::dto::request::RequestView;
use common::dto::training::TrainingRecord;
use common::dto::training_review::TrainingReviewView;
use common::field_error::FieldErrorCode;
use common::ids::TrainingId;
use common::rules::training_change::CancellationReason;
use common::statuses::{CardStatus, CertificateVerdict, RequestStatus, TrainingStatus};
use common::words::{Role, Sector, TrainingKind};
use db::on_both_engines;
use serde_json::{Value, json};
use services::testing::records::declaration;

use crate::support::centres::{self, Centre, PATH, client_of, train};
use crate::support::requests::{self, at, mine};
use crate::support::world::{self, TestDriver};
use crate::support::{Answer, Client, TestApp};

const REVIEWS: &str = "/api/v1/staff/training-reviews";
const FLAGS: &str = "/api/v1/staff/card-flags";

fn in_error() -> Value {
    json!({ "reason": "declared_in_error" })
}

async fn cancel(app: &TestApp, centre: &Centre, record: &TrainingRecord, body: &Value) -> Answer {
    let client = at(&client_of(app, &centre.centre), record.version);
    client
        .post(&format!("{PATH}/{}/cancellation", record.id), body)
        .await
}

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

/// A supervisor takes back the training of a request.
async fn cancel_behind(app: &TestApp, view: &RequestView) -> (Client, TrainingId) {
    let id = view.summary.id;
    let training = app
        .read(move |conn| Ok(db::requests::get(conn, id)?.training_id))
        .await
        .unwrap()
        .unwrap();
    let supervisor = app.signed_in(Role::Supervisor).await;
    let read: TrainingReviewView = supervisor
        .get(&format!("{REVIEWS}/{training}"))
        .await
        .json();
    let path = format!("{REVIEWS}/{training}/cancellation");
    let answer = at(&supervisor, read.version).post(&path, &in_error()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    (supervisor, training)
}

async fn flags(client: &Client) -> Vec<CardFlagView> {
    client.get(FLAGS).await.json::<Page<_>>().items
}

async fn decide(client: &Client, flag: &CardFlagView, decision: &str) -> Answer {
    let body = json!({ "decision": decision, "comment": "La formation n’a pas eu lieu." });
    client
        .post(&format!("{FLAGS}/{}/decision", flag.id), &body)
        .await
}

on_both_engines! {
    async fn a_reason_is_needed_and_sometimes_words(app: TestApp) {
        let (centre, _, record) = trained(&app).await;
        let problem = cancel(&app, &centre, &record, &json!({})).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/reason");
        let problem = cancel(&app, &centre, &record, &json!({ "reason": "other" })).await.problem(422);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/comment", FieldErrorCode::Required));
        let long = json!({ "reason": "other", "comment": "x".repeat(501) });
        assert_eq!(cancel(&app, &centre, &record, &long).await.problem(422).errors[0].code, FieldErrorCode::TooLong);
        let path = format!("{PATH}/{}/cancellation", record.id);
        client_of(&app, &centre.centre).post(&path, &in_error()).await.problem(428);
        let other = centres::centre(&app).await;
        at(&other.client, 1).post(&path, &in_error()).await.problem(404);
    }

    async fn the_certificate_is_revoked_for_whoever_checks_it(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let page: Page<CertificateView> = driver.client.get("/api/v1/me/certificates").await.json();
        let number = page.items[0].number.clone();
        let cancelled: TrainingRecord = cancel(&app, &centre, &record, &in_error()).await.json();
        assert_eq!((cancelled.status, cancelled.version), (TrainingStatus::Cancelled, 2));
        assert_eq!(cancelled.cancellation.unwrap().reason, CancellationReason::DeclaredInError);
        let body = json!({ "number": number, "birth_date": "1985-05-12" });
        let check: CertificateCheck = app.anonymous().post("/api/v1/certificate-checks", &body).await.json();
        assert_eq!(check.verdict, CertificateVerdict::Revoked);
        app.run_jobs().await;
        let mails = app.outbox().await;
        let mail = mails.iter().find(|mail| mail.subject.contains("annulée")).unwrap();
        assert!(mail.body_text.contains("n’est plus valable"), "{}", mail.body_text);
        assert_eq!(driver.client.get("/api/v1/me/trainings").await.json::<Value>()["items"][0]["status"], "cancelled");
        // Twice is once.
        cancel(&app, &centre, &cancelled_at(&record, 2), &in_error()).await.problem(409);
        cancel(&app, &centre, &record, &in_error()).await.problem(412);
    }

    async fn what_nobody_was_told_of_ends_in_silence(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let mut trainee = centres::trainee(&app, &driver).await;
        trainee.surname = "Quelqu’un".to_owned();
        let form = declaration(&centre.centre, trainee, TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let record: TrainingRecord = centres::declare(&centre.client, &form, "k").await.json();
        let cancelled: TrainingRecord = cancel(&app, &centre, &record, &json!({ "reason": "wrong_trainee" })).await.json();
        assert_eq!(cancelled.status, TrainingStatus::Cancelled);
        app.run_jobs().await;
        assert!(app.outbox().await.is_empty());
        // The number is taken for good; the same training can be declared anew.
        let right = centres::trainee(&app, &driver).await;
        let mut form = declaration(&centre.centre, right, TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        let taken = centres::declare(&centre.client, &form, "k1").await;
        assert_eq!(taken.problem(409).code, "already_exists");
        form.external_id.push_str("-bis");
        let again = centres::declare(&centre.client, &form, "k2").await;
        assert_eq!(again.status, 201, "{}", again.text());
    }

    async fn a_draft_goes_and_a_request_under_way_stops(app: TestApp) {
        let (centre, driver, record) = trained(&app).await;
        let draft = requests::begin(&driver.client).await;
        cancel(&app, &centre, &record, &in_error()).await.json::<TrainingRecord>();
        driver.client.get(&mine(&draft)).await.problem(404);

        let (driver, _, view) = requests::questioned(&app, "2026-12-23").await;
        cancel_behind(&app, &view).await;
        let stopped: RequestView = driver.client.get(&mine(&view)).await.json();
        assert_eq!(stopped.summary.status, RequestStatus::Rejected);
        assert!(stopped.rejection[0].text.contains("n’est plus enregistrée"), "{stopped:?}");
        assert!(flags(&app.signed_in(Role::Supervisor).await).await.is_empty());
        app.run_jobs().await;
        let mails = app.outbox().await;
        let told = mails.iter().any(|mail| mail.body_text.contains(&view.summary.reference) && mail.body_text.contains("est arrêtée"));
        assert!(told);
        // Another training gives the right to another request.
        world::train(&app, &driver, TrainingKind::Fimo, "2026-11-21").await;
        requests::begin(&driver.client).await;
    }

    async fn an_approved_request_is_not_printed(app: TestApp) {
        let (driver, view) = requests::approved(&app).await;
        cancel_behind(&app, &view).await;
        let stopped: RequestView = driver.client.get(&mine(&view)).await.json();
        assert_eq!(stopped.summary.status, RequestStatus::Rejected);
        let production = app.signed_in(Role::Production).await;
        let body = json!({ "request_ids": [view.summary.id] });
        production.post("/api/v1/staff/batches", &body).await.problem(409);
    }

    async fn a_card_in_force_needs_a_second_person(app: TestApp) {
        let (driver, _, view) = requests::delivered(&app).await;
        let (first, training) = cancel_behind(&app, &view).await;
        let listed = flags(&first).await;
        assert_eq!((listed.len(), listed[0].training_id), (1, training));
        assert!(listed[0].actions.is_empty(), "who cancelled does not decide");
        assert_eq!(decide(&first, &listed[0], "revoke").await.status, 403);
        let second = app.signed_in(Role::Supervisor).await;
        let body = json!({ "decision": "revoke", "comment": " " });
        let path = format!("{FLAGS}/{}/decision", listed[0].id);
        assert_eq!(second.post(&path, &body).await.problem(422).errors[0].pointer, "/comment");
        assert_eq!(decide(&second, &listed[0], "revoke").await.status, 204);
        assert_eq!(decide(&second, &listed[0], "keep").await.problem(409).code, "wrong_state");
        assert!(flags(&second).await.is_empty());
        let id = view.summary.id;
        let card = app.read(move |conn| Ok(db::cards::find_by_request(conn, id)?)).await.unwrap().unwrap();
        assert_eq!(card.status, CardStatus::Revoked);
        app.run_jobs().await;
        let mails = app.outbox().await;
        assert!(mails.iter().any(|mail| mail.body_text.contains("La carte est retirée")));
        drop(driver);
    }

    async fn a_card_on_its_way_is_withdrawn_once_it_has_arrived(app: TestApp) {
        let (_, production, view) = requests::shipped(&app).await;
        cancel_behind(&app, &view).await;
        let second = app.signed_in(Role::Supervisor).await;
        let listed = flags(&second).await;
        assert_eq!(listed[0].actions.len(), 1, "it can only be left");
        decide(&second, &listed[0], "revoke").await.problem(409);
        requests::done(&production, &view, "delivery").await;
        assert_eq!(decide(&second, &listed[0], "revoke").await.status, 204);
    }
}

fn cancelled_at(record: &TrainingRecord, version: i64) -> TrainingRecord {
    TrainingRecord {
        version,
        ..record.clone()
    }
}
