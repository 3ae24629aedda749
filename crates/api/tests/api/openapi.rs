//! `GET /api/openapi.json` and the pages that explain it.

use db::on_both_engines;
use serde_json::Value;

use crate::support::TestApp;

on_both_engines! {
    async fn the_served_document_is_the_checked_in_one(app: TestApp) {
        let served: Value = app.anonymous().get("/api/openapi.json").await.json();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");
        let text = std::fs::read_to_string(file).expect("`cargo xtask openapi` writes it");
        let kept: Value = serde_json::from_str(&text).unwrap();
        assert!(served == kept, "openapi/openapi.json is stale: run `cargo xtask openapi`");
    }

    async fn the_reference_shows_every_operation_and_loads_nothing_from_elsewhere(app: TestApp) {
        let client = app.anonymous();
        let document: Value = client.get("/api/openapi.json").await.json();
        let page = client.get("/api/docs/").await.text();
        for item in document["paths"].as_object().unwrap().values() {
            for operation in item.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
            }
        }
        assert!(!page.contains("<script") && !page.contains("style=\""));
        assert!(!page.contains("src=\"http") && !page.contains("stylesheet\" href=\"http"));
    }

    async fn every_problem_type_leads_to_a_page(app: TestApp) {
        let problem = app.anonymous().get("/api/v1/nothing").await.problem(404);
        let path = problem.kind.strip_prefix("https://hub.example").unwrap();
        let page = app.anonymous().get(path).await;
        assert!(page.text().contains("not_found"), "{}", page.text());
    }
}
