//! Another mail address: asked for, confirmed, undone.

use chrono::TimeDelta;
use common::dto::profile::ProfileView;
use common::dto::review::AccountDecision;
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::accounts::{
    EMAIL, PASSWORD, newest_token, register, reviewed_driver, sign_in, try_sign_in,
};

const NEW: &str = "jean@nouveau.example";

on_both_engines! {
    async fn the_password_is_asked_for_again(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let answer = driver.post("/api/v1/me/email", &json!({ "email": NEW, "password": "faux" })).await;
        let problem = answer.problem(422);
        assert_eq!(problem.errors[0].pointer, "/password");
        assert_eq!(problem.errors[0].code.as_str(), "password_wrong");
        for _ in 0..4 {
            driver.post("/api/v1/me/email", &json!({ "email": NEW, "password": "faux" })).await;
        }
        let answer = driver.post("/api/v1/me/email", &json!({ "email": NEW, "password": PASSWORD })).await;
        assert_eq!(answer.status, 429);
    }

    async fn an_address_of_somebody_else_gives_the_same_answer(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        register(&app, "autre@exemple.fr", "330692106990").await;
        let free = driver.post("/api/v1/me/email", &json!({ "email": NEW, "password": PASSWORD })).await;
        app.run_jobs().await;
        let taken =
            driver.post("/api/v1/me/email", &json!({ "email": "autre@exemple.fr", "password": PASSWORD })).await;
        assert_eq!((free.status, &free.body), (taken.status, &taken.body));
        app.run_jobs().await;
        let mail = app.outbox().await.remove(0);
        assert_eq!(mail.recipient, "autre@exemple.fr");
        assert!(mail.body_text.contains("déjà un compte"));
    }

    async fn a_link_for_another_purpose_does_not_confirm(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        app.anonymous().post("/api/v1/password-links", &json!({ "email": EMAIL })).await;
        let token = newest_token(&app, "mot-de-passe").await;
        for path in ["/api/v1/email-confirmations", "/api/v1/email-undos"] {
            let answer = app.anonymous().post(path, &json!({ "token": token })).await;
            assert_eq!(answer.problem(410).code, "link_expired");
        }
    }

    async fn the_new_address_counts_once_confirmed_and_the_old_one_can_take_it_back(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        driver.post("/api/v1/me/email", &json!({ "email": NEW, "password": PASSWORD })).await;
        // Known at once, whenever the mail goes out.
        let profile: ProfileView = driver.get("/api/v1/me/profile").await.json();
        assert_eq!((profile.email.as_str(), profile.pending_email.as_deref()), (EMAIL, Some(NEW)));
        let token = newest_token(&app, "adresse-electronique").await;
        assert_eq!(app.outbox().await[0].recipient, NEW);
        assert_eq!(try_sign_in(&app, NEW, PASSWORD).await.status, 401);

        let confirm = json!({ "token": token });
        assert_eq!(app.anonymous().post("/api/v1/email-confirmations", &confirm).await.status, 204);
        let again = app.anonymous().post("/api/v1/email-confirmations", &confirm).await;
        assert_eq!(again.problem(410).code, "link_expired");
        let (renewed, _) = sign_in(&app, NEW).await;
        assert_eq!(try_sign_in(&app, EMAIL, PASSWORD).await.status, 401);
        let profile: ProfileView = renewed.get("/api/v1/me/profile").await.json();
        assert_eq!((profile.email.as_str(), profile.pending_email), (NEW, None));

        let undo = newest_token(&app, "adresse-electronique/annuler").await;
        assert_eq!(app.outbox().await[0].recipient, EMAIL);
        app.clock.advance(TimeDelta::days(6));
        let answer = app.anonymous().post("/api/v1/email-undos", &json!({ "token": undo })).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        sign_in(&app, EMAIL).await;
        newest_token(&app, "mot-de-passe").await;
        assert_eq!(app.outbox().await[0].recipient, EMAIL);
    }

    async fn of_two_requests_only_the_later_is_written_to(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        for email in ["jean@faute.example", NEW] {
            driver.post("/api/v1/me/email", &json!({ "email": email, "password": PASSWORD })).await;
        }
        app.run_jobs().await;
        let recipients: Vec<_> = app.outbox().await.into_iter().map(|mail| mail.recipient).collect();
        assert!(!recipients.contains(&"jean@faute.example".to_owned()), "{recipients:?}");
        assert_eq!(recipients.iter().filter(|recipient| *recipient == NEW).count(), 1);
    }

    async fn a_confirmation_runs_out_after_a_day(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        driver.post("/api/v1/me/email", &json!({ "email": NEW, "password": PASSWORD })).await;
        let token = newest_token(&app, "adresse-electronique").await;
        app.clock.advance(TimeDelta::hours(24));
        let answer = app.anonymous().post("/api/v1/email-confirmations", &json!({ "token": token })).await;
        assert_eq!(answer.status, 410);
    }
}
