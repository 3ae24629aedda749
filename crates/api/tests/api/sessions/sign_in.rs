//! `POST /api/v1/sessions`.

use chrono::TimeDelta;
use common::dto::problem::Problem;
use common::dto::review::AccountDecision;
use common::dto::session::SessionTokens;
use db::on_both_engines;
use serde_json::json;

use crate::support::accounts::{EMAIL, PASSWORD, register, reviewed_driver, try_sign_in};
use crate::support::{Answer, TestApp};

/// A problem without what differs from request to request.
fn what_is_said(answer: &Answer) -> Problem {
    let problem = answer.problem(401);
    Problem {
        request_id: String::new(),
        instance: String::new(),
        ..problem
    }
}

on_both_engines! {
    async fn nothing_tells_whether_the_account_exists(app: TestApp) {
        register(&app, "attend@exemple.fr", "330692106990").await;
        app.run_jobs().await;
        // Decided first, because it is due first; the other goes on waiting.
        let unknown = try_sign_in(&app, "inconnu@exemple.fr", PASSWORD).await;
        let waiting = try_sign_in(&app, "attend@exemple.fr", PASSWORD).await;
        let nonsense = try_sign_in(&app, "x", PASSWORD).await;
        let empty = try_sign_in(&app, "", "").await;
        for answer in [&waiting, &nonsense, &empty] {
            assert_eq!(what_is_said(answer), what_is_said(&unknown));
        }
        assert_eq!(unknown.problem(401).code, "credentials_wrong");
        let names = |answer: &Answer| {
            let mut names: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
            names.sort();
            names
        };
        assert_eq!(names(&waiting), names(&unknown));
    }

    async fn a_wrong_password_reads_like_an_unknown_account(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let wrong = try_sign_in(&app, EMAIL, "Camion!Bleu2025").await;
        let unknown = try_sign_in(&app, "inconnu@exemple.fr", PASSWORD).await;
        assert_eq!(what_is_said(&wrong), what_is_said(&unknown));
    }

    async fn failures_make_the_next_try_wait_longer_and_longer(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        for _ in 0..4 {
            assert_eq!(try_sign_in(&app, EMAIL, "faux").await.status, 401);
        }
        let mut waits = Vec::new();
        for _ in 0..4 {
            assert_eq!(try_sign_in(&app, EMAIL, "faux").await.status, 401);
            let refused = try_sign_in(&app, EMAIL, PASSWORD).await;
            assert_eq!(refused.problem(429).code, "rate_limited");
            let wait: i64 = refused.header("retry-after").parse().unwrap();
            waits.push(wait);
            app.clock.advance(TimeDelta::seconds(wait));
        }
        assert!(waits.is_sorted() && waits[0] < waits[3], "{waits:?}");
        assert_eq!(try_sign_in(&app, EMAIL, PASSWORD).await.status, 200);
        assert_eq!(try_sign_in(&app, EMAIL, "faux").await.status, 401, "the count began again");
    }

    async fn a_sign_in_from_a_new_device_is_told_once(app: TestApp) {
        const PHONE: &str = "Mozilla/5.0 (Linux; Android 15) Chrome/131.0.0.0 Mobile Safari/537.36";
        reviewed_driver(&app, AccountDecision::Conform).await;
        let body = json!({ "email": EMAIL, "password": PASSWORD });
        let mut told = Vec::new();
        for agent in [PHONE, &PHONE.replace("131", "132"), "Mozilla/5.0 (Windows NT 10.0) Firefox/133.0"] {
            let client = app.anonymous().with_header("user-agent", agent);
            assert_eq!(client.post("/api/v1/sessions", &body).await.status, 200);
            app.run_jobs().await;
            let mails = app.outbox().await;
            let warnings = mails.iter().filter(|mail| mail.subject.contains("nouvel appareil"));
            told.push(warnings.count());
        }
        // The first sign-in of all was that of `reviewed_driver`.
        assert_eq!(told, [1, 1, 2]);
        let mail = app.outbox().await.remove(0);
        assert!(mail.body_text.contains("Firefox, Windows"), "{}", mail.body_text);
    }

    async fn tries_at_the_same_time_do_not_slip_through(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let tries = (0..20).map(|_| try_sign_in(&app, EMAIL, "faux"));
        let answers = futures_util::future::join_all(tries).await;
        let guesses = answers.iter().filter(|answer| answer.status == 401).count();
        assert!(guesses <= 5, "{guesses} guesses were looked at");
    }

    async fn a_stranger_elsewhere_keeps_nobody_out(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let origin = services::accounts::origin::Origin::new("198.51.100.9".parse().unwrap(), "x");
        let request = common::dto::session::SignInRequest {
            email: EMAIL.to_owned(),
            password: "faux".to_owned(),
        };
        for _ in 0..30 {
            let result = services::accounts::sign_in::sign_in(&app, &origin, &request).await;
            assert!(result.is_err());
        }
        assert_eq!(try_sign_in(&app, EMAIL, PASSWORD).await.status, 200);
    }

    async fn a_network_that_tries_many_accounts_has_to_wait(app: TestApp) {
        for number in 0..51 {
            let answer = try_sign_in(&app, &format!("a{number}@exemple.fr"), "faux").await;
            assert_eq!(answer.status, 401, "{number}");
        }
        assert_eq!(try_sign_in(&app, "z@exemple.fr", "faux").await.status, 429);
    }

    async fn an_unknown_property_is_refused(app: TestApp) {
        let body = json!({ "email": EMAIL, "password": PASSWORD, "remember": true });
        let problem = app.anonymous().post("/api/v1/sessions", &body).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/remember");
    }

    async fn gives_tokens_and_a_cookie_that_scripts_cannot_read(app: TestApp) {
        reviewed_driver(&app, AccountDecision::Conform).await;
        let answer = try_sign_in(&app, "JEAN.DUPONT@exemple.fr", PASSWORD).await;
        let tokens: SessionTokens = answer.json();
        assert_eq!(tokens.expires_in, 900);
        assert_eq!(tokens.idle_expires_at, app.now() + TimeDelta::minutes(30));
        assert_eq!(tokens.account.display_name, "Jean Dupont");
        for (name, seconds) in [("__Host-cqc_refresh", 1_800), ("__Host-cqc_device", 180 * 86_400)] {
            let cookie = answer.cookie(name).unwrap();
            let lasts = format!("Max-Age={seconds}");
            for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/", &lasts] {
                assert!(cookie.contains(part), "{part} in {cookie}");
            }
        }
        assert!(!answer.text().contains(&crate::support::accounts::refresh_token(&answer)));
        let me = app.anonymous().with_token(tokens.access_token).get("/api/v1/me").await;
        assert_eq!(me.json::<common::dto::session::AccountView>(), tokens.account);
    }
}
