//! `GET /api/v1/staff/requests`, `GET /api/v1/staff/requests/{request_id}` and
//! `GET /api/v1/staff/overview`.

use common::dto::page::Page;
use common::dto::staff::{StaffOverview, StaffRequestSummary, StaffRequestView};
use common::words::Role;
use db::on_both_engines;
use serde_json::json;

use crate::support::requests::{approved, begin, done, entitled_driver, staffs, submitted, taken};
use crate::support::{Client, TestApp};

const PATH: &str = "/api/v1/staff/requests";
const SEARCH: &str = "/api/v1/staff/requests/search";

async fn list(client: &Client, query: &str) -> Vec<String> {
    let page: Page<StaffRequestSummary> = client.get(&format!("{PATH}?{query}")).await.json();
    page.items.into_iter().map(|item| item.reference).collect()
}

async fn search(client: &Client, words: &str) -> Vec<String> {
    let answer = client.post(SEARCH, &json!({ "q": words })).await;
    let page: Page<StaffRequestSummary> = answer.json();
    page.items.into_iter().map(|item| item.reference).collect()
}

on_both_engines! {
    async fn drafts_are_nobodys_business(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let agent = app.signed_in(Role::Agent).await;
        assert_eq!(agent.get(&staffs(&view)).await.problem(404).code, "not_found");
        assert!(list(&agent, "").await.is_empty());
        assert!(list(&agent, "status=draft").await.is_empty());
        assert!(search(&agent, &view.summary.reference).await.is_empty());
        assert_eq!(agent.get(&format!("{PATH}?status=new")).await.problem(400).code, "unknown_parameter");
    }

    async fn what_waits_longest_comes_first_and_pages_follow(app: TestApp) {
        let mut references = Vec::new();
        for _ in 0..3 {
            references.push(submitted(&app).await.1.summary.reference);
            app.clock.advance(chrono::TimeDelta::seconds(1));
        }
        let agent = app.signed_in(Role::Agent).await;
        assert_eq!(list(&agent, "").await, references);
        let first: Page<StaffRequestSummary> = agent.get(&format!("{PATH}?limit=2")).await.json();
        assert!(first.has_more && first.items.len() == 2);
        let cursor = first.next_cursor.unwrap();
        assert_eq!(list(&agent, &format!("limit=2&cursor={cursor}")).await, references[2..]);
        // A cursor belongs to its filters.
        let other = agent.get(&format!("{PATH}?assigned=none&cursor={cursor}")).await;
        assert_eq!(other.problem(400).code, "cursor_expired");
    }

    async fn a_search_names_every_fault(app: TestApp) {
        let agent = app.signed_in(Role::Agent).await;
        let body = json!({ "q": " ", "limit": 201 });
        let problem = agent.post(SEARCH, &body).await.problem(422);
        let found: Vec<_> =
            problem.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(found, [("/q", "required"), ("/limit", "out_of_range")]);
        let address = agent.get(&format!("{PATH}?q=lefevre")).await;
        assert_eq!(address.problem(400).code, "unknown_parameter", "no address holds a name");
    }

    async fn a_search_goes_on_with_its_cursor(app: TestApp) {
        for _ in 0..3 {
            submitted(&app).await;
            app.clock.advance(chrono::TimeDelta::seconds(1));
        }
        let agent = app.signed_in(Role::Agent).await;
        let first: Page<StaffRequestSummary> =
            agent.post(SEARCH, &json!({ "q": "lefevre", "limit": 2 })).await.json();
        assert!(first.has_more && first.items.len() == 2);
        let body = json!({ "q": "lefevre", "limit": 2, "cursor": first.next_cursor });
        let second: Page<StaffRequestSummary> = agent.post(SEARCH, &body).await.json();
        assert!(!second.has_more && second.items.len() == 1);
        assert!(!first.items.contains(&second.items[0]));
        let other = json!({ "q": "camille", "cursor": first.next_cursor });
        assert_eq!(agent.post(SEARCH, &other).await.problem(400).code, "cursor_expired");
    }

    async fn is_searched_by_reference_and_name(app: TestApp) {
        let (_, one) = submitted(&app).await;
        let (_, other) = submitted(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let reference = &one.summary.reference;
        assert_eq!(search(&agent, &reference.to_lowercase()).await, std::slice::from_ref(reference));
        assert_eq!(search(&agent, "lefevre").await.len(), 2);
        assert!(search(&agent, "%").await.len() == 2, "no character is a wildcard");
        assert!(search(&agent, "zzz").await.is_empty());
        done(&agent, &other, "take").await;
        assert_eq!(list(&agent, "assigned=me").await, std::slice::from_ref(&other.summary.reference));
        assert_eq!(list(&agent, "assigned=none").await, std::slice::from_ref(reference));
        assert_eq!(list(&agent, "status=under_review").await, [other.summary.reference]);
    }

    async fn production_sees_what_is_printed_and_no_document(app: TestApp) {
        let (_, waiting) = submitted(&app).await;
        let (_, view) = approved(&app).await;
        let production = app.signed_in(Role::Production).await;
        assert_eq!(production.get(&staffs(&waiting)).await.problem(404).code, "not_found");
        assert_eq!(list(&production, "").await, std::slice::from_ref(&view.summary.reference));
        let seen: StaffRequestView = production.get(&staffs(&view)).await.json();
        assert!(seen.request.documents.is_empty() && seen.automatic_findings.is_empty());
        assert!(seen.email.is_empty() && seen.phone.is_none());
        assert_eq!(seen.permitted, ["batch"]);
    }

    async fn a_reviewer_sees_findings_and_what_may_be_done(app: TestApp) {
        let (_, agent, view) = taken(&app).await;
        app.run_jobs().await;
        let answer = agent.get(&staffs(&view)).await;
        assert_eq!(answer.header("etag"), format!("\"v{}\"", view.version));
        let seen: StaffRequestView = answer.json();
        let codes: Vec<_> = seen.automatic_findings.iter().map(|one| one.code.as_str()).collect();
        for code in ["register.confirmed", "photo.background", "licence_front.sharpness"] {
            assert!(codes.contains(&code), "{codes:?}");
        }
        assert_eq!(seen.permitted, ["ask", "approve", "decide_document"]);
        assert_eq!(seen.driver_name, "LEFÈVRE Camille");
        let supervisor = app.signed_in(Role::Supervisor).await;
        let seen: StaffRequestView = supervisor.get(&staffs(&view)).await.json();
        assert_eq!(seen.permitted, ["ask", "approve", "reject", "decide_document", "take"]);
    }

    async fn the_overview_counts(app: TestApp) {
        submitted(&app).await;
        taken(&app).await;
        approved(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let counts: StaffOverview = agent.get("/api/v1/staff/overview").await.json();
        assert_eq!(
            (counts.requests_submitted, counts.requests_under_review, counts.requests_approved),
            (1, 1, 1)
        );
    }
}
