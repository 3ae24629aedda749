//! A defective card: what is wrong, the return slip, the reception, and what the analysis
//! may find.

use chrono::TimeDelta;
use common::card_defect::DefectFinding;
use common::dto::analysis::ReceivedCard;
use common::dto::card::CardView;
use common::dto::driver_space::DownloadLink;
use common::dto::page::Page;
use common::dto::replacement::ReplacementView;
use common::dto::request::RequestView;
use common::dto::staff::{StaffRequestSummary, StaffRequestView};
use common::statuses::{CardStanding, PaymentStatus, RequestStatus};
use common::words::{ReplacementStep, RequestPurpose, Role};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::ports::payment_provider::TestCard;
use services::replacements::awaited::TendAwaitedCards;
use services::requests::information_upkeep::{CloseInformation, RemindInformation};

use super::{
    begun_for, card, check, invoices, options, path, pay_and_return, payment, read, save, try_pay,
};
use crate::support::requests::{act, at};
use crate::support::world::TestDriver;
use crate::support::{Answer, Client, TestApp};

fn defects() -> Value {
    json!({ "defects": [
        { "element": "surname", "problem": " Une lettre   manque ", "expected": "LEFÈVRE" },
        { "element": "print", "problem": "La carte se décolle" },
    ]})
}

async fn try_send(client: &Client, view: &ReplacementView) -> Answer {
    let path = format!("{}/submission", path(view));
    at(client, view.version)
        .send(Method::POST, &path, None)
        .await
}

async fn try_receive(production: &Client, code: &str) -> Answer {
    production
        .post("/api/v1/staff/receptions", &json!({ "code": code }))
        .await
}

/// A defective card that is announced.
async fn announced(app: &TestApp) -> (TestDriver, Client, ReplacementView) {
    let (driver, production, view) = begun_for(app, RequestPurpose::Quality).await;
    let view = save(&driver.client, &view, &defects()).await;
    let view = try_send(&driver.client, &view).await.json();
    (driver, production, view)
}

/// One that the reception desk has, and a reviewer.
async fn received(app: &TestApp) -> (TestDriver, Client, ReplacementView) {
    let (driver, production, view) = announced(app).await;
    try_receive(&production, &view.request.reference)
        .await
        .json::<ReceivedCard>();
    let agent = app.signed_in(Role::Agent).await;
    let view = read(&driver.client, &view).await;
    (driver, agent, view)
}

async fn as_staff(client: &Client, view: &ReplacementView) -> StaffRequestView {
    client
        .get(&format!("/api/v1/staff/requests/{}", view.request.id))
        .await
        .json()
}

async fn try_analyse(agent: &Client, view: &ReplacementView, body: &Value) -> Answer {
    let seen = as_staff(agent, view).await;
    act(agent, &seen.request, "analysis", Some(body)).await
}

