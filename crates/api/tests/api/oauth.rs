use chrono::TimeDelta;
use common::words::{Scope, Sector, TrainingKind};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::testing::records::{TestCentre, declaration};

use crate::support::centres::{self, declare, stranger};
use crate::support::{Answer, Client, TestApp};

const PATH: &str = "/oauth/token";

async fn ask(client: &Client, form: &str) -> Answer {
    let body = Some((
        "application/x-www-form-urlencoded",
        form.as_bytes().to_vec(),
    ));
    client.send(Method::POST, PATH, body).await
}

fn with_secret(app: &TestApp, centre: &TestCentre, secret: &str) -> Client {
    app.anonymous().with_header(
        "authorization",
        &basic(&format!("{}:{secret}", centre.client)),
    )
}

fn basic(text: &str) -> String {
    use base64::Engine as _;
    format!(
        "Basic {}",
        base64::engine::general_purpose::STANDARD.encode(text)
    )
}

#[track_caller]
fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(body["error"], error);
    assert!(body["error_description"].is_string());
    assert_eq!(answer.header("cache-control"), "no-store");
}

on_both_engines! {
    async fn who_does_not_know_the_secret_gets_nothing(app: TestApp) {
        let centre = centres::centre(&app).await.centre;
        let form = "grant_type=client_credentials";
        let other = common::ids::ApiClientId::new();
        for client in [
            app.anonymous(),
            with_secret(&app, &centre, "wrong"),
            with_secret(&app, &centre, ""),
            app.anonymous().with_header("authorization", &basic(&format!("{other}:{}", centre.secret))),
            app.anonymous().with_header("authorization", &basic("no colon")),
            app.anonymous().with_header("authorization", "Basic %%%"),
            app.anonymous().with_header("authorization", "Bearer x"),
        ] {
            let answer = ask(&client, form).await;
            refused(&answer, 401, "invalid_client");
            assert!(answer.header("www-authenticate").starts_with("Basic"));
        }
    }

    async fn a_wrong_request_is_refused_as_oauth_clients_expect(app: TestApp) {
        let centre = centres::centre(&app).await.centre;
        let client = with_secret(&app, &centre, &centre.secret);
        refused(&ask(&client, "").await, 400, "invalid_request");
        refused(&ask(&client, "grant_type=password").await, 400, "unsupported_grant_type");
        refused(&ask(&client, "grant_type=client_credentials&scope=drivers:lookup").await, 400, "invalid_scope");
        refused(&ask(&client, "grant_type=client_credentials&scope=everything").await, 400, "invalid_scope");
        let json = client.post(PATH, &json!({ "grant_type": "client_credentials" })).await;
        refused(&json, 400, "invalid_request");
    }

    async fn an_expired_or_revoked_client_gets_nothing_more(app: TestApp) {
        let centre = centres::centre(&app).await.centre;
        let id = centre.client;
        app.write(move |tx| {
            let now = tx.now;
            Ok(db::api_clients::revoke(tx, id, now)?)
        })
        .await
        .unwrap();
        let client = with_secret(&app, &centre, &centre.secret);
        refused(&ask(&client, "grant_type=client_credentials").await, 401, "invalid_client");
        let other = centres::centre(&app).await.centre;
        app.clock.advance(TimeDelta::days(365));
        let client = with_secret(&app, &other, &other.secret);
        refused(&ask(&client, "grant_type=client_credentials").await, 401, "invalid_client");
    }

    async fn a_token_opens_what_its_scope_says_for_fifteen_minutes(app: TestApp) {
        let centre = centres::centre(&app).await.centre;
        let client = with_secret(&app, &centre, &centre.secret);
        let answer = ask(&client, "grant_type=client_credentials&scope=trainings%3Aread").await;
        assert_eq!(answer.header("cache-control"), "no-store");
        let body: Value = answer.json();
        assert_eq!((&body["token_type"], &body["scope"], &body["expires_in"]), (&json!("Bearer"), &json!("trainings:read"), &json!(900)));
        let reader = app.anonymous().with_token(body["access_token"].as_str().unwrap().to_owned());
        let form = declaration(&centre, stranger(), TrainingKind::Fimo, Sector::Goods, "2026-11-20");
        assert_eq!(declare(&reader, &form, "k").await.problem(403).code, "insufficient_scope");
        let all: Value = ask(&client, "grant_type=client_credentials").await.json();
        assert_eq!(all["scope"], "trainings:write trainings:read");
        let writer = app.anonymous().with_token(all["access_token"].as_str().unwrap().to_owned());
        assert_eq!(declare(&writer, &form, "k").await.status, 201);
        app.clock.advance(TimeDelta::minutes(15));
        declare(&writer, &form, "k").await.problem(401);
        let used = app.read(move |conn| Ok(db::api_clients::find(conn, centre.client)?)).await.unwrap();
        assert!(used.unwrap().last_used_at.is_some());
    }

    async fn the_metadata_lead_to_the_endpoint(app: TestApp) {
        let body: Value = app.anonymous().get("/.well-known/oauth-authorization-server").await.json();
        assert_eq!(body["token_endpoint"], "https://hub.example/oauth/token");
        assert_eq!(body["issuer"], "https://hub.example");
        assert_eq!(body["grant_types_supported"], json!(["client_credentials"]));
        assert_eq!(body["scopes_supported"].as_array().unwrap().len(), Scope::ALL.len());
    }

    async fn tokens_name_the_issuer_of_the_metadata(app: TestApp) {
        use base64::Engine as _;
        let centre = centres::centre(&app).await.centre;
        let client = with_secret(&app, &centre, &centre.secret);
        let answer: Value = ask(&client, "grant_type=client_credentials").await.json();
        let claims = answer["access_token"].as_str().unwrap().split('.').nth(1).unwrap();
        let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(claims).unwrap();
        let claims: Value = serde_json::from_slice(&claims).unwrap();
        let metadata: Value = app.anonymous().get("/.well-known/oauth-authorization-server").await.json();
        assert_eq!(claims["iss"], metadata["issuer"]);
        assert!(!metadata["issuer"].as_str().unwrap().ends_with('/'));
    }

    async fn guessing_is_slowed(app: TestApp) {
        let centre = centres::centre(&app).await.centre;
        let client = with_secret(&app, &centre, "guess");
        let mut last = ask(&client, "grant_type=client_credentials").await;
        // The quota refills meanwhile, slowly.
        for _ in 0..500 {
            if last.status == 429 {
                break;
            }
            refused(&last, 401, "invalid_client");
            last = ask(&client, "grant_type=client_credentials").await;
        }
        assert_eq!(last.problem(429).code, "rate_limited");
        assert!(last.header("retry-after").parse::<u32>().unwrap() >= 1);
    }
}
