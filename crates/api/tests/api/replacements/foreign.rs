//! A qualification of another State: what it says, the answer of that State, and a card
//! that ends as it ends.

use chrono::TimeDelta;
use common::dto::card::CardView;
use common::dto::page::Page;
use common::dto::refund::RefundView;
use common::dto::replacement::{ReplacementOptions, ReplacementView};
use common::dto::request::{CardEntitlement, RequestView};
use common::dto::staff::StaffRequestView;
use common::dto::training::QualificationView;
use common::statuses::{CardStanding, RequestStatus};
use common::words::{DocumentKind, LicenceCategory, ReplacementStep, Role, Sector, TrainingKind};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::notices::RemindQualifications;

use super::exchange::{as_request, faults, give, manufactured, pay, pointers};
use super::{options, path, read, save, try_begin_with, try_pay};
use crate::support::requests::{accept_all, act, at, delivered, done, staffs, taken};
use crate::support::world::{self, TestDriver, day};
use crate::support::{Answer, Client, TestApp, centres};

/// What a holder of a foreign qualification and a French licence gives.
const DOCUMENTS: [DocumentKind; 4] = [
    DocumentKind::Photo,
    DocumentKind::Signature,
    DocumentKind::ForeignProofFront,
    DocumentKind::ForeignProofBack,
];

async fn try_start(client: &Client) -> Answer {
    let body = json!({ "purpose": "exchange", "exchange_reason": "foreign" });
    try_begin_with(client, &body).await
}

async fn begun(app: &TestApp) -> (TestDriver, ReplacementView) {
    let driver = world::driver(app).await;
    let begun = try_start(&driver.client).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    (driver, begun.json())
}

fn qualification(until: &str) -> Value {
    json!({ "foreign": {
        "country": "PL",
        "document_number": "abc 12345",
        "sectors": ["passengers", "goods"],
        "valid_until": until,
    }})
}

/// One that is filled in with every document.
async fn filled(app: &TestApp, until: &str) -> (TestDriver, ReplacementView) {
    let (driver, view) = begun(app).await;
    let mut view = save(&driver.client, &view, &qualification(until)).await;
    for kind in DOCUMENTS {
        view = give(&driver.client, &view, kind).await;
    }
    (driver, view)
}

/// One that is paid for, taken by an agent, with every document accepted.
async fn examined(app: &TestApp, until: &str) -> (TestDriver, Client, RequestView) {
    let (driver, view) = filled(app, until).await;
    let view = pay(app, &driver.client, &view).await;
    assert_eq!(view.request.status, RequestStatus::Submitted);
    let agent = app.signed_in(Role::Agent).await;
    let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
    let request = accept_all(&agent, &request).await;
    app.run_jobs().await;
    (driver, agent, request)
}

fn confirmed(sectors: &[&str], until: &str) -> Value {
    json!({
        "answer": "confirmed",
        "answered_on": "2026-11-23",
        "sectors": sectors,
        "valid_until": until,
        "note": "Réponse de l’inspection polonaise par courriel.",
    })
}

