//! `POST /api/v1/password-links` and `/check`.

use chrono::TimeDelta;
use common::dto::account::LinkInfo;
use common::dto::review::AccountDecision;
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::accounts::{EMAIL, decide, newest_token, register, reviewed_driver};

const PATH: &str = "/api/v1/password-links";
const CHECK: &str = "/api/v1/password-links/check";

on_both_engines! {
    async fn the_answer_never_says_whether_the_address_is_known(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let known = app.anonymous().post(PATH, &json!({ "email": EMAIL })).await;
        let unknown = app.anonymous().post(PATH, &json!({ "email": "x@exemple.fr" })).await;
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
        assert_eq!(known.status, 202);
        let before = app.outbox().await.len();
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), before + 1);
    }

    async fn what_is_no_address_is_said(app: TestApp) {
        let answer = app.anonymous().post(PATH, &json!({ "email": "x" })).await;
        assert_eq!(answer.problem(422).errors[0].pointer, "/email");
    }

    async fn an_unknown_link_is_not_found(app: TestApp) {
        let answer = app.anonymous().post(CHECK, &json!({ "token": "nonsense" })).await;
        assert_eq!(answer.problem(404).code, "not_found");
    }

    async fn three_mails_an_hour_go_to_an_address_and_the_answer_is_the_same(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        app.run_jobs().await;
        let before = app.outbox().await.len();
        let mut sent = Vec::new();
        for minutes in [0, 10, 10, 10, 10, 19, 1, 1] {
            app.clock.advance(TimeDelta::minutes(minutes));
            let answer = app.anonymous().post(PATH, &json!({ "email": EMAIL })).await;
            assert_eq!((answer.status.as_u16(), answer.text().as_str()), (202, "{}"));
            app.run_jobs().await;
            sent.push(app.outbox().await.len() - before);
        }
        // In minutes: 0, 10, 20, 30, 40, 59, 60 (the first is an hour ago), 61.
        assert_eq!(sent, [1, 2, 3, 3, 3, 3, 4, 4]);
    }

    async fn account_requests_of_others_do_not_use_the_links_up(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        for _ in 0..5 {
            register(&app, EMAIL, "330692106990").await;
        }
        app.anonymous().post(PATH, &json!({ "email": EMAIL })).await;
        assert!(newest_token(&app, "mot-de-passe").await.len() >= 43);
    }

    async fn nobody_gets_a_link_before_the_review(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        app.run_jobs().await;
        app.anonymous().post(PATH, &json!({ "email": EMAIL })).await;
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 1, "only the acknowledgement");
    }

    async fn a_link_tells_what_it_is_good_for_until_it_has_run_out(app: TestApp) {
        register(&app, EMAIL, "210692106990").await;
        decide(&app, AccountDecision::Errors).await;
        let token = newest_token(&app, "mot-de-passe").await;
        assert!(token.len() >= 43, "256 bits");
        let info: LinkInfo = app.anonymous().post(CHECK, &json!({ "token": token })).await.json();
        assert_eq!(info.purpose, "password_setup");
        assert_eq!(info.email_hint, "j•••@exemple.fr");
        assert_eq!(info.expires_at, app.now() + TimeDelta::hours(72));
        assert!(info.usable);
        app.clock.advance(TimeDelta::hours(72));
        let info: LinkInfo = app.anonymous().post(CHECK, &json!({ "token": token })).await.json();
        assert!(!info.usable);
    }
}
