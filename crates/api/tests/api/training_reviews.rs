//! `/api/v1/staff/training-reviews`, and trainings that the service settles itself.

use common::dto::page::Page;
use common::dto::training::{TraineeForm, TrainingRecord};
use common::dto::training_review::{TrainingReviewSummary, TrainingReviewView};
use common::field_error::FieldErrorCode;
use common::ids::{DriverId, TrainingId};
use common::statuses::{IdentityReview, TrainingMatch, TrainingStatus};
use common::transitions::training::TrainingEvent;
use common::words::{AccountField, ReasonCode, Role, Sector, TrainingKind};
use db::on_both_engines;
use serde_json::json;
use services::testing::records::declaration;

use crate::support::accounts::at_version;
use crate::support::centres::{self, Centre, declare, stranger, trainee};
use crate::support::world::{self, TestDriver};
use crate::support::{Client, TestApp};

const REVIEWS: &str = "/api/v1/staff/training-reviews";

async fn declared(
    centre: &Centre,
    trainee: TraineeForm,
    kind: TrainingKind,
    completed_on: &str,
) -> TrainingRecord {
    let form = declaration(&centre.centre, trainee, kind, Sector::Goods, completed_on);
    let answer = declare(&centre.client, &form, &form.external_id).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// A FIMO under the driver's licence and another surname.
async fn doubtful(app: &TestApp, centre: &Centre, driver: &TestDriver) -> TrainingRecord {
    let mut trainee = trainee(app, driver).await;
    trainee.surname = "Quelqu’un".to_owned();
    let record = declared(centre, trainee, TrainingKind::Fimo, "2026-11-20").await;
    assert_eq!(record.status, TrainingStatus::NeedsReview);
    record
}

fn decision(id: TrainingId) -> String {
    format!("{REVIEWS}/{id}/decision")
}

async fn queue(agent: &Client) -> Vec<TrainingReviewSummary> {
    agent.get(REVIEWS).await.json::<Page<_>>().items
}

async fn record(centre: &Centre, id: TrainingId) -> TrainingRecord {
    let path = format!("{}/{id}", centres::PATH);
    centre.client.get(&path).await.json()
}

on_both_engines! {
    async fn only_reviewers_get_in(app: TestApp) {
        assert_eq!(app.anonymous().get(REVIEWS).await.problem(401).code, "unauthenticated");
        for role in [Role::Driver, Role::Production, Role::Administrator] {
            app.signed_in(role).await.get(REVIEWS).await.problem(403);
        }
        let agent = app.signed_in(Role::Agent).await;
        for id in [TrainingId::new().to_string(), "nonsense".to_owned()] {
            agent.get(&format!("{REVIEWS}/{id}")).await.problem(404);
        }
        assert_eq!(agent.get(&format!("{REVIEWS}?limit=0")).await.problem(400).code, "unknown_parameter");
        assert_eq!(agent.get(&format!("{REVIEWS}?cursor=abc")).await.problem(400).code, "cursor_expired");
    }

    async fn a_decision_names_a_driver_or_a_reason_and_the_version(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let id = doubtful(&app, &centre, &driver).await.id;
        let agent = app.signed_in(Role::Agent).await;
        let accept = json!({ "decision": "accept", "driver_id": driver.id });
        assert_eq!(agent.post(&decision(id), &accept).await.problem(428).code, "precondition_required");
        assert_eq!(at_version(&agent, 7).post(&decision(id), &accept).await.problem(412).code, "stale");
        let agent = at_version(&agent, 1);
        for (body, pointer, code) in [
            (json!({ "decision": "accept" }), "/driver_id", FieldErrorCode::Required),
            (json!({ "decision": "accept", "driver_id": DriverId::new() }), "/driver_id", FieldErrorCode::NotFound),
            (json!({ "decision": "accept", "reason": "mistyped" }), "/reason", FieldErrorCode::NotAllowed),
            (json!({ "decision": "refuse" }), "/reason", FieldErrorCode::Required),
            (json!({ "decision": "refuse", "reason": "other" }), "/comment", FieldErrorCode::Required),
            (json!({ "decision": "refuse", "reason": "mismatch", "driver_id": driver.id }), "/driver_id", FieldErrorCode::NotAllowed),
            (json!({ "decision": "refuse", "reason": "mismatch", "comment": "a".repeat(501) }), "/comment", FieldErrorCode::TooLong),
        ] {
            let problem = agent.post(&decision(id), &body).await.problem(422);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), (pointer, code), "{body}");
        }
    }

    async fn a_training_goes_only_to_a_reviewed_driver_and_only_once(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let known = trainee(&app, &driver).await;
        let mut mistyped = known.clone();
        mistyped.birth_date = "1970-01-02".to_owned();
        let id = declared(&centre, mistyped, TrainingKind::Fimo, "2026-11-20").await.id;
        let agent = at_version(&app.signed_in(Role::Agent).await, 1);
        let corrected = world::driver_with(&app, |row| row.review = IdentityReview::CorrectionRequested).await;
        let body = json!({ "decision": "accept", "driver_id": corrected.id });
        assert_eq!(agent.post(&decision(id), &body).await.problem(422).errors[0].code, FieldErrorCode::NotAllowed);
        // The same training is on record for that driver under the right birth date.
        let other = centres::centre(&app).await;
        declared(&other, known, TrainingKind::Fimo, "2026-11-20").await;
        let body = json!({ "decision": "accept", "driver_id": driver.id });
        assert_eq!(agent.post(&decision(id), &body).await.problem(422).errors[0].code, FieldErrorCode::DuplicateTraining);
    }

    async fn an_accepted_training_counts_and_brings_its_certificate(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let id = doubtful(&app, &centre, &driver).await.id;
        let agent = app.signed_in(Role::Agent).await;
        let seen: TrainingReviewView = agent.get(&format!("{REVIEWS}/{id}")).await.json();
        assert_eq!(seen.summary.matching, TrainingMatch::Doubtful);
        assert_eq!(seen.candidates.len(), 1);
        assert_eq!(seen.candidates[0].differences, [AccountField::SurnameBirth]);
        assert_eq!(seen.warnings[0].code, FieldErrorCode::IdentityDoubtful);
        assert_eq!(queue(&agent).await.len(), 1);

        let body = json!({ "decision": "accept", "driver_id": driver.id, "comment": "Nom  d’usage." });
        let view: TrainingReviewView = at_version(&agent, 1).post(&decision(id), &body).await.json();
        assert_eq!((view.summary.status, view.summary.matching), (TrainingStatus::Valid, TrainingMatch::Attached));
        assert_eq!(view.warnings, []);
        assert_eq!(view.history.len(), 1);
        assert_eq!(view.history[0].comment.as_deref(), Some("Nom d’usage."));
        assert!(view.history[0].name.is_some());
        assert_eq!(queue(&agent).await.len(), 0);
        let again = at_version(&agent, view.version).post(&decision(id), &body).await;
        assert_eq!(again.problem(409).code, "wrong_state");

        app.run_jobs().await;
        let subjects: Vec<_> = app.outbox().await.into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        let certificates = driver.client.get("/api/v1/me/certificates").await;
        assert_eq!(certificates.json::<Page<serde_json::Value>>().items.len(), 1);
        let audit = app.read(move |conn| Ok(db::audit::list_by_subject(conn, id.as_str())?)).await.unwrap();
        let actions: Vec<_> = audit.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["training.declared", "training.accepted"]);
        assert!(audit.iter().all(|line| !line.details.contains("usage")), "no personal data");
        let outcome = record(&centre, id).await.outcome.unwrap();
        assert_eq!((outcome.decision, outcome.reason), (TrainingEvent::Accept, None));
    }

    async fn a_refused_training_tells_its_centre_why(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let id = doubtful(&app, &centre, &driver).await.id;
        assert_eq!(record(&centre, id).await.outcome, None);
        let supervisor = app.signed_in(Role::Supervisor).await;
        let body = json!({ "decision": "refuse", "reason": "mismatch", "comment": "Un autre conducteur." });
        let answer = at_version(&supervisor, 1).post(&decision(id), &body).await;
        assert_eq!(answer.header("etag"), "\"v2\"");
        let seen = record(&centre, id).await;
        let outcome = seen.outcome.unwrap();
        assert_eq!(seen.status, TrainingStatus::Refused);
        assert_eq!((outcome.decision, outcome.reason), (TrainingEvent::Refuse, Some(ReasonCode::Mismatch)));
        assert_eq!(outcome.comment.as_deref(), Some("Un autre conducteur."));
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 0);
        let refused: Page<TrainingReviewSummary> = supervisor.get(&format!("{REVIEWS}?status=refused")).await.json();
        assert_eq!(refused.items.len(), 1);
        // Refused, it is no duplicate: the centre may declare it rightly.
        declared(&centres::centre(&app).await, trainee(&app, &driver).await, TrainingKind::Fimo, "2026-11-20").await;
    }

    async fn the_queue_goes_on_by_cursor_and_the_overview_counts_it(app: TestApp) {
        let centre = centres::centre(&app).await;
        for month in 1..=5 {
            declared(&centre, stranger(), TrainingKind::Fco, &format!("2026-{month:02}-20")).await;
        }
        let agent = app.signed_in(Role::Agent).await;
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page: Page<TrainingReviewSummary> =
                agent.get(&format!("{REVIEWS}?limit=2&cursor={cursor}")).await.json();
            assert!(page.items.len() <= 2);
            seen.extend(page.items.into_iter().map(|item| item.id));
            match page.next_cursor {
                Some(next) => cursor = next,
                None => break,
            }
        }
        assert_eq!(seen.len(), 5);
        assert!(seen.is_sorted());
        let overview: serde_json::Value = agent.get("/api/v1/staff/overview").await.json();
        assert_eq!(overview["training_reviews"], 5);
    }

    async fn an_fco_counts_once_its_fimo_is_declared(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let known = trainee(&app, &driver).await;
        let fco = declared(&centre, known.clone(), TrainingKind::Fco, "2026-11-20").await;
        assert_eq!(fco.status, TrainingStatus::NeedsReview);
        assert_eq!(fco.warnings[0].code, FieldErrorCode::InitialQualificationMissing);
        // One of after the FCO is no basis.
        declared(&centre, known.clone(), TrainingKind::Fimo, "2026-11-21").await;
        assert_eq!(record(&centre, fco.id).await.status, TrainingStatus::NeedsReview);
        declared(&centre, known, TrainingKind::Fimo, "2021-11-19").await;
        let settled = record(&centre, fco.id).await;
        assert_eq!((settled.status, settled.warnings.len()), (TrainingStatus::Valid, 0));
        assert_eq!(settled.outcome.unwrap().decision, TrainingEvent::Accept);
    }

    async fn an_fco_of_a_stranger_counts_too_and_waits_for_the_account(app: TestApp) {
        let centre = centres::centre(&app).await;
        let fco = declared(&centre, stranger(), TrainingKind::Fco, "2026-11-20").await;
        declared(&centre, stranger(), TrainingKind::Fimo, "2021-11-19").await;
        let settled = record(&centre, fco.id).await;
        assert_eq!((settled.status, settled.matching), (TrainingStatus::Valid, TrainingMatch::Unattached));
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 0, "nobody to tell yet");
    }

    async fn accepting_one_training_settles_what_builds_on_it(app: TestApp) {
        let centre = centres::centre(&app).await;
        let driver = world::driver(&app).await;
        let fimo = doubtful(&app, &centre, &driver).await;
        let fco = declared(&centre, trainee(&app, &driver).await, TrainingKind::Fco, "2026-11-22").await;
        assert_eq!(fco.status, TrainingStatus::NeedsReview);
        let agent = at_version(&app.signed_in(Role::Agent).await, 1);
        let body = json!({ "decision": "accept", "driver_id": driver.id });
        assert_eq!(agent.post(&decision(fimo.id), &body).await.status, 200);
        assert_eq!(record(&centre, fco.id).await.status, TrainingStatus::Valid);
    }
}
