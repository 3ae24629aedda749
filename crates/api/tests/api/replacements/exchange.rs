//! An exchange: what has changed, what proves it, the payment, the review, and a card that
//! says it.

use common::dto::card::CardView;
use common::dto::exchange::ExchangeView;
use common::dto::page::Page;
use common::dto::production::{BatchManifest, BatchView, ManifestCard};
use common::dto::profile::CategoryView;
use common::dto::refund::RefundView;
use common::dto::replacement::ReplacementView;
use common::dto::request::RequestView;
use common::dto::staff::{StaffRequestSummary, StaffRequestView};
use common::statuses::{
    CardStanding, DocumentStatus, IdentityReview, PaymentStatus, RefundStatus, RequestStatus,
};
use common::words::{
    AccountField, DocumentKind, LicenceCategory, ReplacementStep, RequestPurpose, Role,
};
use db::drivers::{ContactChanges, DriverIdentity};
use db::json::Json;
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::ports::payment_provider::TestCard;

use super::{card, options, path, pay_and_return, payment, read, save, try_begin_with, try_pay};
use crate::support::requests::{
    accept_all, act, at, delivered, done, mine, picture, staffs, try_upload,
};
use crate::support::world::{self, TestDriver, day};
use crate::support::{Answer, Client, TestApp};

const EXTRACT: DocumentKind = DocumentKind::CivilStatus;

async fn try_exchange(client: &Client, reason: &str) -> Answer {
    let card = options(client).await.cards[0].card.id;
    let body = json!({ "card_id": card, "purpose": "exchange", "exchange_reason": reason });
    try_begin_with(client, &body).await
}

/// An exchange of the card of a driver, and the member of production who sent it.
async fn begun(app: &TestApp, reason: &str) -> (TestDriver, Client, ReplacementView) {
    let (driver, production, _) = delivered(app).await;
    let begun = try_exchange(&driver.client, reason).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    (driver, production, begun.json())
}

/// Changes the profile, and puts its review into a state.
pub async fn change(
    app: &TestApp,
    driver: &TestDriver,
    review: IdentityReview,
    adjust: impl Fn(&mut DriverIdentity) + Send + Sync + 'static,
) {
    let id = driver.id;
    app.write(move |tx| {
        let now = tx.now;
        let row = db::drivers::get(tx, id)?;
        let contact = ContactChanges {
            phone: row.phone.clone(),
            notice_channel: row.notice_channel,
            address: row.address.clone(),
        };
        let mut identity = row.identity.clone();
        adjust(&mut identity);
        let changed = (&identity, &contact);
        Ok(db::drivers::update_identity(
            tx,
            id,
            row.version,
            changed,
            review,
            now,
        )?)
    })
    .await
    .unwrap();
}

async fn marry(app: &TestApp, driver: &TestDriver) {
    change(app, driver, IdentityReview::Conform, |identity| {
        identity.surname_usage = Some("Morel".to_owned());
    })
    .await;
}

/// Another licence, with a category more and one less.
fn relicense(identity: &mut DriverIdentity) {
    let held = [
        (LicenceCategory::C1, "2031-05-01"),
        (LicenceCategory::C, "2031-05-01"),
    ];
    let held = held.map(|(category, until)| CategoryView {
        category,
        valid_until: day(until),
    });
    identity.licence_number = "210612345671".to_owned();
    identity.licence_categories = Json::new(held.to_vec()).unwrap();
}

pub async fn as_request(client: &Client, view: &ReplacementView) -> RequestView {
    client
        .get(&format!("/api/v1/me/requests/{}", view.request.id))
        .await
        .json()
}

pub async fn give(client: &Client, view: &ReplacementView, kind: DocumentKind) -> ReplacementView {
    let request = as_request(client, view).await;
    let given = try_upload(client, &request, kind, picture(kind)).await;
    assert_eq!(given.status, 200, "{}", given.text());
    read(client, view).await
}

