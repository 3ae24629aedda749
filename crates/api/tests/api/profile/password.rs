//! `POST /api/v1/me/password`.

use common::dto::review::AccountDecision;
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::accounts::{EMAIL, PASSWORD, reviewed_driver, sign_in, try_sign_in};

const PATH: &str = "/api/v1/me/password";
const NEW: &str = "Route-Soleil#75";

on_both_engines! {
    async fn the_present_password_and_the_rules_are_checked(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        for (present, new, pointer, code) in [
            ("faux", NEW, "/current_password", "password_wrong"),
            (PASSWORD, "court", "/password", "password_too_short"),
            (PASSWORD, PASSWORD, "/password", "not_allowed"),
        ] {
            let body = json!({ "current_password": present, "password": new, "confirmation": new });
            let problem = driver.post(PATH, &body).await.problem(422);
            assert_eq!(problem.errors[0].pointer, pointer);
            assert_eq!(problem.errors[0].code.as_str(), code);
        }
    }

    async fn ends_the_other_sessions_and_warns_by_mail(app: TestApp) {
        let (other, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let (driver, _) = sign_in(&app, EMAIL).await;
        let body = json!({ "current_password": PASSWORD, "password": NEW, "confirmation": NEW });
        assert_eq!(driver.post(PATH, &body).await.status, 204);
        assert_eq!(other.delete("/api/v1/sessions").await.status, 401);
        assert_eq!(driver.get("/api/v1/sessions").await.status, 200);
        assert_eq!(try_sign_in(&app, EMAIL, PASSWORD).await.status, 401);
        assert_eq!(try_sign_in(&app, EMAIL, NEW).await.status, 200);
        app.run_jobs().await;
        assert!(app.outbox().await[0].subject.contains("votre mot de passe a changé"));
    }
}