async fn analysed(app: &TestApp, finding: &str) -> (TestDriver, Client, ReplacementView) {
    let (driver, agent, view) = received(app).await;
    let body = json!({ "finding": finding, "comment": "Vu à la loupe." });
    let answer = try_analyse(&agent, &view, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    app.run_jobs().await;
    let view = read(&driver.client, &view).await;
    (driver, agent, view)
}

async fn standing(client: &Client) -> CardStanding {
    let cards: Page<CardView> = client.get("/api/v1/me/cards").await.json();
    cards.items[0].standing
}

on_both_engines! {
    async fn what_is_wrong_has_to_be_said_and_the_card_stays_valid_until_it_has_arrived(app: TestApp) {
        let (driver, production, view) = begun_for(&app, RequestPurpose::Quality).await;
        assert_eq!(view.steps, [ReplacementStep::Defects, ReplacementStep::Addresses, ReplacementStep::Summary]);
        assert_eq!(try_send(&driver.client, &view).await.problem(422).errors[0].pointer, "/defects");
        assert_eq!(try_pay(&driver.client, &view).await.problem(409).code, "wrong_state");
        for (body, pointer) in [
            (json!({ "defects": [] }), "/defects"),
            (json!({ "defects": [{ "element": "photo", "problem": " " }] }), "/defects/0/problem"),
            (json!({ "defects": [{ "element": "photo", "problem": "x".repeat(121) }] }), "/defects/0/problem"),
            (json!({ "defects": [{ "element": "photo", "problem": "x", "expected": "x".repeat(81) }] }), "/defects/0/expected"),
        ] {
            let problem = at(&driver.client, view.version).patch(&path(&view), &body).await.problem(422);
            assert_eq!(problem.errors[0].pointer, pointer);
        }
        let view = save(&driver.client, &view, &defects()).await;
        assert_eq!(view.defects[0].problem, "Une lettre manque");
        let view: ReplacementView = try_send(&driver.client, &view).await.json();
        assert_eq!(view.request.status, RequestStatus::Submitted);
        assert_eq!(view.send_back_by.unwrap().to_string(), "2027-01-22");
        assert_eq!(standing(&driver.client).await, CardStanding::Valid);

        app.run_jobs().await;
        let mail = app.outbox().await.into_iter().find(|mail| mail.subject.contains("coupon retour")).unwrap();
        assert!(mail.attachments.contains("coupon-retour"), "{}", mail.attachments);
        let body = json!({ "target": "acknowledgement", "id": view.request.id });
        let link: DownloadLink = driver.client.post("/api/v1/download-links", &body).await.json();
        let slip = app.anonymous().get(&link.url).await;
        assert!(slip.body.starts_with(b"%PDF-"));

        // It waits for the post, not for a reviewer.
        let agent = app.signed_in(Role::Agent).await;
        let queue: Page<StaffRequestSummary> = agent.get("/api/v1/staff/requests").await.json();
        assert!(queue.items.is_empty());
        assert_eq!(try_receive(&production, "CQC-2026-0000001-G").await.problem(422).errors[0].pointer, "/code");
        let arrived: ReceivedCard = try_receive(&production, &view.request.reference.to_lowercase()).await.json();
        assert_eq!(arrived.serial, card(&view).serial);
        assert_eq!(try_receive(&production, &view.request.reference).await.problem(422).errors[0].pointer, "/code");
        assert_eq!(standing(&driver.client).await, CardStanding::Returned);
        let queue: Page<StaffRequestSummary> = agent.get("/api/v1/staff/requests").await.json();
        assert_eq!(queue.items[0].purpose, RequestPurpose::Quality);
    }

    async fn the_issuers_fault_replaces_the_card_free_of_charge(app: TestApp) {
        let (_, agent, view) = received(&app).await;
        let wordless = json!({ "finding": "issuer_fault", "comment": "  " });
        assert_eq!(try_analyse(&agent, &view, &wordless).await.problem(422).errors[0].pointer, "/comment");
        let seen = as_staff(&agent, &view).await;
        assert!(seen.permitted.contains(&"analyse".to_owned()), "{:?}", seen.permitted);
        let shown = seen.replacement.unwrap();
        assert_eq!((shown.serial, shown.defects.len()), (Some(card(&view).serial.clone()), 2));
        let approved = act(&agent, &seen.request, "approval", None::<&()>).await;
        assert_eq!(approved.problem(409).code, "wrong_state");

        let (driver, agent, view) = analysed(&app, "issuer_fault").await;
        assert_eq!((view.request.status, view.finding), (RequestStatus::Approved, Some(DefectFinding::IssuerFault)));
        assert_eq!(standing(&driver.client).await, CardStanding::Replaced);
        assert!(view.payment.is_none() && invoices(&driver.client).await.items.is_empty());
        assert!(app.outbox().await.iter().any(|mail| mail.body_text.contains("remplacée sans frais")));
        let production = app.signed_in(Role::Production).await;
        let batch = production.post("/api/v1/staff/batches", &json!({ "request_ids": [view.request.id] })).await;
        assert_eq!(batch.status, 201, "{}", batch.text());
        let again = try_analyse(&agent, &view, &json!({ "finding": "no_defect", "comment": "x" })).await;
        assert_eq!(again.problem(409).code, "wrong_state");
    }

    async fn the_drivers_fault_asks_for_correction_and_payment(app: TestApp) {
        let (driver, _, view) = analysed(&app, "driver_fault").await;
        assert_eq!(view.request.status, RequestStatus::InformationRequested);
        assert_eq!(view.finding_comment.as_deref(), Some("Vu à la loupe."));
        assert_eq!(view.request.answer_by.unwrap().to_string(), "2026-12-23");
        let request: RequestView =
            driver.client.get(&format!("/api/v1/me/requests/{}", view.request.id)).await.json();
        let respond = format!("/api/v1/me/requests/{}/response", view.request.id);
        let answered = at(&driver.client, request.version).send(Method::POST, &respond, None).await;
        assert_eq!(answered.problem(409).code, "wrong_state");

        try_pay(&driver.client, &view).await.json::<ReplacementView>();
        app.run_jobs().await;
        let view = read(&driver.client, &view).await;
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        let view = read(&driver.client, &view).await;
        assert_eq!((view.request.status, payment(&view).status), (RequestStatus::Approved, PaymentStatus::Captured));
        assert_eq!(standing(&driver.client).await, CardStanding::Replaced);
        assert_eq!(invoices(&driver.client).await.items.len(), 1);
        let production = app.signed_in(Role::Production).await;
        let batch = production.post("/api/v1/staff/batches", &json!({ "request_ids": [view.request.id] })).await;
        assert_eq!(batch.status, 201, "{}", batch.text());
    }

    async fn without_an_answer_the_card_goes_back_as_it_is(app: TestApp) {
        let (driver, _, view) = analysed(&app, "driver_fault").await;
        app.clock.advance(TimeDelta::days(24));
        app.write(|tx| tx.enqueue(&RemindInformation {})).await.unwrap();
        app.run_jobs().await;
        let told = app.outbox().await.into_iter();
        let told: Vec<_> = told.filter(|mail| mail.subject.contains("analyse de votre carte")).collect();
        assert_eq!(told.len(), 2, "the finding, and a reminder of it");
        app.clock.advance(TimeDelta::days(7));
        app.write(|tx| tx.enqueue(&CloseInformation {})).await.unwrap();
        app.run_jobs().await;
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::ClosedIncomplete);
        assert_eq!(standing(&client).await, CardStanding::Valid);
        assert!(options(&client).await.cards[0].allowed);
    }

    async fn nothing_is_closed_while_money_may_still_come(app: TestApp) {
        let (driver, _, view) = analysed(&app, "driver_fault").await;
        try_pay(&driver.client, &view).await.json::<ReplacementView>();
        app.run_jobs().await;
        let close = async || {
            app.write(|tx| tx.enqueue(&CloseInformation {})).await.unwrap();
            app.run_jobs().await;
        };
        app.clock.advance(TimeDelta::days(31));
        close().await;
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::InformationRequested);
        // The page has closed without money: now it is known.
        check(&app, &client, &read(&client, &view).await).await;
        assert_eq!(payment(&read(&client, &view).await).status, PaymentStatus::Expired);
        close().await;
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::ClosedIncomplete);
    }

    async fn without_a_defect_the_card_is_given_back_and_valid_again(app: TestApp) {
        let (driver, _, view) = analysed(&app, "no_defect").await;
        assert_eq!(view.request.status, RequestStatus::Rejected);
        assert_eq!(standing(&driver.client).await, CardStanding::Valid);
        assert!(app.outbox().await.iter().any(|mail| mail.body_text.contains("pas constaté de défaut")));
    }

    async fn a_card_that_does_not_arrive_is_asked_for_once_then_the_request_is_closed(app: TestApp) {
        let (driver, _, view) = announced(&app).await;
        let reminders = async || {
            let mails = app.outbox().await.into_iter();
            mails.filter(|mail| mail.subject.contains("attendue") && mail.subject.contains("Rappel")).count()
        };
        for (days, expected) in [(29, 0), (1, 1), (1, 1), (29, 1)] {
            app.clock.advance(TimeDelta::days(days));
            app.write(|tx| tx.enqueue(&TendAwaitedCards {})).await.unwrap();
            app.run_jobs().await;
            assert_eq!(reminders().await, expected);
        }
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::Submitted);
        app.clock.advance(TimeDelta::days(1));
        app.write(|tx| tx.enqueue(&TendAwaitedCards {})).await.unwrap();
        app.run_jobs().await;
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::ClosedIncomplete);
        assert_eq!(standing(&client).await, CardStanding::Valid);
    }
}
