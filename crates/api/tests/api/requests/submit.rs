//! `POST /api/v1/me/requests/{request_id}/submission`.

use common::dto::driver_space::DownloadLink;
use common::dto::request::{RequestAction, RequestView};
use common::ids::AccountReviewId;
use common::statuses::{IdentityReview, RequestStatus};
use common::words::{ActorKind, TrainingKind};
use db::account_reviews::{AccountReviewRow, ReviewSnapshot};
use db::json::Json;
use db::on_both_engines;
use serde_json::json;

use crate::support::accounts::corrected;
use crate::support::files::text_of;
use crate::support::requests::{at, begin, entitled_driver, fill, mine, submitted, try_submit};
use crate::support::{TestApp, world};

/// The round in which the driver's present data were found conform.
async fn was_reviewed(app: &TestApp, driver: &world::TestDriver, view: &RequestView) {
    let (driver, identity) = (driver.id, view.identity.clone());
    app.write(move |tx| {
        let at = tx.now.naive_utc();
        let snapshot = ReviewSnapshot {
            identity: identity.clone(),
            phone: None,
            address: world::address(),
        };
        let row = AccountReviewRow {
            id: AccountReviewId::new(),
            driver_id: driver,
            status: IdentityReview::Conform,
            round: 1,
            submitted_at: at,
            due_at: at,
            snapshot: Json::new(snapshot)?,
            findings: Json::new(Vec::new())?,
            errors: Json::new(Vec::new())?,
            assigned_to: None,
            decided_at: Some(at),
            decided_by: None,
            version: 1,
        };
        Ok(db::account_reviews::insert(tx, row)?)
    })
    .await
    .unwrap();
}

