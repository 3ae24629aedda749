//! `POST /api/v1/passwords`.

use chrono::TimeDelta;
use common::dto::review::AccountDecision;
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::accounts::{
    EMAIL, PASSWORD, decide, newest_token, register, reviewed_driver, set_password, sign_in,
    try_sign_in,
};

async fn invited(app: &TestApp) -> String {
    register(app, EMAIL, "210692106990").await;
    decide(app, AccountDecision::Conform).await;
    newest_token(app, "mot-de-passe").await
}

on_both_engines! {
    async fn the_rules_are_named_and_the_link_stays_usable(app: TestApp) {
        let token = invited(&app).await;
        for (password, code) in [
            ("Cam!on24", "password_too_short"),
            ("camion!bleu2024", "password_no_upper"),
            ("Camion2024bleu", "password_no_special"),
            ("Dupont!Camion75", "password_contains_identity"),
        ] {
            let problem = set_password(&app, &token, password).await.problem(422);
            assert_eq!(problem.errors[0].pointer, "/password");
            assert_eq!(problem.errors[0].code.as_str(), code, "{password}");
        }
        let differing =
            json!({ "token": token, "password": PASSWORD, "confirmation": "Camion!Bleu2025" });
        let problem = app.anonymous().post("/api/v1/passwords", &differing).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/confirmation");
        assert_eq!(set_password(&app, &token, PASSWORD).await.status, 204);
    }

    async fn a_link_works_once(app: TestApp) {
        let token = invited(&app).await;
        assert_eq!(set_password(&app, &token, PASSWORD).await.status, 204);
        let problem = set_password(&app, &token, "Route-Soleil#75").await.problem(410);
        assert_eq!(problem.code, "link_expired");
        assert_eq!(try_sign_in(&app, EMAIL, PASSWORD).await.status, 200);
    }

    async fn a_link_is_good_for_72_hours_and_another_can_be_had(app: TestApp) {
        let token = invited(&app).await;
        app.clock.advance(TimeDelta::hours(72));
        assert_eq!(set_password(&app, &token, PASSWORD).await.problem(410).code, "link_expired");
        app.anonymous().post("/api/v1/password-links", &json!({ "email": EMAIL })).await;
        let token = newest_token(&app, "mot-de-passe").await;
        assert_eq!(set_password(&app, &token, PASSWORD).await.status, 204);
    }

    async fn a_forgotten_password_is_replaced_within_an_hour_and_all_sessions_end(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        app.anonymous().post("/api/v1/password-links", &json!({ "email": EMAIL })).await;
        let late = newest_token(&app, "mot-de-passe").await;
        app.clock.advance(TimeDelta::minutes(60));
        assert_eq!(set_password(&app, &late, "Route-Soleil#75").await.status, 410);
        let (client, refresh) = sign_in(&app, EMAIL).await;
        app.anonymous().post("/api/v1/password-links", &json!({ "email": EMAIL })).await;
        let token = newest_token(&app, "mot-de-passe").await;
        assert_eq!(set_password(&app, &token, "Route-Soleil#75").await.status, 204);
        assert_eq!(client.delete("/api/v1/sessions").await.problem(401).code, "session_ended");
        let renewing = app
            .anonymous()
            .with_header("sec-fetch-site", "same-origin")
            .with_header("cookie", &format!("__Host-cqc_refresh={refresh}"));
        assert_eq!(renewing.post("/api/v1/sessions/refresh", &()).await.status, 401);
        assert_eq!(try_sign_in(&app, EMAIL, PASSWORD).await.status, 401);
        app.run_jobs().await;
        assert!(app.outbox().await[0].body_text.contains("a été changé le"));
    }

    async fn the_hash_has_the_parameters_of_the_cheat_sheet(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let account =
            app.read(|conn| Ok(db::accounts::find_by_email_key(conn, EMAIL)?)).await.unwrap();
        let hash = account.unwrap().password_hash.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }

    async fn the_database_keeps_the_hash_of_a_link_alone(app: TestApp) {
        let token = invited(&app).await;
        let hash = services::accounts::secret::sha256_hex(&token);
        let link =
            app.read(move |conn| Ok(db::links::find_by_secret_hash(conn, &hash)?)).await.unwrap();
        let link = link.unwrap();
        assert_ne!(link.secret_hash, token);
        assert_eq!(link.secret_hash.len(), 64);
    }
}
