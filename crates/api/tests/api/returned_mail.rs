//! A card that the post brought back: the desk, both solutions of the guide, and the end.

use chrono::TimeDelta;
use common::dto::card::CardView;
use common::dto::driver_space::{HomeView, TaskKind};
use common::dto::page::Page;
use common::dto::replacement::ReplacementView;
use common::dto::request::RequestView;
use common::dto::returned_mail::{ReturnedMailView, StaffReturnedMail};
use common::statuses::{CardStanding, PaymentStatus, RequestStatus, ReturnedMailStatus};
use common::words::{FeeCode, Role};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::ports::payment_provider::TestCard;
use services::returned_mail::upkeep::TendReturnedMail;

use crate::replacements::{invoices, options, try_begin};
use crate::support::requests::{at, delivered, mine, shipped, try_begin as try_begin_request};
use crate::support::world::{self, TestDriver};
use crate::support::{Answer, Client, TestApp};

const DESK: &str = "/api/v1/staff/returned-mail";

async fn try_register(production: &Client, code: &str) -> Answer {
    let body = json!({ "code": code, "reason": "unclaimed" });
    production.post(DESK, &body).await
}

/// A letter that the desk has just noted.
pub async fn returned(production: &Client, code: &str) -> StaffReturnedMail {
    try_register(production, code).await.json()
}

async fn card(client: &Client) -> CardView {
    let cards: Page<CardView> = client.get("/api/v1/me/cards").await.json();
    cards.items.into_iter().next().unwrap()
}

/// A driver whose card came back, and who runs the desk.
async fn came_back(app: &TestApp) -> (TestDriver, Client, RequestView, StaffReturnedMail) {
    let (driver, production, request) = shipped(app).await;
    let letter = returned(&production, &card(&driver.client).await.serial).await;
    (driver, production, request, letter)
}

fn path(letter: &StaffReturnedMail) -> String {
    format!("/api/v1/me/returned-mail/{}", letter.id)
}

async fn read(client: &Client, letter: &StaffReturnedMail) -> ReturnedMailView {
    client.get(&path(letter)).await.json()
}

async fn try_confirm(client: &Client, view: &ReturnedMailView) -> Answer {
    let path = format!("/api/v1/me/returned-mail/{}/confirmation", view.id);
    at(client, view.version)
        .send(Method::POST, &path, None)
        .await
}

async fn try_order(client: &Client, view: &ReturnedMailView, address: Value) -> Answer {
    let path = format!("/api/v1/me/returned-mail/{}/payment", view.id);
    let body = json!({ "delivery_address": address });
    at(client, view.version).post(&path, &body).await
}

fn elsewhere() -> Value {
    json!({ "lines": ["8 place Bellecour"], "postal_code": "69002", "town": "Lyon", "country": "FR" })
}

async fn send_again(production: &Client, letter: &StaffReturnedMail) -> Answer {
    let desk: Page<StaffReturnedMail> = production.get(DESK).await.json();
    let now = desk
        .items
        .iter()
        .find(|other| other.id == letter.id)
        .unwrap();
    let path = format!("{DESK}/{}/shipment", letter.id);
    let body = json!({ "carrier": "La Poste", "tracking_number": "2B0" });
    at(production, now.version).post(&path, &body).await
}

async fn tend(app: &TestApp) {
    app.write(|tx| tx.enqueue(&TendReturnedMail {}))
        .await
        .unwrap();
    app.run_jobs().await;
}

