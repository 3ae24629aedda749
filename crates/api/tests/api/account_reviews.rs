//! `/api/v1/staff/account-reviews`.

use chrono::TimeDelta;
use common::dto::page::Page;
use common::dto::review::{AccountDecision, AccountReviewSummary, AccountReviewView};
use common::ids::AccountReviewId;
use common::licence_answer::LicenceAnswer;
use common::statuses::IdentityReview;
use common::words::Role;
use db::on_both_engines;
use serde_json::json;
use services::testing::Script;

use crate::support::accounts::{
    EMAIL, REVIEWS, at_version, corrected, decide, decision_request, queue, register,
    reviewed_driver,
};
use crate::support::{Client, TestApp};

async fn first(agent: &Client) -> AccountReviewView {
    let id = queue(agent).await[0].id;
    agent.get(&format!("{REVIEWS}/{id}")).await.json()
}

fn path(review: &AccountReviewView, action: &str) -> String {
    format!("{REVIEWS}/{}/{action}", review.summary.id)
}

on_both_engines! {
    async fn only_reviewers_get_in(app: TestApp) {
        assert_eq!(app.anonymous().get(REVIEWS).await.problem(401).code, "unauthenticated");
        for role in [Role::Driver, Role::Production, Role::Administrator] {
            let answer = app.signed_in(role).await.get(REVIEWS).await;
            assert_eq!(answer.problem(403).code, "forbidden", "{role}");
        }
    }

    async fn an_unknown_review_is_not_found(app: TestApp) {
        let agent = app.signed_in(Role::Agent).await;
        for id in [AccountReviewId::new().to_string(), "nonsense".to_owned()] {
            assert_eq!(agent.get(&format!("{REVIEWS}/{id}")).await.status, 404);
        }
    }

    async fn a_change_needs_the_present_version(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        let agent = app.signed_in(Role::Agent).await;
        let review = first(&agent).await;
        let answer = agent.post(&path(&review, "take"), &()).await;
        assert_eq!(answer.problem(428).code, "precondition_required");
        let answer = at_version(&agent, 7).post(&path(&review, "take"), &()).await;
        assert_eq!(answer.problem(412).code, "stale");

        let colleague = app.signed_in(Role::Supervisor).await;
        let taken = at_version(&colleague, 1).post(&path(&review, "take"), &()).await;
        assert_eq!(taken.header("etag"), "\"v2\"");
        let late = at_version(&agent, 1).post(&path(&review, "take"), &()).await;
        assert_eq!(late.problem(412).code, "stale");
        let answer = at_version(&agent, 1)
            .post(&path(&review, "decision"), &decision_request(AccountDecision::Conform))
            .await;
        assert_eq!(answer.problem(412).code, "stale");
    }

    async fn what_was_not_taken_or_is_a_colleagues_cannot_be_decided(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        let agent = app.signed_in(Role::Agent).await;
        let review = first(&agent).await;
        let conform = decision_request(AccountDecision::Conform);
        let answer = at_version(&agent, 1).post(&path(&review, "decision"), &conform).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
        let colleague = app.signed_in(Role::Agent).await;
        at_version(&colleague, 1).post(&path(&review, "take"), &()).await;
        let answer = at_version(&agent, 2).post(&path(&review, "decision"), &conform).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
    }

    async fn a_decision_is_final(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        let decided = decide(&app, AccountDecision::Conform).await;
        let agent = app.signed_in(Role::Agent).await;
        let client = at_version(&agent, decided.version);
        assert_eq!(client.post(&path(&decided, "take"), &()).await.problem(409).code, "wrong_state");
        let answer =
            client.post(&path(&decided, "decision"), &decision_request(AccountDecision::Errors)).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
    }

    async fn errors_need_reasons_and_words_where_they_say_other(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        let agent = app.signed_in(Role::Agent).await;
        let review = first(&agent).await;
        let client = at_version(&agent, 1);
        let none = json!({ "decision": "errors", "errors": [] });
        let problem = client.post(&path(&review, "decision"), &none).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/errors");
        let vague = json!({ "decision": "errors", "errors": [
            { "field": "birth_date", "reason": "other" },
            { "field": "birth_date", "reason": "mistyped" },
        ] });
        let problem = client.post(&path(&review, "decision"), &vague).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/errors/0/comment", "/errors/1/field"]);
        let both = json!({ "decision": "conform", "errors": [{ "field": "phone", "reason": "mistyped" }] });
        let problem = client.post(&path(&review, "decision"), &both).await.problem(422);
        assert_eq!(problem.errors[0].code.as_str(), "not_allowed");
    }

    async fn the_queue_begins_with_what_is_due_first_and_goes_on_by_cursor(app: TestApp) {
        for number in 0..5 {
            register(&app, &format!("d{number}@exemple.fr"), &format!("21069210699{number}")).await;
            app.clock.advance(TimeDelta::hours(6));
        }
        let agent = app.signed_in(Role::Agent).await;
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page: Page<AccountReviewSummary> =
                agent.get(&format!("{REVIEWS}?limit=2&cursor={cursor}")).await.json();
            assert!(page.items.len() <= 2);
            seen.extend(page.items.into_iter().map(|item| item.due_at));
            match page.next_cursor {
                Some(next) => cursor = next,
                None => break,
            }
        }
        assert_eq!(seen.len(), 5);
        assert!(seen.is_sorted());
        let late: Page<AccountReviewSummary> = agent.get(&format!("{REVIEWS}?late=true")).await.json();
        assert_eq!(late.items.len(), 1, "30 hours have passed since the first");
        let other = agent.get(&format!("{REVIEWS}?late=true&cursor={cursor}")).await;
        assert_eq!(other.problem(400).code, "cursor_expired");
        assert_eq!(agent.get(&format!("{REVIEWS}?limit=0")).await.problem(400).code, "unknown_parameter");
        assert_eq!(agent.get(&format!("{REVIEWS}?statut=x")).await.problem(400).code, "unknown_parameter");
    }

    async fn a_name_or_a_reference_finds_a_review(app: TestApp) {
        let receipt = register(&app, EMAIL, "210692106990").await;
        let agent = app.signed_in(Role::Agent).await;
        let search = format!("{REVIEWS}/search");
        for (text, found) in [("dup", 1), ("DÜPONT", 1), (receipt.reference.as_str(), 1), ("martin", 0), ("%", 1)] {
            let page: Page<AccountReviewSummary> =
                agent.post(&search, &json!({ "q": text })).await.json();
            assert_eq!(page.items.len(), found, "{text}");
        }
        let late = json!({ "q": "dupont", "late": true });
        let page: Page<AccountReviewSummary> = agent.post(&search, &late).await.json();
        assert!(page.items.is_empty(), "nothing is late yet");
        let problem = agent.post(&search, &json!({ "q": "" })).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/q");
        let address = agent.get(&format!("{REVIEWS}?q=dupont")).await;
        assert_eq!(address.problem(400).code, "unknown_parameter", "no address holds a name");
    }

    async fn both_decisions_send_the_way_to_a_password(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        let decided = decide(&app, AccountDecision::Errors).await;
        assert_eq!(decided.summary.status, IdentityReview::CorrectionRequested);
        app.run_jobs().await;
        let mail = app.outbox().await.remove(0);
        for part in [
            "Créer mon mot de passe",
            "Date de naissance : erreur de saisie – Le permis indique un autre jour.",
            "72 h",
        ] {
            assert!(mail.body_text.contains(part), "{part} in {}", mail.body_text);
        }
    }

    async fn a_correction_is_a_round_beside_the_one_before_and_needs_no_new_password(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Errors).await;
        let sent = at_version(&driver, 3).put("/api/v1/me/identity", &corrected()).await;
        assert_eq!(sent.status, 200, "{}", sent.text());
        let agent = app.signed_in(Role::Agent).await;
        let review = first(&agent).await;
        assert_eq!(review.summary.round, 2);
        assert_eq!(review.summary.assigned_to, None);
        assert_eq!(review.previous_errors.len(), 1);
        let before = review.previous_identity.unwrap();
        assert_eq!(before.birth_date.to_string(), "1985-03-27");
        assert_eq!(review.identity.birth_date.to_string(), "1985-03-28");
        decide(&app, AccountDecision::Conform).await;
        app.run_jobs().await;
        let mail = app.outbox().await.remove(0);
        assert!(mail.body_text.contains("Me connecter"), "{}", mail.body_text);
        assert!(!mail.body_text.contains('#'), "{}", mail.body_text);
    }

    async fn what_the_register_says_reaches_the_reviewer_in_words(app: TestApp) {
        for (answer, words) in [
            (LicenceAnswer::Mismatch, "sous un autre nom"),
            (LicenceAnswer::NotCovered, "ne couvre pas le pays"),
            (LicenceAnswer::Confirmed, "confirme le permis"),
        ] {
            app.licences.say(Script::Answers(answer));
            register(&app, &format!("{answer}@exemple.fr"), "210692106990").await;
            app.run_jobs().await;
            let agent = app.signed_in(Role::Agent).await;
            let newest = queue(&agent).await.pop().unwrap().id;
            let review: AccountReviewView = agent.get(&format!("{REVIEWS}/{newest}")).await.json();
            let code = format!("register_{answer}");
            let found = review.automatic_findings.iter().find(|found| found.code == code).unwrap();
            assert!(found.text.contains(words), "{}", found.text);
            assert_eq!(found.severity, answer.severity());
            app.clock.advance(TimeDelta::seconds(1));
        }
    }

    async fn each_step_leaves_a_trace(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        let decided = decide(&app, AccountDecision::Conform).await;
        let (id, driver) = (decided.summary.id.to_string(), decided.summary.driver_id);
        let (audit, events) = app
            .read(move |conn| {
                let audit = db::audit::list_by_subject(conn, &id)?;
                Ok((audit, db::driver_events::list_latest(conn, driver, 10)?))
            })
            .await
            .unwrap();
        let actions: Vec<_> = audit.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["account_review.taken", "account_review.decided"]);
        assert!(audit.iter().all(|line| !line.details.contains("Dupont")));
        let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["account_conform", "account_requested"]);
    }
}
