//! Looking at one's sessions and ending them.

use chrono::TimeDelta;
use common::dto::page::Page;
use common::dto::review::AccountDecision;
use common::dto::session::SessionView;
use common::words::Role;
use db::on_both_engines;

use crate::support::TestApp;
use crate::support::accounts::{EMAIL, reviewed_driver, sign_in};

const PATH: &str = "/api/v1/sessions";

on_both_engines! {
    async fn a_session_of_somebody_else_does_not_exist(app: TestApp) {
        let (_, session) = app.account_with_session(Role::Driver).await;
        let (client, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let answer = client.delete(&format!("{PATH}/{session}")).await;
        assert_eq!(answer.problem(404).code, "not_found");
        let still = app.read(move |conn| Ok(db::sessions::find(conn, session)?)).await.unwrap();
        assert!(still.unwrap().ended_at.is_none());
    }

    async fn lists_what_is_not_over_and_marks_this_one(app: TestApp) {
        let (first, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        app.clock.advance(TimeDelta::minutes(1));
        let (second, _) = sign_in(&app, EMAIL).await;
        let sessions: Page<SessionView> = second.get(PATH).await.json();
        let current: Vec<_> = sessions.items.iter().map(|session| session.is_current).collect();
        assert_eq!(current, [true, false]);
        assert_eq!(sessions.items[0].network, "127.0.0.0/24");

        let other = sessions.items[1].id;
        assert_eq!(second.delete(&format!("{PATH}/{other}")).await.status, 204);
        assert_eq!(first.delete(PATH).await.problem(401).code, "session_ended");
        let again = second.delete(&format!("{PATH}/{other}")).await;
        assert_eq!(again.status, 404);
    }

    async fn signing_out_ends_this_session_and_takes_the_cookie_back(app: TestApp) {
        let (client, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let answer = client.post("/api/v1/sessions/current/end", &()).await;
        assert_eq!(answer.status, 204);
        assert!(answer.header("set-cookie").contains("Max-Age=0"));
        let again = client.post("/api/v1/sessions/current/end", &()).await;
        assert_eq!(again.problem(401).code, "session_ended");
    }

    async fn signing_out_everywhere_ends_all(app: TestApp) {
        let (first, _) = reviewed_driver(&app, AccountDecision::Conform).await;
        let (second, _) = sign_in(&app, EMAIL).await;
        assert_eq!(second.delete(PATH).await.status, 204);
        for client in [first, second] {
            assert_eq!(client.delete(PATH).await.status, 401);
        }
    }
}
