//! `POST /api/v1/sessions/refresh`.

use chrono::TimeDelta;
use common::dto::review::AccountDecision;
use common::dto::session::SessionTokens;
use common::words::Role;
use db::on_both_engines;

use crate::support::accounts::{refresh_token, reviewed_driver};
use crate::support::{Answer, TestApp};

async fn refresh(app: &TestApp, token: &str) -> Answer {
    app.anonymous()
        .with_header("sec-fetch-site", "same-origin")
        .with_header("cookie", &format!("__Host-cqc_refresh={token}"))
        .post("/api/v1/sessions/refresh", &())
        .await
}

on_both_engines! {
    async fn without_a_cookie_or_with_nonsense_there_is_no_session(app: TestApp) {
        let client = app.anonymous().with_header("sec-fetch-site", "same-origin");
        let answer = client.post("/api/v1/sessions/refresh", &()).await;
        assert_eq!(answer.problem(401).code, "session_ended");
        assert_eq!(refresh(&app, "nonsense").await.problem(401).code, "session_ended");
    }

    async fn another_site_cannot_use_the_cookie(app: TestApp) {
        let (_, token) = reviewed_driver(&app, AccountDecision::Conform).await;
        for header in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            let answer = app
                .anonymous()
                .with_header(header.0, header.1)
                .with_header("cookie", &format!("__Host-cqc_refresh={token}"))
                .post("/api/v1/sessions/refresh", &())
                .await;
            assert_eq!(answer.problem(403).code, "cross_site");
        }
    }

    async fn a_replaced_token_that_comes_back_ends_the_session(app: TestApp) {
        let (_, stolen) = reviewed_driver(&app, AccountDecision::Conform).await;
        let fresh = refresh_token(&refresh(&app, &stolen).await);
        app.clock.advance(TimeDelta::seconds(21));
        assert_eq!(refresh(&app, &stolen).await.problem(401).code, "session_ended");
        assert_eq!(refresh(&app, &fresh).await.problem(401).code, "session_ended");
    }

    async fn a_second_tab_may_be_a_few_seconds_late(app: TestApp) {
        let (_, first) = reviewed_driver(&app, AccountDecision::Conform).await;
        let fresh = refresh_token(&refresh(&app, &first).await);
        app.clock.advance(TimeDelta::seconds(20));
        let late = refresh(&app, &first).await;
        assert_eq!(late.status, 200);
        assert_eq!(late.header("set-cookie"), "", "the browser has the fresh one already");
        assert_eq!(refresh(&app, &fresh).await.status, 200);
    }

    async fn a_driver_may_be_idle_for_30_minutes(app: TestApp) {
        let (_, token) = reviewed_driver(&app, AccountDecision::Conform).await;
        app.clock.advance(TimeDelta::minutes(29));
        let answer = refresh(&app, &token).await;
        let tokens: SessionTokens = answer.json();
        assert_eq!(tokens.idle_expires_at, app.now() + TimeDelta::minutes(30));
        app.clock.advance(TimeDelta::minutes(30));
        assert_eq!(refresh(&app, &refresh_token(&answer)).await.status, 401);
    }

    async fn a_session_ends_after_12_hours_whatever_is_done(app: TestApp) {
        let (_, mut token) = reviewed_driver(&app, AccountDecision::Conform).await;
        for _ in 0..28 {
            app.clock.advance(TimeDelta::minutes(25));
            token = refresh_token(&refresh(&app, &token).await);
        }
        app.clock.advance(TimeDelta::minutes(20));
        assert_eq!(refresh(&app, &token).await.status, 401);
    }

    async fn the_staff_may_be_idle_for_15_minutes_and_is_told_to_refresh_before(app: TestApp) {
        let (token, _account) = staff_session(&app).await;
        let answer = refresh(&app, &token).await;
        let tokens: SessionTokens = answer.json();
        assert_eq!(tokens.idle_expires_at, app.now() + TimeDelta::minutes(15));
        assert_eq!(tokens.idle_expires_in, 15 * 60);
        assert_eq!(tokens.expires_in, 450);
        app.clock.advance(TimeDelta::minutes(15));
        assert_eq!(refresh(&app, &refresh_token(&answer)).await.status, 401);
    }
}

async fn staff_session(app: &TestApp) -> (String, common::ids::AccountId) {
    let (account, session) = app.account_with_session(Role::Agent).await;
    let hash = services::accounts::secret::sha256_hex("staff");
    app.write(move |tx| {
        let now = tx.now;
        let until = now + TimeDelta::minutes(15);
        Ok(db::sessions::rotate(
            tx,
            session,
            session.as_str(),
            &hash,
            now,
            until,
        )?)
    })
    .await
    .unwrap();
    ("staff".to_owned(), account)
}
