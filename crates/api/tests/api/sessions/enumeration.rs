//! Nothing tells by the time it takes whether an account exists. A clock would
//! make that a test that fails now and then; so the work is counted instead:
//! passwords hashed, which take all of the time, and jobs written.

use common::dto::review::AccountDecision;
use common::statuses::JobState;
use db::on_both_engines;
use serde_json::json;

use crate::support::accounts::{EMAIL, PASSWORD, form, register, reviewed_driver, try_sign_in};
use crate::support::{Answer, TestApp};

/// Passwords hashed or compared, and jobs that wait, since the last look.
struct Work {
    hashes: u64,
    jobs: i64,
}

impl Work {
    async fn so_far(app: &TestApp) -> Self {
        let jobs = app
            .read(|conn| Ok(db::jobs::count(conn, JobState::Queued)?))
            .await
            .unwrap();
        Self {
            hashes: app.passwords.performed(),
            jobs,
        }
    }

    async fn since(self, app: &TestApp) -> (u64, i64) {
        let now = Self::so_far(app).await;
        (now.hashes - self.hashes, now.jobs - self.jobs)
    }
}

/// What a reset is answered, and the work done for it.
async fn reset(app: &TestApp, email: &str) -> (Answer, (u64, i64)) {
    let before = Work::so_far(app).await;
    let answer = app
        .anonymous()
        .post("/api/v1/password-links", &json!({ "email": email }))
        .await;
    (answer, before.since(app).await)
}

on_both_engines! {
    async fn each_sign_in_compares_one_password_whoever_asks(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        register(&app, "attend@exemple.fr", "330692106990").await;
        app.run_jobs().await;
        for (email, password, status) in [
            ("inconnu@exemple.fr", PASSWORD, 401),
            (EMAIL, "Camion!Bleu2025", 401),
            ("attend@exemple.fr", PASSWORD, 401),
            (EMAIL, PASSWORD, 200),
            ("x", PASSWORD, 401),
            (EMAIL, "", 401),
            ("", "", 401),
        ] {
            let before = Work::so_far(&app).await;
            assert_eq!(try_sign_in(&app, email, password).await.status, status, "{email}");
            assert_eq!(before.since(&app).await, (1, 0), "{email}");
        }
    }

    async fn a_try_that_has_to_wait_compares_none_whoever_asks(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        for email in ["inconnu@exemple.fr", EMAIL] {
            for _ in 0..5 {
                assert_eq!(try_sign_in(&app, email, "faux").await.status, 401);
            }
            let before = Work::so_far(&app).await;
            assert_eq!(try_sign_in(&app, email, PASSWORD).await.status, 429, "{email}");
            assert_eq!(before.since(&app).await, (0, 0), "{email}");
        }
    }

    async fn a_forgotten_password_is_a_job_whoever_asks(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        for (round, unknown) in ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"].into_iter().enumerate() {
            app.run_jobs().await;
            let (known, work_for_known) = reset(&app, EMAIL).await;
            let (other, work_for_other) = reset(&app, unknown).await;
            assert_eq!((work_for_known, work_for_other), ((0, 1), (0, 1)), "round {round}");
            assert_eq!((known.status, known.body), (other.status, other.body), "round {round}");
        }
        // Also when the address has had its mails of this hour.
        for _ in 0..3 {
            reset(&app, "d@exemple.fr").await;
            app.run_jobs().await;
        }
        assert_eq!(reset(&app, EMAIL).await.1, (0, 0));
        assert_eq!(reset(&app, "d@exemple.fr").await.1, (0, 0));
    }

    async fn an_account_request_hashes_nothing_whoever_asks(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        app.run_jobs().await;
        for email in [EMAIL, "inconnu@exemple.fr", "JEAN.DUPONT@exemple.fr"] {
            let before = Work::so_far(&app).await;
            let form = form(email, "330692106990");
            let answer = app.anonymous().post("/api/v1/accounts", &form).await;
            assert_eq!(answer.status, 202, "{email}");
            assert_eq!(before.since(&app).await.0, 0, "{email}");
        }
    }
}
