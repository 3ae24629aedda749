//! `PUT /api/v1/me/identity`, and what a driver with data to correct reaches.

use common::dto::profile::ProfileView;
use common::dto::review::AccountDecision;
use common::statuses::IdentityReview;
use db::on_both_engines;
use serde_json::json;

use crate::support::TestApp;
use crate::support::accounts::{at_version, corrected, reviewed_driver};

const PATH: &str = "/api/v1/me/identity";

on_both_engines! {
    async fn every_fault_is_named(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Errors).await;
        let mut bad = corrected();
        bad.identity.licence.number = "1".to_owned();
        bad.address.town = String::new();
        let problem = at_version(&driver, 3).put(PATH, &bad).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/identity/licence/number", "/address/town"]);
    }

    async fn who_is_told_by_sms_keeps_a_number_that_receives_them(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let profile: ProfileView = driver.get("/api/v1/me/profile").await.json();
        let change = json!({ "phone": "06 12 34 56 78" });
        at_version(&driver, profile.version)
            .patch("/api/v1/me/profile", &change)
            .await
            .json::<ProfileView>();
        let sms = json!({ "choices": [{ "kind": "returned_mail", "email": true, "sms": true }] });
        assert_eq!(driver.put("/api/v1/me/notice-preferences", &sms).await.status, 200);
        let told: ProfileView = driver.get("/api/v1/me/profile").await.json();
        let mut form = corrected();
        for (phone, code) in [("01 23 45 67 89", "phone_not_mobile"), ("", "required")] {
            form.phone = phone.to_owned();
            let problem = at_version(&driver, told.version).put(PATH, &form).await.problem(422);
            assert_eq!(problem.errors[0].pointer, "/phone");
            assert_eq!(problem.errors[0].code.as_str(), code);
        }
        form.phone = "07 12 34 56 78".to_owned();
        let sent: ProfileView = at_version(&driver, told.version).put(PATH, &form).await.json();
        assert_eq!(sent.phone.as_deref(), Some("+33712345678"));
    }

    async fn needs_the_present_version(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Errors).await;
        assert_eq!(driver.put(PATH, &corrected()).await.problem(428).code, "precondition_required");
        assert_eq!(at_version(&driver, 1).put(PATH, &corrected()).await.problem(412).code, "stale");
    }

    async fn cannot_be_sent_while_a_review_runs(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Errors).await;
        let sent: ProfileView = at_version(&driver, 3).put(PATH, &corrected()).await.json();
        assert_eq!(sent.review, IdentityReview::UnderReview);
        assert!(sent.review_due_at.is_some());
        let again = at_version(&driver, sent.version).put(PATH, &corrected()).await;
        assert_eq!(again.problem(409).code, "wrong_state");
    }

    async fn a_driver_with_data_to_correct_reaches_nothing_else(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Errors).await;
        let profile: ProfileView = driver.get("/api/v1/me/profile").await.json();
        assert_eq!(profile.review, IdentityReview::CorrectionRequested);
        assert_eq!(profile.review_errors.len(), 1);
        assert!(!profile.has_access);
        for path in ["/api/v1/me", "/api/v1/sessions", "/api/v1/me/home"] {
            assert_eq!(driver.get(path).await.status, 200, "{path}");
        }
        for path in ["/api/v1/me/trainings", "/api/v1/me/certificates", "/api/v1/me/qualifications"] {
            assert_eq!(driver.get(path).await.problem(403).code, "correction_required", "{path}");
        }
        at_version(&driver, 3).put(PATH, &corrected()).await;
        let answer = driver.get("/api/v1/me/trainings").await;
        assert_eq!(answer.problem(403).code, "review_running");
    }

    async fn a_change_by_a_conform_driver_is_reviewed_while_the_space_stays_readable(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let before: ProfileView = driver.get("/api/v1/me/profile").await.json();
        let after: ProfileView =
            at_version(&driver, before.version).put(PATH, &corrected()).await.json();
        assert_eq!(after.review, IdentityReview::UnderReview);
        assert!(after.has_access);
        assert_eq!(driver.get("/api/v1/me/trainings").await.status, 200);
        let writing = driver.clone().with_header("idempotency-key", "k1");
        let answer = writing.post("/api/v1/me/requests", &json!({ "type": "card" })).await;
        assert_eq!(answer.problem(403).code, "review_running");
        app.run_jobs().await;
        assert!(app.outbox().await[0].body_text.contains("accusé de réception"));
    }

    async fn sending_the_same_identity_changes_the_contact_alone(app: TestApp) {
        let (driver, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let before: ProfileView = driver.get("/api/v1/me/profile").await.json();
        let mut same = corrected();
        same.identity.birth_date = "27/03/1985".to_owned();
        same.phone = String::new();
        let after: ProfileView = at_version(&driver, before.version).put(PATH, &same).await.json();
        assert_eq!(after.review, IdentityReview::Conform);
        assert_eq!(after.phone, None);
    }
}