/// Pays for an exchange that is filled in.
pub async fn pay(app: &TestApp, client: &Client, view: &ReplacementView) -> ReplacementView {
    let asked = try_pay(client, view).await;
    assert_eq!(asked.status, 200, "{}", asked.text());
    app.run_jobs().await;
    let view = read(client, view).await;
    pay_and_return(app, client, &view, TestCard::Accepted).await;
    read(client, &view).await
}

/// An exchange for another name that is paid for.
async fn paid(app: &TestApp) -> (TestDriver, Client, ReplacementView) {
    let (driver, production, view) = begun(app, "civil_status").await;
    marry(app, &driver).await;
    let view = give(&driver.client, &view, EXTRACT).await;
    let view = pay(app, &driver.client, &view).await;
    (driver, production, view)
}

fn exchange(view: &ReplacementView) -> &ExchangeView {
    view.exchange.as_ref().unwrap()
}

/// Taken by a new agent, with every document accepted and the register's answer.
async fn examined(app: &TestApp, client: &Client, view: &ReplacementView) -> (Client, RequestView) {
    let agent = app.signed_in(Role::Agent).await;
    let request = done(&agent, &as_request(client, view).await, "take").await;
    let request = accept_all(&agent, &request).await;
    app.run_jobs().await;
    (agent, request)
}

pub async fn manufactured(production: &Client, view: &ReplacementView) -> ManifestCard {
    let body = json!({ "request_ids": [view.request.id] });
    let batch: BatchView = production.post("/api/v1/staff/batches", &body).await.json();
    let path = format!("/api/v1/staff/batches/{}/manifest", batch.id);
    let mut manifest: BatchManifest = production.get(&path).await.json();
    manifest.cards.remove(0)
}

async fn cards(client: &Client) -> Vec<CardView> {
    client
        .get("/api/v1/me/cards")
        .await
        .json::<Page<CardView>>()
        .items
}

async fn standings(client: &Client) -> Vec<CardStanding> {
    cards(client)
        .await
        .iter()
        .map(|card| card.standing)
        .collect()
}

pub fn pointers(answer: &Answer) -> Vec<(String, String)> {
    let errors = answer.problem(422).errors.into_iter();
    errors
        .map(|error| (error.pointer, error.code.to_string()))
        .collect()
}

pub fn faults(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned()))
        .collect()
}