async fn verified(agent: &Client, request: &RequestView, body: &Value) -> StaffRequestView {
    let answer = act(agent, request, "verification", Some(body)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// One that was confirmed until a day and approved.
async fn approved(app: &TestApp, until: &str) -> (TestDriver, RequestView) {
    let (driver, agent, request) = examined(app, until).await;
    let seen = verified(&agent, &request, &confirmed(&["goods"], until)).await;
    let request = done(&agent, &seen.request, "approval").await;
    assert_eq!(request.summary.status, RequestStatus::Approved);
    (driver, request)
}

async fn qualifications(client: &Client) -> Vec<(Sector, String)> {
    let held: Page<QualificationView> = client.get("/api/v1/me/qualifications").await.json();
    let held = held.items.into_iter();
    held.map(|held| (held.sector, held.valid_until.to_string()))
        .collect()
}

async fn entitlement(client: &Client) -> CardEntitlement {
    client.get("/api/v1/me/card-entitlement").await.json()
}

async fn option(client: &Client) -> common::dto::replacement::ForeignOption {
    client
        .get("/api/v1/me/replacement-options")
        .await
        .json::<ReplacementOptions>()
        .foreign
        .unwrap()
}

on_both_engines! {
    async fn who_has_a_french_card_or_an_exchange_under_way_is_blocked_with_the_reason(app: TestApp) {
        let (holder, _, _) = delivered(&app).await;
        let until = options(&holder.client).await.cards[0].card.valid_until;
        let blocked = option(&holder.client).await;
        let reason = blocked.reason.unwrap();
        assert_eq!((blocked.allowed, reason.code.as_str()), (false, "card_in_force"));
        let year = until.format("%Y").to_string();
        assert!(reason.explanation.contains(&year), "{}", reason.explanation);
        let problem = try_start(&holder.client).await.problem(422);
        assert_eq!((problem.code.as_str(), problem.errors[0].pointer.as_str()), ("not_entitled", "/exchange_reason"));

        let driver = world::driver(&app).await;
        assert!(option(&driver.client).await.allowed);
        let card = options(&holder.client).await.cards[0].card.id;
        let with_card = json!({ "card_id": card, "purpose": "exchange", "exchange_reason": "foreign" });
        assert_eq!(pointers(&try_begin_with(&driver.client, &with_card).await), faults(&[("/card_id", "not_allowed")]));
        let without = json!({ "purpose": "exchange", "exchange_reason": "licence" });
        assert_eq!(pointers(&try_begin_with(&driver.client, &without).await), faults(&[("/card_id", "required")]));
        let view: ReplacementView = try_start(&driver.client).await.json();
        let again = try_start(&driver.client).await.problem(409);
        assert_eq!((again.code.as_str(), again.instance.as_str()), ("open_request", path(&view).as_str()));
        assert_eq!(option(&driver.client).await.open_request, Some(view.request.id));
        // "Annuler": nothing is kept.
        let view = save(&driver.client, &view, &qualification("2028-06-30")).await;
        let draft = format!("/api/v1/me/requests/{}", view.request.id);
        let cancelled = at(&driver.client, view.version).send(Method::DELETE, &draft, None).await;
        assert_eq!(cancelled.status, 204);
        assert!(option(&driver.client).await.allowed);
    }

    async fn what_is_wrong_or_missing_is_named_before_the_payment(app: TestApp) {
        let (driver, view) = begun(&app).await;
        let steps = [
            ReplacementStep::Foreign, ReplacementStep::Evidence, ReplacementStep::Pictures,
            ReplacementStep::Addresses, ReplacementStep::Summary,
        ];
        assert_eq!((view.steps.as_slice(), &view.card), (&steps[..], &None));
        let bad = json!({ "foreign": { "country": "FR", "document_number": "", "sectors": [], "valid_until": "2026-11-22" } });
        let answer = at(&driver.client, view.version).patch(&path(&view), &bad).await;
        assert_eq!(pointers(&answer), faults(&[
            ("/foreign/country", "country_not_in_area"),
            ("/foreign/document_number", "required"),
            ("/foreign/sectors", "too_few_items"),
            ("/foreign/valid_until", "date_in_past"),
        ]));
        let missing = [
            ("/documents/photo", "required"), ("/documents/signature", "required"),
            ("/documents/foreign_proof_front", "required"), ("/documents/foreign_proof_back", "required"),
        ];
        let answer = try_pay(&driver.client, &view).await;
        assert_eq!(pointers(&answer), faults(&[&[("/foreign", "required")], &missing[..]].concat()));
        let view = save(&driver.client, &view, &qualification("2028-06-30")).await;
        let kept = view.exchange.as_ref().unwrap().foreign.clone().unwrap();
        assert_eq!((kept.country.as_str(), kept.valid_until), ("PL", day("2028-06-30")));
        assert_eq!(kept.sectors, [Sector::Goods, Sector::Passengers]);
        assert_eq!(pointers(&try_pay(&driver.client, &view).await), faults(&missing));
        // A licence without a category of the sector gives nothing to print.
        let passengers = json!({ "foreign": {
            "country": "NO", "document_number": "N1", "sectors": ["passengers"], "valid_until": "2028-06-30",
        }});
        let view = save(&driver.client, &view, &passengers).await;
        assert_eq!(pointers(&try_pay(&driver.client, &view).await)[0].1, "no_category_left");
        // Only this exchange has a qualification of another State.
        let (holder, _, lost) = crate::replacements::begun(&app).await;
        let answer = at(&holder.client, lost.version).patch(&path(&lost), &qualification("2028-06-30")).await;
        assert_eq!(pointers(&answer), faults(&[("/foreign", "not_allowed")]));
    }

    async fn a_foreign_licence_needs_a_proof_of_ties(app: TestApp) {
        let driver = world::driver_with(&app, |row| {
            row.identity.licence_country = "PL".to_owned();
            row.identity.licence_number = "ABC1234".to_owned();
        })
        .await;
        let view: ReplacementView = try_start(&driver.client).await.json();
        let request = as_request(&driver.client, &view).await;
        let last = request.required_documents.last().unwrap();
        assert_eq!((last.kind, last.mandatory), (DocumentKind::ProofOfTies, true));
    }

    async fn no_card_is_made_before_the_other_state_has_confirmed_it(app: TestApp) {
        let (_, agent, request) = examined(&app, "2028-06-30").await;
        let seen: StaffRequestView = agent.get(&staffs(&request)).await.json();
        assert!(seen.permitted.contains(&"verify".to_owned()), "{:?}", seen.permitted);
        assert!(seen.training.is_none());
        let shown = seen.replacement.unwrap();
        assert_eq!((shown.serial, shown.verification), (None, None));
        assert_eq!(shown.exchange.unwrap().foreign.unwrap().country, "PL");
        let open = faults(&[("/verification", "qualification_not_confirmed")]);
        let answer = act(&agent, &request, "approval", None::<&()>).await;
        assert_eq!(pointers(&answer), open);
        let bad = json!({ "answer": "confirmed", "answered_on": "2026-12-24", "sectors": [], "valid_until": "2045-01-01", "note": " " });
        let answer = act(&agent, &request, "verification", Some(&bad)).await;
        assert_eq!(pointers(&answer), faults(&[
            ("/answered_on", "date_in_future"), ("/note", "required"),
            ("/sectors", "too_few_items"), ("/valid_until", "date_too_far"),
        ]));
        let no = json!({ "answer": "not_confirmed", "answered_on": "2026-11-23", "note": "Carte inconnue." });
        let seen = verified(&agent, &request, &no).await;
        let noted = seen.replacement.unwrap().verification.unwrap();
        assert_eq!((noted.answered_on, noted.note.as_str(), noted.valid_until), (day("2026-11-23"), "Carte inconnue.", None));
        assert_eq!(Some(&noted.noted_by), seen.assigned_to.as_ref());
        let answer = act(&agent, &seen.request, "approval", None::<&()>).await;
        assert_eq!(pointers(&answer), open);
        assert_eq!(act(&agent, &request, "verification", Some(&no)).await.problem(412).code, "stale");
        // A later answer takes its place, and is good for a card only while it lasts.
        let seen = verified(&agent, &seen.request, &confirmed(&["passengers"], "2028-06-30")).await;
        let answer = act(&agent, &seen.request, "approval", None::<&()>).await;
        assert_eq!(pointers(&answer), faults(&[("/verification/sectors", "no_category_left")]));
        let seen = verified(&agent, &seen.request, &confirmed(&["goods"], "2026-12-01")).await;
        app.clock.advance(TimeDelta::days(10));
        let agent = app.signed_in(Role::Agent).await;
        let answer = act(&agent, &seen.request, "approval", None::<&()>).await;
        assert_eq!(pointers(&answer), faults(&[("/verification/valid_until", "date_in_past")]));
    }

    async fn only_a_qualification_of_another_state_is_verified(app: TestApp) {
        let (_, agent, request) = taken(&app).await;
        let body = confirmed(&["goods"], "2028-06-30");
        assert_eq!(act(&agent, &request, "verification", Some(&body)).await.problem(409).code, "wrong_state");
        let (driver, view) = filled(&app, "2028-06-30").await;
        let view = pay(&app, &driver.client, &view).await;
        let request = as_request(&driver.client, &view).await;
        assert_eq!(act(&agent, &request, "verification", Some(&body)).await.problem(409).code, "wrong_state");
    }

    async fn the_card_ends_as_the_qualification_that_was_confirmed(app: TestApp) {
        let (driver, request) = approved(&app, "2028-05-31").await;
        assert_eq!(request.card_valid_until, day("2028-05-31"));
        assert_eq!(qualifications(&driver.client).await, [(Sector::Goods, "2028-05-31".to_owned())]);
        // It gives its card by the exchange, and no other one.
        let right = entitlement(&driver.client).await;
        assert_eq!(right.reasons[0].code, "no_training");
        let production = app.signed_in(Role::Production).await;
        let view: ReplacementView =
            driver.client.get(&format!("/api/v1/me/replacements/{}", request.summary.id)).await.json();
        let made = manufactured(&production, &view).await;
        assert_eq!(made.valid_until, day("2028-05-31"));
        let lines: Vec<_> = made.categories.iter().map(|line| (line.category, line.code_95_until)).collect();
        assert_eq!(lines, [(LicenceCategory::C, day("2028-05-31")), (LicenceCategory::CE, day("2028-05-31"))]);
        let request = done(&production, &as_request(&driver.client, &view).await, "personalisation").await;
        let parcel = json!({ "carrier": "La Poste", "tracking_number": "1A2" });
        let request = act(&production, &request, "shipment", Some(&parcel)).await.json::<StaffRequestView>().request;
        done(&production, &request, "delivery").await;
        let cards: Page<CardView> = driver.client.get("/api/v1/me/cards").await.json();
        assert_eq!((cards.items.len(), cards.items[0].standing), (1, CardStanding::Valid));
        // It is a card as any other: it can be lost.
        let lost = json!({ "card_id": cards.items[0].id, "purpose": "loss" });
        let lost: ReplacementView = try_begin_with(&driver.client, &lost).await.json();
        let lost = save(&driver.client, &lost, &json!({ "undertaken": true })).await;
        let lost = pay(&app, &driver.client, &lost).await;
        assert_eq!(manufactured(&production, &lost).await.valid_until, day("2028-05-31"));
    }

    async fn a_periodic_training_here_prolongs_it_and_gives_the_next_card(app: TestApp) {
        let (driver, _) = approved(&app, "2027-06-30").await;
        world::train(&app, &driver, TrainingKind::Fco, "2026-11-20").await;
        assert_eq!(qualifications(&driver.client).await, [(Sector::Goods, "2032-06-30".to_owned())]);
        assert!(entitlement(&driver.client).await.allowed);
    }

    async fn a_training_that_waited_for_it_counts_from_then_on(app: TestApp) {
        let (driver, agent, request) = examined(&app, "2027-06-30").await;
        let centre = centres::centre(&app).await;
        let (kind, sector) = (TrainingKind::Fco, Sector::Goods);
        centres::train(&app, &centre, &driver, kind, sector, "2026-11-20").await;
        assert!(qualifications(&driver.client).await.is_empty());
        let seen = verified(&agent, &request, &confirmed(&["goods"], "2027-06-30")).await;
        done(&agent, &seen.request, "approval").await;
        assert_eq!(qualifications(&driver.client).await, [(Sector::Goods, "2032-06-30".to_owned())]);
    }

    async fn its_end_is_told_in_time(app: TestApp) {
        let (_, _) = approved(&app, "2027-06-30").await;
        app.clock.advance(TimeDelta::days(10));
        app.write(|tx| tx.enqueue(&RemindQualifications {})).await.unwrap();
        app.run_jobs().await;
        let told = app.outbox().await;
        let end = told.iter().find(|mail| mail.subject.contains("qualification expire")).unwrap();
        assert!(end.body_text.contains("2027"), "{}", end.body_text);
    }

    async fn a_refusal_proposes_to_give_the_money_back_and_nothing_is_recognised(app: TestApp) {
        let (driver, _, request) = examined(&app, "2028-06-30").await;
        let supervisor = app.signed_in(Role::Supervisor).await;
        let body = json!({ "reasons": [{ "code": "mismatch", "text": "L’État de délivrance ne la connaît pas." }] });
        assert_eq!(act(&supervisor, &request, "rejection", Some(&body)).await.status, 200);
        let refunds: Page<RefundView> = supervisor.get("/api/v1/staff/refunds").await.json();
        assert_eq!(refunds.items[0].request_id, request.summary.id);
        assert!(qualifications(&driver.client).await.is_empty());
        let view: ReplacementView =
            driver.client.get(&format!("/api/v1/me/replacements/{}", request.summary.id)).await.json();
        assert_eq!(read(&driver.client, &view).await.request.status, RequestStatus::Rejected);
        assert!(option(&driver.client).await.allowed);
    }
}
