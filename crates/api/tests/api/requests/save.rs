//! `PATCH /api/v1/me/requests/{request_id}`, and who may reach a request at all.

use common::dto::request::RequestView;
use common::words::{DocumentKind, RequestStep};
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;

use crate::support::requests::{at, begin, entitled_driver, mine, picture, try_upload};
use crate::support::{TestApp, world};

on_both_engines! {
    async fn another_drivers_request_does_not_exist(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let stranger = at(&entitled_driver(&app).await.client, view.version);
        let path = mine(&view);
        let photo = format!("{path}/documents/photo");
        let file = ("image/jpeg", picture(DocumentKind::Photo));
        let answers = [
            stranger.get(&path).await,
            stranger.patch(&path, &json!({ "identity_confirmed": true })).await,
            stranger.delete(&path).await,
            stranger.send(Method::PUT, &photo, Some(file)).await,
            stranger.send(Method::POST, &format!("{photo}/rotation"), None).await,
            stranger.delete(&photo).await,
            stranger.post(&format!("{path}/submission"), &json!({ "declaration": true })).await,
            stranger.send(Method::POST, &format!("{path}/response"), None).await,
        ];
        for answer in answers {
            assert_eq!(answer.problem(404).code, "not_found");
        }
        let untouched: RequestView = driver.client.get(&path).await.json();
        assert_eq!(untouched, view);
    }

    async fn changes_only_the_version_that_was_read(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let body = json!({ "identity_confirmed": true });
        let answer = driver.client.patch(&mine(&view), &body).await;
        assert_eq!(answer.problem(428).code, "precondition_required");
        let answer = at(&driver.client, 7).patch(&mine(&view), &body).await;
        assert_eq!(answer.problem(412).code, "stale");
        let answer = at(&driver.client, 1).patch(&mine(&view), &body).await;
        assert_eq!(answer.header("etag"), "\"v2\"");
        assert_eq!(at(&driver.client, 1).patch(&mine(&view), &body).await.problem(412).code, "stale");
    }

    async fn names_every_wrong_line_of_an_address(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let address = json!({ "lines": ["X".repeat(60)], "postal_code": "2A000", "town": "", "country": "FR" });
        let body = json!({ "delivery_address": address });
        let problem = at(&driver.client, 1).patch(&mine(&view), &body).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            ["/delivery_address/lines/0", "/delivery_address/postal_code", "/delivery_address/town"]
        );
        let body = json!({ "status": "approved", "snapshot": {} });
        let problem = at(&driver.client, 1).patch(&mine(&view), &body).await.problem(422);
        assert_eq!(problem.errors.len(), 2, "properties that are not the driver's to set");
    }

    async fn keeps_what_was_saved_and_where_the_driver_stopped(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let body = json!({ "identity_confirmed": true, "step": "delivery", "delivery_address": world::address() });
        let saved: RequestView = at(&driver.client, 1).patch(&mine(&view), &body).await.json();
        assert_eq!((saved.step, saved.identity_confirmed), (RequestStep::Delivery, true));
        let body = json!({ "step": "documents" });
        let saved: RequestView = at(&driver.client, 2).patch(&mine(&view), &body).await.json();
        assert_eq!(saved.delivery_address, Some(world::address()));
        assert_eq!(saved.step, RequestStep::Documents);
    }

    async fn a_passport_has_no_back(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let back = DocumentKind::IdentityBack;
        let view: RequestView =
            try_upload(&driver.client, &view, back, picture(back)).await.json();
        assert_eq!(view.documents.len(), 1);
        let body = json!({ "identity_proof": "passport" });
        let view: RequestView =
            at(&driver.client, view.version).patch(&mine(&view), &body).await.json();
        assert!(view.documents.is_empty());
        assert!(view.required_documents.iter().all(|document| document.kind != back));
        let answer = try_upload(&driver.client, &view, back, picture(back)).await;
        assert_eq!(answer.problem(422).errors[0].pointer, "/kind");
    }
}
