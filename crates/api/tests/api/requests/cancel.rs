//! `DELETE /api/v1/me/requests/{request_id}`: "Annuler".

use common::dto::request::RequestView;
use common::words::DocumentKind;
use db::on_both_engines;

use crate::support::TestApp;
use crate::support::requests::{
    at, begin, entitled_driver, mine, picture, submitted, try_begin, try_upload,
};

on_both_engines! {
    async fn a_sent_request_cannot_be_cancelled(app: TestApp) {
        let (driver, view) = submitted(&app).await;
        let answer = at(&driver.client, view.version).delete(&mine(&view)).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
        assert_eq!(driver.client.get(&mine(&view)).await.json::<RequestView>(), view);
    }

    async fn needs_the_version_that_was_read(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        assert_eq!(driver.client.delete(&mine(&view)).await.problem(428).code, "precondition_required");
        assert_eq!(at(&driver.client, 9).delete(&mine(&view)).await.problem(412).code, "stale");
    }

    async fn nothing_of_a_cancelled_draft_is_kept(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view: RequestView = try_begin(&driver.client, "k1").await.json();
        let photo = picture(DocumentKind::Photo);
        let view: RequestView =
            try_upload(&driver.client, &view, DocumentKind::Photo, photo).await.json();
        let sha256 = view.documents[0].sha256.clone();
        assert!(app.files.get(&sha256).await.is_ok());

        let answer = at(&driver.client, view.version).delete(&mine(&view)).await;
        assert_eq!(answer.status.as_u16(), 204);
        app.run_jobs().await;
        assert_eq!(driver.client.get(&mine(&view)).await.problem(404).code, "not_found");
        assert!(app.files.get(&sha256).await.is_err(), "the bytes are gone");
        let id = view.summary.id;
        let is_there = app
            .read(move |conn| {
                let documents = db::documents::list_by_request(conn, id)?;
                let history = db::request_history::list_by_requests(conn, &[id])?;
                Ok(!documents.is_empty() || !history.is_empty())
            })
            .await
            .unwrap();
        assert!(!is_there);

        // The training is free again; and the same key does not bring back the
        // answer that told of the draft.
        let again = try_begin(&driver.client, "k1").await;
        assert_eq!(again.header("idempotent-replayed"), "");
        let next: RequestView = again.json();
        assert_ne!(next.summary.reference, view.summary.reference);
    }

    async fn bytes_that_another_draft_needs_stay(app: TestApp) {
        let (one, other) = (entitled_driver(&app).await, entitled_driver(&app).await);
        let photo = picture(DocumentKind::Photo);
        let mut drafts = Vec::new();
        for driver in [&one, &other] {
            let view = begin(&driver.client).await;
            let given = try_upload(&driver.client, &view, DocumentKind::Photo, photo.clone()).await;
            drafts.push(given.json::<RequestView>());
        }
        assert_eq!(drafts[0].documents[0].sha256, drafts[1].documents[0].sha256);
        at(&one.client, drafts[0].version).delete(&mine(&drafts[0])).await;
        app.run_jobs().await;
        assert!(app.files.get(&drafts[1].documents[0].sha256).await.is_ok());
    }
}
