//! Drafts that are left alone.

use chrono::TimeDelta;
use common::words::DocumentKind;
use db::on_both_engines;
use services::requests::draft_upkeep::{DeleteDrafts, RemindDrafts};

use crate::support::TestApp;
use crate::support::requests::{begin, entitled_driver, mine, picture, try_upload};

async fn sweep(app: &TestApp) {
    app.write(|tx| {
        tx.enqueue(&RemindDrafts {})?;
        tx.enqueue(&DeleteDrafts {})
    })
    .await
    .unwrap();
    app.run_jobs().await;
}

on_both_engines! {
    async fn a_reminder_after_60_days_and_the_end_after_90(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let kind = DocumentKind::Signature;
        let view: common::dto::request::RequestView =
            try_upload(&driver.client, &view, kind, picture(kind)).await.json();
        let sha256 = view.documents[0].sha256.clone();

        app.clock.advance(TimeDelta::days(59));
        sweep(&app).await;
        assert!(app.outbox().await.is_empty());
        for _ in 0..2 {
            app.clock.advance(TimeDelta::days(1));
            sweep(&app).await;
        }
        let outbox = app.outbox().await;
        assert_eq!(outbox.len(), 1);
        let now = app.now();
        let (resting, unreminded) = app
            .read(move |conn| {
                let draft = common::statuses::RequestStatus::Draft;
                let resting = db::requests::list_unchanged_since(conn, draft, now, 9)?.len();
                let reminded = "request.draft_reminded";
                Ok((resting, db::requests::list_unreminded_drafts(conn, now, reminded, 9)?.len()))
            })
            .await
            .unwrap();
        assert_eq!((resting, unreminded), (1, 0), "who was reminded is not looked at again");
        let mail = &outbox[0];
        assert!(mail.body_text.contains("21/02/2027"), "{}", mail.body_text);
        assert!(mail.body_text.contains("/reprendre"));

        app.clock.advance(TimeDelta::days(29));
        sweep(&app).await;
        let client = driver.signed_in_again(&app).await;
        assert_eq!(client.get(&mine(&view)).await.status.as_u16(), 200, "the last day");
        app.clock.advance(TimeDelta::days(1));
        sweep(&app).await;
        let client = driver.signed_in_again(&app).await;
        assert_eq!(client.get(&mine(&view)).await.problem(404).code, "not_found");
        assert!(app.files.get(&sha256).await.is_err());
        begin(&client).await;
    }

    async fn a_draft_that_is_touched_is_left_alone(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        app.clock.advance(TimeDelta::days(80));
        let client = driver.signed_in_again(&app).await;
        let kind = DocumentKind::Signature;
        try_upload(&client, &view, kind, picture(kind)).await;
        app.clock.advance(TimeDelta::days(20));
        sweep(&app).await;
        assert!(app.outbox().await.is_empty());
        let client = driver.signed_in_again(&app).await;
        assert_eq!(client.get(&mine(&view)).await.status.as_u16(), 200);
    }
}