on_both_engines! {
    async fn the_desk_finds_a_card_by_whatever_stands_on_the_letter(app: TestApp) {
        let (driver, production, request) = shipped(&app).await;
        for unknown in ["", "F26999999999", "CQC-2026-9999999-K", "nothing"] {
            let problem = try_register(&production, unknown).await.problem(422);
            assert_eq!(problem.errors[0].pointer, "/code", "{unknown}");
        }
        let by_reference = returned(&production, &request.summary.reference).await;
        let by_tracking = returned(&production, "1A00915820380").await;
        let by_serial = returned(&production, &by_reference.serial.to_lowercase()).await;
        // Noted once, however often it is scanned.
        assert_eq!(by_tracking, by_reference);
        assert_eq!(by_serial, by_reference);
        app.run_jobs().await;
        let told: Vec<_> = app.outbox().await.into_iter().filter(|mail| mail.subject.contains("retournée")).collect();
        assert_eq!(told.len(), 1);
        let seen = card(&driver.client).await;
        assert_eq!((seen.standing, seen.returned), (CardStanding::Returned, Some(by_reference.id)));
        // One that another carrier's number stands on twice is not guessed.
        shipped(&app).await;
        let (_, production, _) = shipped(&app).await;
        assert_eq!(try_register(&production, "1A00915820380").await.problem(422).errors[0].code.as_str(), "not_found");
    }

    async fn the_right_address_is_confirmed_and_the_card_is_sent_there_free_of_charge(app: TestApp) {
        let (driver, production, request, letter) = came_back(&app).await;
        let home: HomeView = driver.client.get("/api/v1/me/home").await.json();
        assert_eq!(home.tasks[0].kind, TaskKind::AnswerReturnedMail);
        assert_eq!(home.tasks[0].returned_mail_id, Some(letter.id));
        assert_eq!(home.tasks[0].due_on, Some(letter.keep_until));
        let view = read(&driver.client, &letter).await;
        assert!(view.may_confirm);
        assert_eq!((view.fee.code, view.fee.amount_cents), (FeeCode::ReshipNew, 800));
        assert_eq!(send_again(&production, &letter).await.problem(409).code, "wrong_state");
        let confirmed: ReturnedMailView = try_confirm(&driver.client, &view).await.json();
        assert_eq!(confirmed.status, ReturnedMailStatus::ReshipFree);
        assert_eq!(try_confirm(&driver.client, &view).await.problem(412).code, "stale");
        assert_eq!(try_order(&driver.client, &confirmed, elsewhere()).await.problem(409).code, "wrong_state");
        let sent: StaffReturnedMail = send_again(&production, &letter).await.json();
        assert_eq!(sent.status, ReturnedMailStatus::Shipped);
        let again: RequestView = driver.client.get(&mine(&request)).await.json();
        assert_eq!(again.summary.status, RequestStatus::Shipped);
        assert_eq!(again.tracking.unwrap().number, "2B0");
        assert_eq!(again.delivery_address, view.address);
        assert!(invoices(&driver.client).await.items.is_empty());

        // From the same address a second time: only another one helps.
        let second = returned(&production, &card(&driver.client).await.serial).await;
        let view = read(&driver.client, &second).await;
        assert!(!view.may_confirm);
        assert_eq!(try_confirm(&driver.client, &view).await.problem(409).code, "wrong_state");
    }

    async fn another_address_is_paid_for_and_the_card_is_sent_there(app: TestApp) {
        let (driver, production, request, letter) = came_back(&app).await;
        let view = read(&driver.client, &letter).await;
        let bad = json!({ "lines": [], "postal_code": "69", "town": "", "country": "FR" });
        let problem = try_order(&driver.client, &view, bad).await.problem(422);
        assert!(problem.errors.iter().all(|error| error.pointer.starts_with("/delivery_address")), "{problem:?}");
        let ordered: ReturnedMailView = try_order(&driver.client, &view, elsewhere()).await.json();
        assert_eq!(ordered.payment.as_ref().unwrap().status, PaymentStatus::Created);
        // While money may come, nothing else is decided.
        assert_eq!(try_confirm(&driver.client, &ordered).await.problem(409).code, "payment_open");
        assert_eq!(try_order(&driver.client, &ordered, elsewhere()).await.problem(409).code, "payment_open");
        app.run_jobs().await;
        let waiting = read(&driver.client, &letter).await;
        let payment = waiting.payment.clone().unwrap();
        let url = payment.checkout_url.clone().unwrap();
        app.payments.pay(url.rsplit('/').next().unwrap(), TestCard::Accepted.number()).unwrap();
        let check = format!("/api/v1/me/payments/{}/check", payment.id);
        driver.client.send(Method::POST, &check, None).await;
        app.run_jobs().await;
        let paid = read(&driver.client, &letter).await;
        assert_eq!(paid.status, ReturnedMailStatus::ReshipPaid);

        let invoice = invoices(&driver.client).await.items.remove(0);
        assert_eq!((invoice.fee, invoice.amount_cents), (FeeCode::ReshipNew, 800));
        let desk: Page<StaffReturnedMail> = production.get(DESK).await.json();
        assert_eq!(desk.items[0].send_to.as_ref().unwrap().lines, ["8 place Bellecour"]);
        send_again(&production, &letter).await.json::<StaffReturnedMail>();
        let again: RequestView = driver.client.get(&mine(&request)).await.json();
        assert_eq!(again.delivery_address.unwrap().town, "Lyon");
        // It came back from another address: that one can be confirmed once.
        let second = returned(&production, &card(&driver.client).await.serial).await;
        assert!(read(&driver.client, &second).await.may_confirm);
    }

    async fn an_abandoned_payment_leaves_both_ways_open(app: TestApp) {
        let (driver, production, request, letter) = came_back(&app).await;
        let view = read(&driver.client, &letter).await;
        let ordered: ReturnedMailView = try_order(&driver.client, &view, elsewhere()).await.json();
        app.run_jobs().await;
        let abandon = format!("/api/v1/me/payments/{}/abandonment", ordered.payment.unwrap().id);
        driver.client.send(Method::POST, &abandon, None).await;
        app.run_jobs().await;
        let view = read(&driver.client, &letter).await;
        assert_eq!(view.payment.as_ref().unwrap().status, PaymentStatus::Abandoned);
        let confirmed: ReturnedMailView = try_confirm(&driver.client, &view).await.json();
        assert_eq!(confirmed.status, ReturnedMailStatus::ReshipFree);
        // The address that was not paid for is forgotten.
        assert_eq!(confirmed.new_address, None);
        send_again(&production, &letter).await.json::<StaffReturnedMail>();
        let again: RequestView = driver.client.get(&mine(&request)).await.json();
        assert_eq!(again.delivery_address, view.address);
        let second = returned(&production, &card(&driver.client).await.serial).await;
        assert!(!read(&driver.client, &second).await.may_confirm);
    }

    async fn who_does_not_answer_is_reminded_three_times_then_the_card_is_destroyed(app: TestApp) {
        let (driver, _, request, letter) = came_back(&app).await;
        let reminders = async || {
            let mails = app.outbox().await.into_iter();
            mails.filter(|mail| mail.subject.contains("Rappel")).count()
        };
        for (days, expected) in [(14, 0), (1, 1), (1, 1), (29, 2), (30, 3), (15, 3)] {
            app.clock.advance(TimeDelta::days(days));
            tend(&app).await;
            assert_eq!(reminders().await, expected);
        }
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &letter).await.status, ReturnedMailStatus::AwaitingDriver);
        app.clock.advance(TimeDelta::days(1));
        tend(&app).await;
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &letter).await.status, ReturnedMailStatus::Destroyed);
        let ended: RequestView = client.get(&mine(&request)).await.json();
        assert_eq!(ended.summary.status, RequestStatus::ClosedIncomplete);
        assert!(app.outbox().await.iter().any(|mail| mail.subject.contains("détruite")));
        // The training is used up, but the card can be replaced.
        let blocked = try_begin_request(&client, "again").await.problem(422);
        assert_eq!(blocked.errors[0].pointer, "/training_already_used");
        let offered = options(&client).await.cards.remove(0);
        assert!(offered.allowed);
        let begun = try_begin(&client, offered.card.id.as_str()).await;
        assert_eq!(begun.status, 201, "{}", begun.text());
        let view: ReplacementView = begun.json();
        let view = crate::replacements::save(&client, &view, &json!({ "undertaken": true })).await;
        assert_eq!(crate::replacements::try_pay(&client, &view).await.status, 200);
    }

    async fn a_card_that_counts_as_delivered_can_still_come_back(app: TestApp) {
        let (driver, production, _) = delivered(&app).await;
        let letter = returned(&production, &card(&driver.client).await.serial).await;
        let other = world::driver(&app).await;
        assert_eq!(other.client.get(&path(&letter)).await.problem(404).code, "not_found");
        let agent = app.signed_in(Role::Agent).await;
        assert_eq!(agent.get(DESK).await.problem(403).code, "forbidden");
    }
}
