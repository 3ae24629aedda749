//! `POST /api/v1/me/requests/{request_id}/response`: "Répondre", and what happens without it.

use chrono::TimeDelta;
use common::dto::request::{RequestAction, RequestView};
use common::dto::staff::StaffRequestView;
use common::statuses::{DocumentStatus, RequestStatus};
use common::words::{DocumentKind, NoticeChannel};
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;
use services::requests::information_upkeep::{CloseInformation, RemindInformation};

use crate::support::files::jpeg;
use crate::support::requests::{
    accept_all, act, at, begin, done, mine, picture, question, questioned, staffs, taken,
    try_upload,
};
use crate::support::{Answer, Client, TestApp, world};

async fn try_respond(client: &Client, view: &RequestView) -> Answer {
    let path = format!("{}/response", mine(view));
    at(client, view.version)
        .send(Method::POST, &path, None)
        .await
}

async fn sweep(app: &TestApp) {
    app.write(|tx| {
        tx.enqueue(&RemindInformation {})?;
        tx.enqueue(&CloseInformation {})
    })
    .await
    .unwrap();
    app.run_jobs().await;
}

on_both_engines! {
    async fn every_item_must_be_answered_and_only_those(app: TestApp) {
        let (driver, _, view) = questioned(&app, "2026-12-23").await;
        let client = &driver.client;
        assert_eq!(view.summary.actions[0], RequestAction::Respond);
        let problem = try_respond(client, &view).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/items/0", "/items/1"]);

        // What was not asked for stays as it is.
        let photo = try_upload(client, &view, DocumentKind::Photo, picture(DocumentKind::Photo)).await;
        assert_eq!(photo.problem(409).code, "wrong_state");
        let path = format!("{}/documents/licence_front", mine(&view));
        let answer = at(client, view.version).delete(&path).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
        let body = json!({ "identity_confirmed": false, "step": "photo" });
        let problem = at(client, view.version).patch(&mine(&view), &body).await.problem(422);
        assert_eq!(problem.errors.len(), 2);
    }

    async fn the_answer_stands_beside_what_was_refused(app: TestApp) {
        let (driver, agent, view) = questioned(&app, "2026-12-23").await;
        let client = &driver.client;
        let old = view.documents.iter().find(|document| document.kind == DocumentKind::LicenceFront);
        let old = old.unwrap().clone();
        assert_eq!(old.status, DocumentStatus::Refused);
        let kind = DocumentKind::LicenceFront;

        // Given, taken back (the refused one is in force again), given twice.
        let given: RequestView = try_upload(client, &view, kind, jpeg(830, 60)).await.json();
        let path = format!("{}/documents/licence_front", mine(&view));
        let back: RequestView = at(client, given.version).delete(&path).await.json();
        assert!(back.documents.iter().any(|document| document.id == old.id));
        assert!(!back.information_requests[0].items[0].is_answered);
        assert_ne!(given.version, back.version);
        try_upload(client, &view, kind, jpeg(840, 60)).await.json::<RequestView>();
        let given: RequestView = try_upload(client, &view, kind, jpeg(850, 60)).await.json();

        let mut address = world::address();
        address.lines.push("BAT B".to_owned());
        let body = json!({ "delivery_address": address });
        let given: RequestView = at(client, given.version).patch(&mine(&view), &body).await.json();
        assert_eq!(given.delivery_address, Some(world::address()), "until it is sent");
        let sent: RequestView = try_respond(client, &given).await.json();
        assert_eq!(sent.summary.status, RequestStatus::UnderReview);
        assert_eq!(sent.delivery_address, Some(address.clone()));
        assert_eq!(try_respond(client, &sent).await.problem(409).code, "wrong_state");

        let staff: StaffRequestView = agent.get(&staffs(&view)).await.json();
        let items = &staff.request.information_requests[0].items;
        let (before, after) =
            (items[0].old_document.as_ref().unwrap(), items[0].new_document.as_ref().unwrap());
        assert_eq!((before.id, before.is_current), (old.id, false));
        assert_eq!((after.width, after.revision, after.is_current), (Some(850), 3, true));
        assert_eq!(after.status, DocumentStatus::Received);
        assert_eq!(items[1].old_address, Some(world::address()));
        assert_eq!(items[1].new_address, Some(address));
        let view = accept_all(&agent, &staff.request).await;
        app.run_jobs().await;
        assert_eq!(done(&agent, &view, "approval").await.summary.status, RequestStatus::Approved);
    }

    async fn a_driver_is_told_by_mail_with_the_deadline(app: TestApp) {
        let (_, _, view) = questioned(&app, "2026-12-23").await;
        app.run_jobs().await;
        let outbox = app.outbox().await;
        let mail = outbox.iter().find(|mail| mail.body_text.contains("/repondre")).unwrap();
        assert!(mail.body_text.contains("2 corrections"), "{}", mail.body_text);
        assert!(mail.body_text.contains("23/12/2026"));
        // What it changes about the implicit decision (L. 114-5).
        assert!(mail.body_text.contains("réputée refusée est suspendu jusqu’à votre réponse"));
        let effect = &view.information_requests[0].effect;
        assert!(effect.contains("suspendu") && mail.body_text.contains(effect), "{effect}");
        assert!(mail.subject.contains(&view.summary.reference));
        assert!(!mail.body_text.contains("bâtiment"), "the details are read after signing in");
    }

    async fn and_by_sms_that_says_nothing_personal(app: TestApp) {
        let (driver, agent, view) = taken(&app).await;
        app.run_jobs().await;
        let before = app.outbox().await.len();
        let id = driver.id;
        app.write(move |tx| {
            let now = tx.now;
            let row = db::drivers::get(tx, id)?;
            let contact = db::drivers::ContactChanges {
                phone: row.phone.clone(),
                notice_channel: NoticeChannel::Sms,
                address: row.address.clone(),
            };
            Ok(db::drivers::update_contact(tx, id, row.version, &contact, now)?)
        })
        .await
        .unwrap();
        act(&agent, &view, "information-requests", Some(&question("2026-12-23"))).await;
        app.run_jobs().await;
        let outbox = app.outbox().await;
        assert_eq!(outbox.len(), before + 2);
        let sms = outbox.iter().find(|message| message.kind == "sms").unwrap();
        assert_eq!(sms.recipient, "+33612345678");
        for personal in ["Camille", "Lefèvre", "CQC-2026", "licence", "permis"] {
            assert!(!sms.body_text.contains(personal), "{}", sms.body_text);
        }
        assert!(sms.body_text.chars().count() <= 160, "{}", sms.body_text);
    }

    async fn reminders_come_7_and_2_days_before_the_end(app: TestApp) {
        questioned(&app, "2026-12-23").await;
        app.run_jobs().await;
        let start = app.outbox().await.len();
        let mut reminders = Vec::new();
        for day in 1..=30 {
            app.clock.advance(TimeDelta::days(1));
            sweep(&app).await;
            if app.outbox().await.len() > start + reminders.len() {
                reminders.push(day);
            }
        }
        assert_eq!(reminders, [23, 28]);
        assert!(app.outbox().await[0].subject.starts_with("Rappel"));
    }

    async fn no_answer_closes_the_request_and_releases_the_training(app: TestApp) {
        let (driver, _, view) = questioned(&app, "2026-12-23").await;
        app.clock.advance(TimeDelta::days(30));
        sweep(&app).await;
        let client = driver.signed_in_again(&app).await;
        let read: RequestView = client.get(&mine(&view)).await.json();
        assert_eq!(read.summary.status, RequestStatus::InformationRequested, "the last day");
        app.clock.advance(TimeDelta::days(1));
        sweep(&app).await;
        sweep(&app).await;
        let client = driver.signed_in_again(&app).await;
        let read: RequestView = client.get(&mine(&view)).await.json();
        assert_eq!(read.summary.status, RequestStatus::ClosedIncomplete);
        assert_eq!(try_respond(&client, &read).await.problem(409).code, "wrong_state");
        let closed = app.outbox().await;
        assert_eq!(closed.iter().filter(|mail| mail.subject.contains("Close faute")).count(), 1);
        begin(&client).await;
    }
}
