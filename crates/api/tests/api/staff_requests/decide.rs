//! What reviewers do with a request.

use common::dto::request::RequestView;
use common::dto::staff::StaffRequestView;
use common::statuses::{DocumentStatus, RequestStatus};
use common::words::{DocumentKind, Role};
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::requests::{
    accept_all, act, at, begin, done, mine, question, staffs, submitted, taken,
};

on_both_engines! {
    async fn the_version_decides_between_two_agents(app: TestApp) {
        let (_, view) = submitted(&app).await;
        let (one, other) = (app.signed_in(Role::Agent).await, app.signed_in(Role::Agent).await);
        let path = format!("{}/take", staffs(&view));
        let answer = one.send(reqwest::Method::POST, &path, None).await;
        assert_eq!(answer.problem(428).code, "precondition_required");
        let mine = done(&one, &view, "take").await;
        assert_eq!(act(&other, &view, "take", None::<&()>).await.problem(412).code, "stale");
        assert_eq!(act(&one, &mine, "take", None::<&()>).await.problem(409).code, "wrong_state");
        // A colleague may take over, knowing the present version.
        let taken: StaffRequestView = act(&other, &mine, "take", None::<&()>).await.json();
        assert_eq!(taken.request.summary.status, RequestStatus::UnderReview);
        assert_eq!(taken.request.summary.history.len(), 3);
    }

    async fn a_document_is_refused_with_a_reason(app: TestApp) {
        let (_, agent, view) = taken(&app).await;
        let path = format!("{}/documents/{}/decision", staffs(&view), view.documents[0].id);
        for (body, pointer) in [
            (json!({ "decision": "received" }), "/decision"),
            (json!({ "decision": "refused" }), "/reason"),
            (json!({ "decision": "refused", "reason": "other" }), "/comment"),
            (json!({ "decision": "refused", "reason": "expired", "comment": "x".repeat(501) }), "/comment"),
        ] {
            let problem = at(&agent, view.version).put(&path, &body).await.problem(422);
            assert_eq!(problem.errors[0].pointer, pointer);
        }
        let body = json!({ "decision": "refused", "reason": "unreadable", "comment": " Reflet  gênant " });
        assert_eq!(agent.put(&path, &body).await.problem(428).code, "precondition_required");
        let seen: StaffRequestView = at(&agent, view.version).put(&path, &body).await.json();
        let document = seen.request.documents.iter().find(|one| one.id == view.documents[0].id);
        let document = document.unwrap();
        assert_eq!(document.status, DocumentStatus::Refused);
        assert_eq!(document.comment.as_deref(), Some("Reflet gênant"));
        assert!(seen.request.version > view.version);
        // A colleague who read the request before does not overwrite the decision.
        let late = at(&agent, view.version).put(&path, &json!({ "decision": "accepted" })).await;
        assert_eq!(late.problem(412).code, "stale");

        let (_, _, other) = taken(&app).await;
        let path = format!("{}/documents/{}/decision", staffs(&other), view.documents[0].id);
        let stray = at(&agent, other.version).put(&path, &body).await;
        assert_eq!(stray.problem(404).code, "not_found");
    }

    async fn a_question_names_what_and_why_and_until_when(app: TestApp) {
        let (_, agent, view) = taken(&app).await;
        let item = json!({ "target": "document", "document_kind": "photo", "reason": "other" });
        let body = json!({ "deadline": "2026-11-24", "items": [item, item, { "target": "document", "reason": "expired" }] });
        let problem = act(&agent, &view, "information-requests", Some(&body)).await.problem(422);
        let errors: Vec<_> = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code.as_str()))
            .collect();
        assert_eq!(
            errors,
            [
                ("/deadline", "deadline_out_of_range"),
                ("/items/0/comment", "required"),
                ("/items/1/comment", "required"),
                ("/items/1/target", "duplicate_item"),
                ("/items/2/document_kind", "required"),
            ]
        );
        let body = json!({ "deadline": "soon", "items": [] });
        let problem = act(&agent, &view, "information-requests", Some(&body)).await.problem(422);
        assert_eq!(problem.errors.len(), 2);
        let asked = act(&agent, &view, "information-requests", Some(&question("2026-12-23"))).await;
        let view = asked.json::<StaffRequestView>().request;
        assert_eq!(view.summary.status, RequestStatus::InformationRequested);
        assert_eq!(view.summary.answer_by.map(|day| day.to_string()).as_deref(), Some("2026-12-23"));
    }

    async fn approval_needs_every_document_accepted(app: TestApp) {
        let (driver, agent, view) = taken(&app).await;
        app.run_jobs().await;
        let problem = act(&agent, &view, "approval", None::<&()>).await.problem(422);
        assert_eq!(problem.errors.len(), 6);
        assert_eq!(problem.errors[0].pointer, "/documents/photo");
        assert_eq!(problem.errors[0].code.as_str(), "document_not_accepted");
        let view = accept_all(&agent, &view).await;
        let view = done(&agent, &view, "approval").await;
        assert_eq!(view.summary.status, RequestStatus::Approved);
        app.run_jobs().await;
        assert!(app.outbox().await[0].subject.contains("Validée"));
        let read: RequestView = driver.client.get(&mine(&view)).await.json();
        assert_eq!(read.summary.history.len(), 4);
    }

    async fn only_a_supervisor_refuses_and_says_why(app: TestApp) {
        let (driver, agent, view) = taken(&app).await;
        let body = json!({ "reasons": [{ "code": "mismatch", "text": "Le nom du permis diffère." }] });
        assert_eq!(act(&agent, &view, "rejection", Some(&body)).await.problem(403).code, "forbidden");
        let supervisor = app.signed_in(Role::Supervisor).await;
        let empty = json!({ "reasons": [] });
        let problem = act(&supervisor, &view, "rejection", Some(&empty)).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/reasons");
        let empty = json!({ "reasons": [{ "code": "mismatch", "text": "  " }] });
        let problem = act(&supervisor, &view, "rejection", Some(&empty)).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/reasons/0/text");

        let refused = act(&supervisor, &view, "rejection", Some(&body)).await;
        let view = refused.json::<StaffRequestView>().request;
        assert_eq!(view.summary.status, RequestStatus::Rejected);
        assert_eq!(view.rejection[0].text, "Le nom du permis diffère.");
        app.run_jobs().await;
        let mail = &app.outbox().await[0];
        assert!(mail.body_text.contains("Le nom du permis diffère."), "{}", mail.body_text);
        assert!(mail.body_text.contains("tribunal administratif"));
        assert!(mail.attachments.contains("decision-CQC-2026"), "{}", mail.attachments);
        // V17: a rejected request releases the training.
        let next = begin(&driver.client).await;
        assert_eq!(next.summary.status, RequestStatus::Draft);
        assert!(next.documents.iter().all(|document| document.kind != DocumentKind::Photo));
    }
}
