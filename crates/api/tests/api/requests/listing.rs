//! `GET /api/v1/me/requests`: never older than the request itself.

use common::dto::request::RequestView;
use common::dto::staff::StaffRequestView;
use common::words::{DocumentKind, Role};
use db::on_both_engines;
use serde_json::{Value, json};

use crate::support::files::jpeg;
use crate::support::requests::{
    accept_all, act, at, begin, done, entitled_driver, fill, mine, question, staffs, try_submit,
    try_upload,
};
use crate::support::{Client, TestApp};

/// Reads the list, twice since it is kept, and compares its only line with the
/// request, which is read anew each time.
async fn assert_up_to_date(client: &Client, view: &RequestView, when: &str) {
    let request: Value = client.get(&mine(view)).await.json();
    for _ in 0..2 {
        let list: Value = client.get("/api/v1/me/requests").await.json();
        let line = list["items"][0].as_object().unwrap();
        assert_eq!(list["items"].as_array().unwrap().len(), 1, "{when}");
        for (name, value) in line {
            assert_eq!(&request[name], value, "{name} after {when}");
        }
    }
}

on_both_engines! {
    async fn follows_a_request_from_step_to_step(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let client = &driver.client;
        let view = begin(client).await;
        assert_up_to_date(client, &view, "beginning").await;
        let view = fill(client, &view).await;
        assert_up_to_date(client, &view, "filling").await;
        let view: RequestView = try_submit(client, &view).await.json();
        assert_up_to_date(client, &view, "sending").await;

        let agent = app.signed_in(Role::Agent).await;
        let view = done(&agent, &view, "take").await;
        assert_up_to_date(client, &view, "being taken").await;
        let asked = act(&agent, &view, "information-requests", Some(&question("2026-12-23"))).await;
        let view = asked.json::<StaffRequestView>().request;
        assert_up_to_date(client, &view, "the question").await;
        let view: RequestView =
            try_upload(client, &view, DocumentKind::LicenceFront, jpeg(830, 60)).await.json();
        let mut address = crate::support::world::address();
        address.town = "Villeurbanne".to_owned();
        let body = json!({ "delivery_address": address });
        let view: RequestView = at(client, view.version).patch(&mine(&view), &body).await.json();
        let path = format!("{}/response", mine(&view));
        let view: RequestView =
            at(client, view.version).send(reqwest::Method::POST, &path, None).await.json();
        assert_up_to_date(client, &view, "the answer").await;

        let view = accept_all(&agent, &view).await;
        app.run_jobs().await;
        let view = done(&agent, &view, "approval").await;
        assert_up_to_date(client, &view, "the approval").await;
        let production = app.signed_in(Role::Production).await;
        production.post("/api/v1/staff/batches", &json!({ "request_ids": [view.summary.id] })).await;
        assert_up_to_date(client, &view, "the batch").await;
        for (action, body) in [
            ("defect", json!({})),
            ("personalisation", json!({})),
            ("shipment", json!({ "carrier": "La Poste", "tracking_number": "1A00915820380" })),
            ("delivery", json!({})),
        ] {
            let seen: StaffRequestView = production.get(&staffs(&view)).await.json();
            let body = (action == "shipment").then_some(body);
            let answer = act(&production, &seen.request, action, body.as_ref()).await;
            assert!(answer.status.is_success(), "{action}: {}", answer.text());
            assert_up_to_date(client, &view, action).await;
        }
    }

    async fn forgets_a_draft_that_was_cancelled(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        assert_up_to_date(&driver.client, &view, "beginning").await;
        at(&driver.client, view.version).delete(&mine(&view)).await;
        let list: Value = driver.client.get("/api/v1/me/requests").await.json();
        assert_eq!(list, json!({ "items": [], "next_cursor": null, "has_more": false }));
    }
}