on_both_engines! {
    async fn it_is_begun_for_one_reason_and_with_a_card_in_force(app: TestApp) {
        let (driver, _, _) = delivered(&app).await;
        let card = options(&driver.client).await.cards[0].card.id;
        for (body, fault) in [
            (json!({ "card_id": card, "purpose": "exchange" }), ("/exchange_reason", "required")),
            (json!({ "card_id": card, "purpose": "loss", "exchange_reason": "licence" }), ("/exchange_reason", "not_allowed")),
            (json!({ "card_id": card, "purpose": "training" }), ("/purpose", "not_allowed")),
            (json!({ "card_id": card, "purpose": "exchange", "exchange_reason": "fun" }), ("/exchange_reason", "unknown_value")),
        ] {
            assert_eq!(pointers(&try_begin_with(&driver.client, &body).await), faults(&[fault]), "{body}");
        }
        let fee = options(&driver.client).await.fees.into_iter().find(|fee| fee.code.as_str() == "exchange");
        assert_eq!(fee.unwrap().amount_cents, 2_500);
        let view: ReplacementView = try_exchange(&driver.client, "licence").await.json();
        assert_eq!(try_exchange(&driver.client, "civil_status").await.problem(409).code, "open_request");
        let lost = json!({ "card_id": card, "purpose": "loss" });
        assert_eq!(try_begin_with(&driver.client, &lost).await.problem(409).code, "open_request");
        // "Annuler": nothing is kept, and the card can be exchanged again.
        let view = give(&driver.client, &view, DocumentKind::LicenceFront).await;
        let draft = format!("/api/v1/me/requests/{}", view.request.id);
        let cancelled = at(&driver.client, view.version).send(Method::DELETE, &draft, None).await;
        assert_eq!(cancelled.status, 204);
        assert_eq!(try_exchange(&driver.client, "civil_status").await.status, 201);
        // Somebody who has no card has nothing to exchange.
        let other = world::driver(&app).await;
        assert!(options(&other.client).await.cards.is_empty());
        let body = json!({ "card_id": card, "purpose": "exchange", "exchange_reason": "licence" });
        assert_eq!(try_begin_with(&other.client, &body).await.problem(404).code, "not_found");
    }

    async fn nothing_is_paid_before_the_profile_says_what_has_changed_and_is_reviewed(app: TestApp) {
        let (driver, _, view) = begun(&app, "civil_status").await;
        let steps = [ReplacementStep::Change, ReplacementStep::Evidence, ReplacementStep::Addresses, ReplacementStep::Summary];
        assert_eq!(view.steps, steps);
        assert!(exchange(&view).changed.is_empty());
        let missing = ("/documents/civil_status", "required");
        let answer = try_pay(&driver.client, &view).await;
        assert_eq!(pointers(&answer), faults(&[("/identity", "nothing_changed"), missing]));
        change(&app, &driver, IdentityReview::UnderReview, |identity| identity.surname_birth = "Le Fèvre".to_owned()).await;
        assert_eq!(try_pay(&driver.client, &view).await.problem(403).code, "review_running");
        let view = read(&driver.client, &view).await;
        assert_eq!((exchange(&view).changed.as_slice(), exchange(&view).is_reviewed), (&[AccountField::SurnameBirth][..], false));
        change(&app, &driver, IdentityReview::Conform, |_| {}).await;
        assert_eq!(pointers(&try_pay(&driver.client, &view).await), faults(&[missing]));
        let request = as_request(&driver.client, &view).await;
        let other = try_upload(&driver.client, &request, DocumentKind::LicenceFront, picture(DocumentKind::LicenceFront)).await;
        assert_eq!(other.problem(422).errors[0].pointer, "/kind");
        let view = give(&driver.client, &view, EXTRACT).await;
        let view = save(&driver.client, &view, &json!({ "step": "summary" })).await;
        assert_eq!(view.step, ReplacementStep::Summary);
        assert_eq!(try_pay(&driver.client, &view).await.status, 200);
    }

    async fn a_licence_that_gives_nothing_to_print_is_said_before_the_payment(app: TestApp) {
        let (driver, _, view) = begun(&app, "licence").await;
        change(&app, &driver, IdentityReview::Conform, |identity| {
            relicense(identity);
            let expired = CategoryView { category: LicenceCategory::C, valid_until: day("2026-01-01") };
            identity.licence_categories = Json::new(vec![expired]).unwrap();
        })
        .await;
        let view = give(&driver.client, &view, DocumentKind::LicenceFront).await;
        let view = give(&driver.client, &view, DocumentKind::LicenceBack).await;
        assert_eq!(pointers(&try_pay(&driver.client, &view).await), faults(&[("/identity", "no_category_left")]));
    }

    async fn another_name_is_examined_printed_and_ends_the_old_card_on_dispatch(app: TestApp) {
        let (driver, production, view) = paid(&app).await;
        assert_eq!((view.request.status, payment(&view).status), (RequestStatus::Submitted, PaymentStatus::Captured));
        assert_eq!(standings(&driver.client).await, [CardStanding::Valid]);
        let mail = app.outbox().await.into_iter().find(|mail| mail.subject.contains("bien reçue")).unwrap();
        assert!(mail.attachments.contains("accuse-reception"), "{}", mail.attachments);
        assert!(app.outbox().await.iter().any(|mail| mail.attachments.contains("facture-F2026-000001.pdf")));

        let agent = app.signed_in(Role::Agent).await;
        let queue: Page<StaffRequestSummary> = agent.get("/api/v1/staff/requests").await.json();
        assert_eq!((queue.items[0].id, queue.items[0].purpose), (view.request.id, RequestPurpose::Exchange));
        let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
        let seen: StaffRequestView = agent.get(&staffs(&request)).await.json();
        assert_eq!(seen.permitted, ["ask", "approve", "decide_document"]);
        let shown = seen.replacement.unwrap().exchange.unwrap();
        assert_eq!(shown.changed, [AccountField::SurnameUsage]);
        assert_eq!((shown.printed.unwrap().surname_usage, shown.identity.surname_usage.as_deref()), (None, Some("Morel")));
        let answer = act(&agent, &request, "approval", None::<&()>).await;
        assert_eq!(pointers(&answer), faults(&[("/documents/civil_status", "document_not_accepted")]));
        let request = accept_all(&agent, &request).await;
        let seen: StaffRequestView = agent.get(&staffs(&request)).await.json();
        assert!(seen.automatic_findings.iter().any(|finding| finding.code == "register.confirmed"));
        let request = done(&agent, &request, "approval").await;
        assert_eq!(request.summary.status, RequestStatus::Approved);

        let old = card(&view).clone();
        let made = manufactured(&production, &view).await;
        assert_eq!((made.surname_usage.as_deref(), made.valid_until), (Some("Morel"), old.valid_until));
        let request = done(&production, &as_request(&driver.client, &view).await, "personalisation").await;
        assert_eq!(standings(&driver.client).await, [CardStanding::InProduction, CardStanding::Valid]);
        let parcel = json!({ "carrier": "La Poste", "tracking_number": "1A2" });
        let shipped: StaffRequestView = act(&production, &request, "shipment", Some(&parcel)).await.json();
        assert_eq!(standings(&driver.client).await, [CardStanding::OnItsWay, CardStanding::Replaced]);
        app.run_jobs().await;
        let mail = app.outbox().await.into_iter().find(|mail| mail.subject.contains("en route")).unwrap();
        assert!(mail.body_text.contains(&old.serial), "{}", mail.body_text);
        done(&production, &shipped.request, "delivery").await;
        let held = cards(&driver.client).await;
        assert_eq!((held[0].standing, held[0].valid_until), (CardStanding::Valid, old.valid_until));
        assert_eq!(held[0].categories, old.categories);
        assert_eq!((old.surname.as_str(), held[0].surname.as_str()), ("Lefèvre", "Lefèvre (Morel)"));
    }

    async fn another_licence_prints_its_number_and_its_categories_with_the_same_days(app: TestApp) {
        let (driver, production, view) = begun(&app, "licence").await;
        change(&app, &driver, IdentityReview::Conform, relicense).await;
        let view = give(&driver.client, &view, DocumentKind::LicenceFront).await;
        let view = give(&driver.client, &view, DocumentKind::LicenceBack).await;
        let view = pay(&app, &driver.client, &view).await;
        assert_eq!(exchange(&view).changed, [AccountField::LicenceNumber]);
        let (agent, request) = examined(&app, &driver.client, &view).await;
        done(&agent, &request, "approval").await;
        let made = manufactured(&production, &view).await;
        assert_eq!((made.licence_number.as_str(), made.valid_until), ("210612345671", card(&view).valid_until));
        let lines: Vec<_> = made.categories.iter().map(|line| (line.category, line.code_95_until)).collect();
        let until = card(&view).categories[0].code_95_until;
        assert_eq!(lines, [(LicenceCategory::C1, until), (LicenceCategory::C, until)]);
    }

    async fn the_summary_freezes_what_is_printed(app: TestApp) {
        let (driver, production, view) = paid(&app).await;
        change(&app, &driver, IdentityReview::UnderReview, |identity| identity.surname_usage = Some("Autre".to_owned())).await;
        let seen = read(&driver.client, &view).await;
        assert_eq!(exchange(&seen).identity.surname_usage.as_deref(), Some("Morel"));
        let (agent, request) = examined(&app, &driver.client, &view).await;
        let staff: StaffRequestView = agent.get(&staffs(&request)).await.json();
        assert!(staff.automatic_findings.iter().any(|finding| finding.code == "identity.changed"));
        done(&agent, &request, "approval").await;
        assert_eq!(manufactured(&production, &view).await.surname_usage.as_deref(), Some("Morel"));
    }

    async fn a_new_signature_is_examined_before_it_is_printed(app: TestApp) {
        let (driver, _, view) = begun(&app, "civil_status").await;
        marry(&app, &driver).await;
        let view = give(&driver.client, &view, EXTRACT).await;
        let view = give(&driver.client, &view, DocumentKind::Signature).await;
        let view = pay(&app, &driver.client, &view).await;
        let agent = app.signed_in(Role::Agent).await;
        let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
        let given = |kind| request.documents.iter().find(|document| document.kind == kind).unwrap();
        // The photo was taken over from the card before, with what was decided on it.
        assert_eq!(given(DocumentKind::Photo).status, DocumentStatus::Accepted);
        assert_eq!(given(DocumentKind::Signature).status, DocumentStatus::Received);
        let answer = act(&agent, &request, "approval", None::<&()>).await;
        let open = faults(&[
            ("/documents/civil_status", "document_not_accepted"),
            ("/documents/signature", "document_not_accepted"),
        ]);
        assert_eq!(pointers(&answer), open);
        app.run_jobs().await;
        let request = accept_all(&agent, &request).await;
        assert_eq!(done(&agent, &request, "approval").await.summary.status, RequestStatus::Approved);
    }

    async fn another_extract_can_be_asked_for_and_given(app: TestApp) {
        let (driver, _, view) = paid(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
        let request = act(&agent, &request, "information-requests", Some(&question())).await;
        let request = request.json::<StaffRequestView>().request;
        let request: RequestView = try_upload(&driver.client, &request, EXTRACT, picture(EXTRACT)).await.json();
        let path = format!("{}/response", mine(&request));
        let answered = at(&driver.client, request.version).send(Method::POST, &path, None).await;
        assert_eq!(answered.json::<RequestView>().summary.status, RequestStatus::UnderReview);
    }

    async fn a_refusal_leaves_the_card_in_force_and_proposes_to_give_the_money_back(app: TestApp) {
        let (driver, _, view) = paid(&app).await;
        let supervisor = app.signed_in(Role::Supervisor).await;
        let request = done(&supervisor, &as_request(&driver.client, &view).await, "take").await;
        let body = json!({ "reasons": [{ "code": "mismatch", "text": "L’extrait est celui d’une autre personne." }] });
        assert_eq!(act(&supervisor, &request, "rejection", Some(&body)).await.status, 200);
        let refunds: Page<RefundView> = supervisor.get("/api/v1/staff/refunds").await.json();
        assert_eq!((refunds.items[0].request_id, refunds.items[0].status), (view.request.id, RefundStatus::Proposed));
        assert_eq!(standings(&driver.client).await, [CardStanding::Valid]);
        assert!(options(&driver.client).await.cards[0].allowed);
    }

    async fn without_an_answer_it_is_closed_and_the_money_goes_back_by_itself(app: TestApp) {
        let (driver, _, view) = paid(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
        act(&agent, &request, "information-requests", Some(&question())).await.json::<StaffRequestView>();
        app.clock.advance(chrono::TimeDelta::days(31));
        app.write(|tx| tx.enqueue(&services::requests::information_upkeep::CloseInformation {})).await.unwrap();
        app.run_jobs().await;
        let client = driver.signed_in_again(&app).await;
        let view = read(&client, &view).await;
        assert_eq!((view.request.status, payment(&view).status), (RequestStatus::ClosedIncomplete, PaymentStatus::Refunded));
        assert_eq!(standings(&client).await, [CardStanding::Valid]);
        assert_eq!(at(&client, view.version).patch(&path(&view), &json!({ "step": "change" })).await.problem(409).code, "wrong_state");
    }
}

/// Asks for another extract.
fn question() -> Value {
    json!({
        "deadline": "2026-12-23",
        "items": [{ "target": "document", "document_kind": EXTRACT, "reason": "unreadable" }],
    })
}
