//! From the approval to the driver's hands.

use chrono::TimeDelta;
use common::dto::page::Page;
use common::dto::production::BatchView;
use common::dto::request::RequestView;
use common::statuses::{CardStatus, CertificateStatus, RequestStatus};
use common::words::Role;
use db::on_both_engines;
use serde_json::json;
use services::certificates::issue::IssueCertificate;
use services::production::arrivals::ConfirmArrivals;

use crate::support::TestApp;
use crate::support::requests::{act, done, in_production, mine, shipped, try_begin};

async fn card_status(app: &TestApp, view: &RequestView) -> CardStatus {
    let id = view.summary.id;
    let card = app
        .read(move |conn| Ok(db::cards::find_by_request(conn, id)?))
        .await;
    card.unwrap().unwrap().status
}

on_both_engines! {
    async fn a_defective_card_is_made_again(app: TestApp) {
        let (_, production, view) = in_production(&app).await;
        let again = done(&production, &view, "defect").await;
        assert_eq!(again.summary.status, RequestStatus::InProduction);
        assert_eq!(again.summary.history.len(), view.summary.history.len() + 1);
        let answer = act(&production, &view, "personalisation", None::<&()>).await;
        assert_eq!(answer.problem(412).code, "stale");
        done(&production, &again, "personalisation").await;
        assert_eq!(card_status(&app, &view).await, CardStatus::Produced);
    }

    async fn a_parcel_has_a_carrier_and_a_number(app: TestApp) {
        let (_, production, view) = in_production(&app).await;
        let body = json!({ "carrier": "La Poste", "tracking_number": "1A" });
        let answer = act(&production, &view, "shipment", Some(&body)).await;
        assert_eq!(answer.problem(409).code, "wrong_state");
        let view = done(&production, &view, "personalisation").await;
        let body = json!({ "carrier": " ", "tracking_number": "x".repeat(41) });
        let problem = act(&production, &view, "shipment", Some(&body)).await.problem(422);
        assert_eq!(problem.errors.len(), 2);
    }

    async fn who_prints_does_not_review_and_who_reviews_does_not_print(app: TestApp) {
        let (_, production, view) = in_production(&app).await;
        for action in ["take", "approval", "information-requests", "rejection"] {
            let answer = act(&production, &view, action, Some(&json!({}))).await;
            assert_eq!(answer.problem(403).code, "forbidden", "{action}");
        }
        let supervisor = app.signed_in(Role::Supervisor).await;
        for action in ["personalisation", "shipment", "delivery", "defect"] {
            let answer = act(&supervisor, &view, action, Some(&json!({}))).await;
            assert_eq!(answer.problem(403).code, "forbidden", "{action}");
        }
    }

    async fn a_delivered_card_ends_its_certificate(app: TestApp) {
        let (driver, production, view) = shipped(&app).await;
        let id = view.summary.id;
        let training =
            app.read(move |conn| Ok(db::requests::get(conn, id)?.training_id)).await.unwrap().unwrap();
        app.write(move |tx| tx.enqueue(&IssueCertificate { training_id: training })).await.unwrap();
        app.run_jobs().await;
        let mail = app.outbox().await.into_iter().find(|mail| mail.body_text.contains("1A00915820380"));
        assert!(mail.unwrap().body_text.contains("La Poste"));

        let view = done(&production, &view, "delivery").await;
        assert_eq!(view.summary.status, RequestStatus::Delivered);
        assert_eq!(card_status(&app, &view).await, CardStatus::Active);
        let certificate =
            app.read(move |conn| Ok(db::certificates::find_by_training(conn, training)?)).await;
        assert_eq!(certificate.unwrap().unwrap().status, CertificateStatus::Superseded);
        let read: RequestView = driver.client.get(&mine(&view)).await.json();
        let tracking = read.tracking.unwrap();
        assert_eq!((tracking.carrier.as_str(), tracking.number.as_str()), ("La Poste", "1A00915820380"));
        let steps: Vec<_> = read.summary.history.iter().map(|entry| entry.status).collect();
        assert_eq!(
            steps,
            [
                RequestStatus::Draft,
                RequestStatus::Submitted,
                RequestStatus::UnderReview,
                RequestStatus::Approved,
                RequestStatus::InProduction,
                RequestStatus::ReadyToShip,
                RequestStatus::Shipped,
                RequestStatus::Delivered,
            ]
        );
        // V16: the training has given its card.
        let problem = try_begin(&driver.client, "another").await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/training_already_used");
        let page: Page<BatchView> = production.get("/api/v1/staff/batches").await.json();
        assert_eq!((page.items[0].in_production, page.items[0].shipped), (0, 1));
    }

    async fn a_card_that_does_not_come_back_counts_as_delivered(app: TestApp) {
        let (driver, _, view) = shipped(&app).await;
        for (days, expected) in [(15, RequestStatus::Shipped), (1, RequestStatus::Delivered)] {
            app.clock.advance(TimeDelta::days(days));
            app.write(|tx| tx.enqueue(&ConfirmArrivals {})).await.unwrap();
            app.run_jobs().await;
            let client = driver.signed_in_again(&app).await;
            let read: RequestView = client.get(&mine(&view)).await.json();
            assert_eq!(read.summary.status, expected);
        }
        assert_eq!(card_status(&app, &view).await, CardStatus::Active);
    }
}
