//! Declaration, addresses, summary, payment, and the same card again.

use chrono::TimeDelta;
use common::dto::card::{CardCheck, CardView};
use common::dto::page::Page;
use common::dto::production::{BatchManifest, BatchView};
use common::dto::replacement::ReplacementView;
use common::dto::request::{RequestSummary, RequestView};
use common::statuses::{CardStanding, CardStatus, PaymentStatus, RequestStatus};
use common::words::RequestPurpose;
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;
use services::ports::payment_provider::TestCard;

use super::{
    PATH, begun, card, options, path, pay_and_return, payment, read, redirected, save, try_begin,
    try_pay,
};
use crate::support::TestApp;
use crate::support::requests::{approved, at, delivered, done, picture, try_submit, try_upload};
use crate::support::world;

const BIRTH_DATE: &str = "1985-05-12";

async fn standing(app: &TestApp, card: &CardView) -> Option<CardStanding> {
    let body = json!({ "serial": card.serial, "birth_date": BIRTH_DATE });
    let answer = app.anonymous().post("/api/v1/card-checks", &body).await;
    answer.json::<CardCheck>().standing
}

on_both_engines! {
    async fn there_is_nothing_to_replace_before_a_card_has_arrived(app: TestApp) {
        let (driver, _) = approved(&app).await;
        assert!(options(&driver.client).await.cards.is_empty());
        let nowhere = try_begin(&driver.client, "crd_019ab3f0c5d87c3e9a51f2b6d4e8a713").await;
        assert_eq!(nowhere.problem(404).code, "not_found");
        let (other, _, _) = delivered(&app).await;
        let card = options(&other.client).await.cards[0].card.id;
        assert_eq!(try_begin(&driver.client, card.as_str()).await.problem(404).code, "not_found");
    }

    async fn a_card_is_replaced_once_at_a_time(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let listed = options(&driver.client).await.cards.remove(0);
        assert_eq!((listed.allowed, listed.open_request), (false, Some(view.request.id)));
        assert_eq!(listed.reason.unwrap().code, "open_replacement");
        let again = try_begin(&driver.client, listed.card.id.as_str()).await.problem(409);
        assert_eq!((again.code.as_str(), again.instance.as_str()), ("open_request", path(&view).as_str()));
    }

    async fn an_expired_card_is_not_replaced(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
        app.clock.advance(TimeDelta::days(card(&view).days_left + 1));
        let client = driver.signed_in_again(&app).await;
        assert_eq!(try_pay(&client, &view).await.problem(422).code, "not_entitled");
        // It stays in the list, with the draft that can still be cancelled.
        let listed = options(&client).await.cards.remove(0);
        assert_eq!((listed.allowed, listed.open_request), (false, Some(view.request.id)));
        let problem = try_begin(&client, card(&view).id.as_str()).await.problem(409);
        assert_eq!(problem.code, "open_request");
    }

    async fn what_is_missing_is_named_and_nothing_is_paid(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let problem = try_pay(&driver.client, &view).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/undertaken");
        let bad = json!({ "delivery_address": { "lines": [], "postal_code": "6900", "town": "", "country": "FR" } });
        let problem = at(&driver.client, view.version).patch(&path(&view), &bad).await.problem(422);
        assert!(problem.errors.iter().all(|error| error.pointer.starts_with("/delivery_address")), "{problem:?}");
        let stale = at(&driver.client, view.version + 1).patch(&path(&view), &json!({ "undertaken": true })).await;
        assert_eq!(stale.problem(412).code, "stale");
        assert_eq!(read(&driver.client, &view).await, view);
    }

    async fn a_replacement_is_not_sent_as_a_request_nor_given_other_pictures(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let as_request: RequestView =
            driver.client.get(&format!("/api/v1/me/requests/{}", view.request.id)).await.json();
        let refused = try_submit(&driver.client, &as_request).await;
        assert_eq!(refused.problem(409).code, "wrong_state");
        let kind = common::words::DocumentKind::Photo;
        let refused = try_upload(&driver.client, &as_request, kind, picture(kind)).await;
        assert_eq!(refused.problem(422).errors[0].pointer, "/kind");
    }

    async fn a_step_can_be_taken_back_until_the_payment_is_asked_for(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        let refused = at(&driver.client, view.version).patch(&path(&view), &json!({ "undertaken": false })).await;
        assert_eq!(refused.problem(409).code, "payment_open");
        let twice = try_pay(&driver.client, &view).await;
        assert_eq!(twice.problem(409).code, "payment_open");
        let draft = format!("/api/v1/me/requests/{}", view.request.id);
        let cancelled = at(&driver.client, view.version).send(Method::DELETE, &draft, None).await;
        assert_eq!(cancelled.problem(409).code, "payment_open");

        let abandon = format!("/api/v1/me/payments/{}/abandonment", payment(&view).id);
        assert_eq!(driver.client.send(Method::POST, &abandon, None).await.status, 202);
        app.run_jobs().await;
        let view = read(&driver.client, &view).await;
        assert_eq!(payment(&view).status, PaymentStatus::Abandoned);
        assert!(payment(&view).checkout_url.is_none());
        let billing = json!({ "billing_address": { "lines": ["3 quai des Etroits"], "postal_code": "69005", "town": "Lyon", "country": "FR" } });
        let view = save(&driver.client, &view, &billing).await;
        assert!(view.billing_address.is_some());
        let view = save(&driver.client, &view, &json!({ "billing_is_delivery": true })).await;
        assert!(view.billing_address.is_none());
        let cancelled = at(&driver.client, view.version).send(Method::DELETE, &draft, None).await;
        assert_eq!(cancelled.status, 204);
        assert!(options(&driver.client).await.cards[0].allowed);
    }

    async fn the_old_card_is_lost_with_the_payment_and_the_new_one_is_the_same(app: TestApp) {
        let (driver, production, view) = redirected(&app).await;
        let old = card(&view).clone();
        assert_eq!(standing(&app, &old).await, Some(CardStanding::Valid));
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        let view = read(&driver.client, &view).await;
        assert_eq!((view.request.status, payment(&view).status), (RequestStatus::Approved, PaymentStatus::Captured));
        assert_eq!(standing(&app, &old).await, Some(CardStanding::Lost));
        assert_eq!(try_pay(&driver.client, &view).await.problem(409).code, "wrong_state");

        let body = json!({ "request_ids": [view.request.id] });
        let batch: BatchView = production.post("/api/v1/staff/batches", &body).await.json();
        let manifest: BatchManifest =
            production.get(&format!("/api/v1/staff/batches/{}/manifest", batch.id)).await.json();
        let made = &manifest.cards[0];
        assert_eq!((&made.surname, made.valid_until), (&old.surname, old.valid_until));
        assert_ne!(made.serial, old.serial);
        for picture in [&made.photo_url, &made.signature_url] {
            let at = picture.find("/api/").unwrap();
            assert_eq!(app.anonymous().get(&picture[at..]).await.status, 200);
        }
        let as_request: RequestView =
            driver.client.get(&format!("/api/v1/me/requests/{}", view.request.id)).await.json();
        assert_eq!(as_request.card_valid_until, old.valid_until);
        let as_request = done(&production, &as_request, "personalisation").await;
        let parcel = json!({ "carrier": "La Poste", "tracking_number": "1A2" });
        let shipped = crate::support::requests::act(&production, &as_request, "shipment", Some(&parcel)).await;
        let shipped = shipped.json::<common::dto::staff::StaffRequestView>().request;
        done(&production, &shipped, "delivery").await;

        let cards: Page<CardView> = driver.client.get("/api/v1/me/cards").await.json();
        let standings: Vec<_> = cards.items.iter().map(|card| card.standing).collect();
        assert_eq!(standings, [CardStanding::Valid, CardStanding::Lost]);
        let new = &cards.items[0];
        assert_eq!((&new.categories, &new.licence_number), (&old.categories, &old.licence_number));
        let steps: Vec<_> = cards.items[1].history.iter().map(|entry| entry.status).collect();
        assert_eq!(steps.last(), Some(&CardStatus::Lost));
        // The new one can be lost as well, and it alone is offered.
        assert_eq!(options(&driver.client).await.cards.len(), 1);
        assert_eq!(try_begin(&driver.client, new.id.as_str()).await.status, 201);
    }

    async fn a_replacement_stands_beside_the_requests_and_does_not_block_them(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let page: Page<RequestSummary> = driver.client.get("/api/v1/me/requests").await.json();
        let purposes: Vec<_> = page.items.iter().map(|request| request.purpose).collect();
        assert_eq!(purposes, [RequestPurpose::Loss, RequestPurpose::Training]);
        let blocked = crate::support::requests::try_begin(&driver.client, "k").await.problem(422);
        assert_eq!(blocked.errors[0].pointer, "/training_already_used");
        let other = world::driver(&app).await;
        assert_eq!(other.client.get(&path(&view)).await.problem(404).code, "not_found");
        assert_eq!(driver.client.get(&format!("{PATH}/{}", page.items[1].id)).await.problem(404).code, "not_found");
    }

    async fn what_is_free_is_settled_without_a_payment(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        set_fee(&app, 0).await;
        let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
        let view: ReplacementView = try_pay(&driver.client, &view).await.json();
        assert_eq!((view.request.status, view.payment), (RequestStatus::Approved, None));
    }

    async fn the_price_stays_as_validated_until_something_is_changed(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        assert_eq!((view.fee.amount_cents, view.fee.net_cents, view.fee.vat_cents), (2_500, 2_083, 417));
        set_fee(&app, 3_000).await;
        let abandon = format!("/api/v1/me/payments/{}/abandonment", payment(&view).id);
        driver.client.send(Method::POST, &abandon, None).await;
        app.run_jobs().await;
        let view = read(&driver.client, &view).await;
        assert_eq!(view.fee.amount_cents, 2_500);
        let again: ReplacementView = try_pay(&driver.client, &view).await.json();
        assert_eq!(payment(&again).amount_cents, 2_500);
        app.run_jobs().await;
        let again = format!("/api/v1/me/payments/{}/abandonment", payment(&again).id);
        driver.client.send(Method::POST, &again, None).await;
        app.run_jobs().await;
        let view = read(&driver.client, &view).await;
        let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
        assert_eq!(view.fee.amount_cents, 3_000);
    }
}

/// Another amount from today on.
async fn set_fee(app: &TestApp, amount_cents: i64) {
    app.write(move |tx| {
        let now = tx.now;
        let fee = db::fees::FeeRow {
            id: common::ids::FeeId::new(),
            code: common::words::FeeCode::ReplacementLoss,
            amount_cents,
            vat_basis_points: 2_000,
            applies_from: common::dates::paris_date(now),
            created_by: None,
            created_at: now.naive_utc(),
        };
        Ok(db::fees::insert(tx, &fee)?)
    })
    .await
    .unwrap();
}