on_both_engines! {
    async fn names_everything_that_is_missing(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let path = format!("{}/submission", mine(&view));
        let body = json!({ "declaration": false });
        assert_eq!(driver.client.post(&path, &body).await.problem(428).code, "precondition_required");
        assert_eq!(at(&driver.client, 3).post(&path, &body).await.problem(412).code, "stale");
        let problem = at(&driver.client, 1).post(&path, &body).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/declaration",
                "/identity_confirmed",
                "/documents/photo",
                "/documents/signature",
                "/documents/licence_front",
                "/documents/licence_back",
                "/documents/identity_front",
                "/documents/identity_back",
                "/delivery_address",
            ]
        );
        let body = json!({ "declaration": true, "status": "approved" });
        at(&driver.client, 1).post(&path, &body).await.problem(422);
    }

    async fn the_right_to_a_card_is_asked_again(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = fill(&driver.client, &begin(&driver.client).await).await;
        // The licence ends while the draft rests.
        let id = driver.id;
        app.write(move |tx| {
            let now = tx.now;
            let row = db::drivers::get(tx, id)?;
            let mut identity = row.identity.clone();
            let mut held = identity.licence_categories.to_vec();
            held.iter_mut().for_each(|category| category.valid_until = world::day("2026-11-22"));
            identity.licence_categories = Json::new(held)?;
            let contact = db::drivers::ContactChanges {
                phone: row.phone.clone(),
                notice_channel: row.notice_channel,
                address: row.address.clone(),
            };
            let changes = (&identity, &contact);
            Ok(db::drivers::update_identity(tx, id, row.version, changes, row.review, now)?)
        })
        .await
        .unwrap();
        let problem = try_submit(&driver.client, &view).await.problem(422);
        assert_eq!(problem.code, "not_entitled");
        assert_eq!(problem.errors[0].pointer, "/licence_category_expired");
    }

    async fn is_sent_once(app: TestApp) {
        let (driver, view) = submitted(&app).await;
        assert_eq!(try_submit(&driver.client, &view).await.problem(409).code, "wrong_state");
        let draft = RequestView { version: view.version - 1, ..view };
        assert_eq!(try_submit(&driver.client, &draft).await.problem(412).code, "stale");
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 1);
    }

    async fn two_clicks_send_one_request(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = fill(&driver.client, &begin(&driver.client).await).await;
        let answers = futures_util::future::join_all([
            try_submit(&driver.client, &view),
            try_submit(&driver.client, &view),
        ])
        .await;
        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        statuses.sort_unstable();
        assert!(statuses == [200, 409] || statuses == [200, 412], "{statuses:?}");
        app.run_jobs().await;
        assert_eq!(app.outbox().await.len(), 1);
    }

    async fn receipt_is_acknowledged_and_the_identity_frozen(app: TestApp) {
        let (driver, view) = submitted(&app).await;
        assert_eq!(view.summary.status, RequestStatus::Submitted);
        assert_eq!(view.summary.actions, [RequestAction::View]);
        let steps: Vec<_> =
            view.summary.history.iter().map(|entry| (entry.status, entry.actor)).collect();
        assert_eq!(
            steps,
            [
                (RequestStatus::Draft, ActorKind::Driver),
                (RequestStatus::Submitted, ActorKind::Driver),
            ]
        );
        app.run_jobs().await;
        let outbox = app.outbox().await;
        assert_eq!(outbox.len(), 1);
        let mail = &outbox[0];
        assert!(mail.subject.contains(&view.summary.reference), "{}", mail.subject);
        assert!(!mail.subject.contains("Camille") && !mail.subject.contains("Lefèvre"));
        let attached: serde_json::Value = serde_json::from_str(&mail.attachments).unwrap();
        let name = format!("accuse-reception-{}.pdf", view.summary.reference);
        assert_eq!(attached[0]["name"], name.as_str());

        // A change of the profile changes nothing here.
        let id = driver.id;
        app.write(move |tx| {
            let now = tx.now;
            let row = db::drivers::get(tx, id)?;
            let mut identity = row.identity.clone();
            identity.surname_birth = "Martin".to_owned();
            let contact = db::drivers::ContactChanges {
                phone: None,
                notice_channel: row.notice_channel,
                address: row.address.clone(),
            };
            let changes = (&identity, &contact);
            Ok(db::drivers::update_identity(tx, id, row.version, changes, row.review, now)?)
        })
        .await
        .unwrap();
        let read: RequestView = driver.client.get(&mine(&view)).await.json();
        assert_eq!(read.identity.surname_birth, "Lefèvre");
    }

    async fn silence_is_explained_as_the_law_of_the_operator_has_it(app: TestApp) {
        let (driver, view) = submitted(&app).await;
        let body = json!({ "target": "acknowledgement", "id": view.summary.id });
        let link: DownloadLink = driver.client.post("/api/v1/download-links", &body).await.json();
        let pdf = app.anonymous().get(&link.url).await;
        let read = text_of(&pdf.body);
        for words in [
            "Sans réponse dans un délai de 2 mois, votre demande est réputée refusée (CRPA, L. 231-4).",
            "Date de la décision implicite : 23 janvier 2027",
            "Un recours contentieux devant le tribunal administratif",
        ] {
            assert!(read.contains(words), "{words} is not in {read}");
        }
        assert!(!read.contains("acceptée"), "{read}");
    }

    async fn new_data_of_the_driver_have_to_be_confirmed_again(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = fill(&driver.client, &begin(&driver.client).await).await;
        assert!(view.identity_confirmed);
        was_reviewed(&app, &driver, &view).await;
        let sent = at(&driver.client, 1).put("/api/v1/me/identity", &corrected()).await;
        assert_eq!(sent.status.as_u16(), 200, "{}", sent.text());
        let read: RequestView = driver.client.get(&mine(&view)).await.json();
        assert!(!read.identity_confirmed);
        let id = driver.id;
        app.write(move |tx| {
            let (now, from, to) = (tx.now, IdentityReview::UnderReview, IdentityReview::Conform);
            Ok(db::drivers::update_review(tx, id, from, to, now)?)
        })
        .await
        .unwrap();
        assert_eq!(try_submit(&driver.client, &view).await.problem(412).code, "stale");
        let problem = try_submit(&driver.client, &read).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/identity_confirmed");
    }

    async fn rests_on_the_newest_training(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let newer = world::train(&app, &driver, TrainingKind::Fco, "2026-11-22").await;
        let view = fill(&driver.client, &view).await;
        try_submit(&driver.client, &view).await.json::<RequestView>();
        let id = view.summary.id;
        let row = app.read(move |conn| Ok(db::requests::get(conn, id)?)).await.unwrap();
        assert_eq!(row.training_id, Some(newer));
    }
}
