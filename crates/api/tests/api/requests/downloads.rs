//! The PDF documents of a request, and its documents, by `POST /api/v1/download-links`.

use common::dto::driver_space::DownloadLink;
use common::words::Role;
use db::on_both_engines;
use serde_json::json;

use crate::support::requests::{begin, entitled_driver, submitted};
use crate::support::{Answer, Client, TestApp, world};

async fn link(client: &Client, target: &str, id: impl ToString) -> Answer {
    let body = json!({ "target": target, "id": id.to_string() });
    client.post("/api/v1/download-links", &body).await
}

on_both_engines! {
    async fn strangers_and_production_get_nothing(app: TestApp) {
        let (_, view) = submitted(&app).await;
        let stranger = world::driver(&app).await;
        let production = app.signed_in(Role::Production).await;
        let (request, document) = (view.summary.id, view.documents[0].id);
        for client in [&stranger.client, &production] {
            assert_eq!(link(client, "document", document).await.problem(404).code, "not_found");
            assert_eq!(link(client, "acknowledgement", request).await.problem(404).code, "not_found");
            assert_eq!(link(client, "request_summary", request).await.problem(404).code, "not_found");
        }
    }

    async fn a_draft_is_its_drivers_alone(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let agent = app.signed_in(Role::Agent).await;
        let id = view.summary.id;
        assert_eq!(link(&agent, "request_summary", id).await.problem(404).code, "not_found");
        assert_eq!(link(&driver.client, "acknowledgement", id).await.problem(404).code, "not_found");
    }

    async fn the_driver_and_reviewers_read_and_reading_is_recorded(app: TestApp) {
        let (driver, view) = submitted(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let (request, document) = (view.summary.id, view.documents[0].id);
        for (client, target, id) in [
            (&driver.client, "acknowledgement", request.to_string()),
            (&driver.client, "request_summary", request.to_string()),
            (&driver.client, "document", document.to_string()),
            (&agent, "document", document.to_string()),
        ] {
            let found: DownloadLink = link(client, target, id).await.json();
            let file = app.anonymous().get(&found.url).await;
            assert_eq!(file.status.as_u16(), 200, "{target}: {}", file.status);
            let start: &[u8] = if target == "document" { &[0xFF, 0xD8] } else { b"%PDF-" };
            assert!(file.body.starts_with(start), "{target}");
        }
        let subject = document.to_string();
        let lines =
            app.read(move |conn| Ok(db::audit::list_by_subject(conn, &subject)?)).await.unwrap();
        let reads = lines.iter().filter(|line| line.action == "document.read").count();
        assert_eq!(reads, 1, "once per reading by the staff");
    }
}
