//! What the licence register's answer does to an approval.

use chrono::TimeDelta;
use common::dto::request::RequestView;
use common::dto::staff::StaffRequestView;
use common::licence_answer::{LicenceAnswer, LicenceVerdict};
use common::statuses::RequestStatus;
use common::words::DocumentKind;
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;
use services::testing::Script;

use crate::support::TestApp;
use crate::support::requests::{
    accept_all, act, at, done, mine, picture, staffs, taken, try_upload,
};

async fn answer_of(app: &TestApp, view: &RequestView) -> Option<LicenceAnswer> {
    let id = view.summary.id;
    let row = app.read(move |conn| Ok(db::requests::get(conn, id)?)).await;
    row.unwrap().licence.licence_answer
}

on_both_engines! {
    async fn an_approval_waits_for_the_register_or_for_somebody_who_answers_for_it(app: TestApp) {
        app.licences.say(Script::Away);
        let (_, agent, view) = taken(&app).await;
        app.run_jobs().await;
        let view = accept_all(&agent, &view).await;
        let seen: StaffRequestView = agent.get(&staffs(&view)).await.json();
        assert_eq!(seen.licence_check.verdict, LicenceVerdict::NeedsOverride);
        let pending = seen.automatic_findings.iter().find(|found| found.code == "register.pending");
        assert!(pending.unwrap().text.contains("pas encore répondu"));

        let problem = act(&agent, &view, "approval", None::<&()>).await.problem(422);
        assert_eq!(problem.errors.len(), 1);
        assert_eq!(problem.errors[0].pointer, "/licence_override");
        assert_eq!(problem.errors[0].code.as_str(), "licence_not_confirmed");
        let body = json!({ "licence_override": { "reason": "  " } });
        let problem = act(&agent, &view, "approval", Some(&body)).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/licence_override/reason");
        // The reviewer has to know what is set aside.
        let body = json!({ "licence_override": { "answer": "mismatch", "reason": "Vu." } });
        assert_eq!(act(&agent, &view, "approval", Some(&body)).await.problem(412).code, "stale");

        let body = json!({ "licence_override": { "reason": " Relevé  vérifié. " } });
        let seen: StaffRequestView = act(&agent, &view, "approval", Some(&body)).await.json();
        assert_eq!(seen.request.summary.status, RequestStatus::Approved);
        assert_eq!(seen.licence_check.override_reason.as_deref(), Some("Relevé vérifié."));
        assert!(seen.automatic_findings.iter().any(|found| found.text.contains("Relevé vérifié.")));
        let id = view.summary.id.to_string();
        let lines = app.read(move |conn| Ok(db::audit::list_by_subject(conn, &id)?)).await.unwrap();
        let line = lines.iter().find(|line| line.action == "request.licence_overridden").unwrap();
        assert!(!line.details.contains("Relevé"), "{}", line.details);
    }

    async fn each_answer_has_its_verdict(app: TestApp) {
        for answer in LicenceAnswer::ALL {
            app.licences.say(Script::Answers(*answer));
            let (_, agent, view) = taken(&app).await;
            app.run_jobs().await;
            let view = accept_all(&agent, &view).await;
            let plain = act(&agent, &view, "approval", None::<&()>).await;
            let reason = json!({ "licence_override": { "answer": answer, "reason": "Vu." } });
            match LicenceVerdict::on(Some(*answer)) {
                LicenceVerdict::Clear => {
                    plain.json::<StaffRequestView>();
                }
                LicenceVerdict::NeedsOverride => {
                    assert_eq!(plain.problem(422).errors[0].pointer, "/licence_override");
                    act(&agent, &view, "approval", Some(&reason)).await.json::<StaffRequestView>();
                }
                LicenceVerdict::Refused => {
                    for refused in [plain, act(&agent, &view, "approval", Some(&reason)).await] {
                        let problem = refused.problem(422);
                        assert_eq!(problem.errors[0].code.as_str(), "licence_not_valid");
                    }
                }
            }
        }
    }

    async fn an_override_of_what_needs_none_is_refused(app: TestApp) {
        let (_, agent, view) = taken(&app).await;
        app.run_jobs().await;
        let view = accept_all(&agent, &view).await;
        let body = json!({ "licence_override": { "answer": "confirmed", "reason": "Vu." } });
        let problem = act(&agent, &view, "approval", Some(&body)).await.problem(422);
        assert_eq!(problem.errors[0].code.as_str(), "not_allowed");
        done(&agent, &view, "approval").await;
    }

    async fn the_answer_to_an_earlier_question_is_thrown_away(app: TestApp) {
        // The first question gets no answer, so that its job waits.
        app.licences.say(Script::Away);
        let (driver, agent, view) = taken(&app).await;
        app.run_jobs().await;
        assert_eq!(answer_of(&app, &view).await, None);

        // The second, after the driver's answer, does.
        app.clock.advance(TimeDelta::seconds(1));
        let item = json!({ "target": "document", "document_kind": "photo", "reason": "unreadable" });
        let body = json!({ "deadline": "2026-12-23", "items": [item] });
        let asked = act(&agent, &view, "information-requests", Some(&body)).await;
        let view = asked.json::<StaffRequestView>().request;
        let kind = DocumentKind::Photo;
        let given = try_upload(&driver.client, &view, kind, picture(kind)).await;
        let given: RequestView = given.json();
        let path = format!("{}/response", mine(&view));
        let answer = at(&driver.client, given.version).send(Method::POST, &path, None).await;
        answer.json::<RequestView>();
        app.licences.say(Script::Answers(LicenceAnswer::Mismatch));
        app.run_jobs().await;
        assert_eq!(answer_of(&app, &view).await, Some(LicenceAnswer::Mismatch));

        // The first job tries again.
        app.licences.say(Script::Answers(LicenceAnswer::Confirmed));
        app.clock.advance(TimeDelta::hours(2));
        assert!(app.run_jobs().await > 0, "the first job was still there");
        assert_eq!(answer_of(&app, &view).await, Some(LicenceAnswer::Mismatch));
    }

    async fn an_answer_is_forgotten_when_the_question_is_put_anew(app: TestApp) {
        let (_, _, view) = taken(&app).await;
        app.run_jobs().await;
        assert_eq!(answer_of(&app, &view).await, Some(LicenceAnswer::Confirmed));
        let id = view.summary.id;
        app.write(move |tx| {
            let now = tx.now;
            Ok(db::requests::ask_register(tx, id, now)?)
        })
        .await
        .unwrap();
        assert_eq!(answer_of(&app, &view).await, None);
    }
}
