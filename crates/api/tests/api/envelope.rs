//! What every answer has, whatever was asked.

use actix_web::web;
use chrono::TimeDelta;
use db::on_both_engines;
use serde_json::json;
use services::testing::TestContext;

use crate::support::TestApp;

const PATH: &str = "/api/v1/service";

on_both_engines! {
    async fn an_unknown_path_is_a_problem_in_the_clients_language(app: TestApp) {
        let answer = app.anonymous().get("/api/v1/nothing").await;
        let problem = answer.problem(404);
        assert_eq!(problem.title, "Cet élément est introuvable.");
        assert_eq!(answer.header("content-language"), "fr");
        assert_eq!(problem.instance, format!("/api/v1/nothing#{}", problem.request_id));
        let problem = app.anonymous().in_english().get("/api/v1/nothing").await.problem(404);
        assert_eq!(problem.title, "There is no such thing.");
    }

    async fn too_many_requests_are_told_when_to_come_back(app: TestApp) {
        drop(app);
        let ctx = TestContext::sqlite().await;
        let app = TestApp::start(ctx, |http| http.requests_per_minute = 2);
        for left in ["1", "0"] {
            let answer = app.anonymous().get(PATH).await;
            assert_eq!(answer.header("ratelimit-policy"), "\"default\";q=2;w=60");
            assert!(answer.header("ratelimit").starts_with(&format!("\"default\";r={left};")));
        }
        let answer = app.anonymous().get(PATH).await;
        assert_eq!(answer.problem(429).code, "rate_limited");
        let wait: u32 = answer.header("retry-after").parse().unwrap();
        assert!((1..=30).contains(&wait), "{wait}");
        assert!(app.anonymous().get("/").await.status.as_u16() != 429, "pages are not counted");
    }

    async fn a_request_keeps_its_name(app: TestApp) {
        let named = app.anonymous().with_header("x-request-id", "abc_DEF-1");
        assert_eq!(named.get(PATH).await.header("x-request-id"), "abc_DEF-1");
        let hostile = app.anonymous().with_header("x-request-id", "a b");
        assert_eq!(hostile.get(PATH).await.header("x-request-id").len(), 32);
    }

    async fn every_answer_is_armoured(app: TestApp) {
        for path in [PATH, "/api/v1/nothing", "/", "/metrics", "/api/docs/", "/health/ready", "/dev/outbox"] {
            let answer = app.anonymous().get(path).await;
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert!(answer.header("permissions-policy").starts_with("camera=(self)"), "{path}");
            assert_eq!(answer.header("strict-transport-security"), "", "only in production");
        }
    }

    async fn a_forged_token_is_refused_where_one_is_needed_and_named_nowhere_else(app: TestApp) {
        let forged = app.anonymous().with_token("abc.def.ghi".to_owned());
        assert!(forged.get(PATH).await.status.is_success());
    }

    async fn the_clock_of_development_moves_forward_only(app: TestApp) {
        let before = app.now();
        let moved = |body: serde_json::Value| {
            let client = app.anonymous();
            async move { client.post("/dev/clock", &body).await }
        };
        for nonsense in [json!({}), json!({ "advance_seconds": 1, "now": before })] {
            assert_eq!(moved(nonsense).await.problem(400).code, "malformed");
        }
        let back = before - TimeDelta::seconds(1);
        assert_eq!(moved(json!({ "now": back })).await.problem(409).code, "wrong_state");
        for wrong in [json!({ "advance_seconds": -1 }), json!({ "hours": 1 })] {
            assert_eq!(moved(wrong).await.problem(422).code, "validation_failed");
        }
        assert_eq!(app.now(), before);

        let tomorrow = before + TimeDelta::days(1);
        assert!(moved(json!({ "advance_seconds": 86_400 })).await.status.is_success());
        assert_eq!(app.now(), tomorrow);
        assert!(moved(json!({ "now": tomorrow + TimeDelta::days(1) })).await.status.is_success());
        let told: serde_json::Value = app.anonymous().get("/dev/clock").await.json();
        let told: chrono::DateTime<chrono::Utc> = told["now"].as_str().unwrap().parse().unwrap();
        assert_eq!((told, app.now()), (tomorrow + TimeDelta::days(1), told));
    }

    async fn health_is_told_without_a_sign_in(app: TestApp) {
        for path in ["/health/live", "/health/ready"] {
            assert_eq!(app.anonymous().get(path).await.text(), "{\"status\":\"ok\"}");
        }
        let metrics = app.anonymous().get("/metrics").await.text();
        assert!(metrics.contains("cqc_jobs_queued 0"), "{metrics}");
    }

    async fn the_public_keys_check_what_the_private_ones_sign(app: TestApp) {
        let keys: serde_json::Value = app.anonymous().get("/.well-known/jwks.json").await.json();
        let list = keys["keys"].as_array().unwrap();
        assert_eq!(list.len(), 2);
        assert!(list.iter().all(|key| key["alg"] == "ES256" && key.get("d").is_none()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_production_server_has_no_dev_pages_and_asks_for_tls() {
    let mut ctx = TestContext::sqlite().await;
    let mut settings = services::testing::settings();
    settings.is_development = false;
    ctx.settings = web::Data::new(settings).into_inner();
    let app = TestApp::start(ctx, |_| {});
    for path in [
        "/dev/outbox",
        "/dev/outbox/",
        "/dev/files/fil_0",
        "/dev/clock",
    ] {
        assert_eq!(
            app.anonymous().get(path).await.problem(404).code,
            "not_found"
        );
    }
    let before = app.now();
    let day = json!({ "advance_seconds": 86_400 });
    let answer = app.anonymous().post("/dev/clock", &day).await;
    assert_eq!(answer.problem(404).code, "not_found");
    assert_eq!(app.now(), before, "nobody moves the clock of production");
    let header = app
        .anonymous()
        .get(PATH)
        .await
        .header("strict-transport-security")
        .to_owned();
    assert!(header.starts_with("max-age=63072000"), "{header}");
}
