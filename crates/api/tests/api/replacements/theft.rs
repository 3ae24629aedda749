//! A stolen card: the report, the payment, then its review.

use common::dto::card::CardView;
use common::dto::page::Page;
use common::dto::refund::RefundView;
use common::dto::replacement::ReplacementView;
use common::dto::request::RequestView;
use common::dto::staff::{StaffRequestSummary, StaffRequestView};
use common::statuses::{CardStanding, PaymentStatus, RefundStatus, RequestStatus};
use common::words::{DocumentKind, ReplacementStep, RequestPurpose, Role};
use db::on_both_engines;
use serde_json::json;
use services::ports::payment_provider::TestCard;

use super::{begun_for, pay_and_return, payment, read, save, try_pay};
use crate::support::requests::{
    accept_all, act, at, done, mine, picture, staffs, try_submit, try_upload,
};
use crate::support::world::TestDriver;
use crate::support::{Client, TestApp};

const REPORT: DocumentKind = DocumentKind::TheftReport;

async fn as_request(client: &Client, view: &ReplacementView) -> RequestView {
    client
        .get(&format!("/api/v1/me/requests/{}", view.request.id))
        .await
        .json()
}

/// A theft that is declared with its report, and waits for its payment.
async fn waiting(app: &TestApp) -> (TestDriver, ReplacementView) {
    let (driver, _, view) = begun_for(app, RequestPurpose::Theft).await;
    let request = as_request(&driver.client, &view).await;
    let given = try_upload(&driver.client, &request, REPORT, picture(REPORT)).await;
    assert_eq!(given.status, 200, "{}", given.text());
    let view = read(&driver.client, &view).await;
    let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
    try_pay(&driver.client, &view)
        .await
        .json::<ReplacementView>();
    app.run_jobs().await;
    let view = read(&driver.client, &view).await;
    (driver, view)
}

/// A theft that is paid for.
pub async fn paid(app: &TestApp) -> (TestDriver, ReplacementView) {
    let (driver, view) = waiting(app).await;
    pay_and_return(app, &driver.client, &view, TestCard::Accepted).await;
    let view = read(&driver.client, &view).await;
    (driver, view)
}

on_both_engines! {
    async fn the_report_and_the_undertaking_are_needed(app: TestApp) {
        let (driver, _, view) = begun_for(&app, RequestPurpose::Theft).await;
        assert_eq!(
            view.steps,
            [ReplacementStep::Declaration, ReplacementStep::Report, ReplacementStep::Addresses, ReplacementStep::Summary]
        );
        let problem = try_pay(&driver.client, &view).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/undertaken", "/documents/theft_report"]);
        let request = as_request(&driver.client, &view).await;
        let photo = try_upload(&driver.client, &request, DocumentKind::Photo, picture(DocumentKind::Photo)).await;
        assert_eq!(photo.problem(422).errors[0].pointer, "/kind");
        assert_eq!(try_submit(&driver.client, &request).await.problem(409).code, "wrong_state");
        let as_draft = at(&driver.client, request.version).patch(&mine(&request), &json!({ "step": "photo" })).await;
        assert_eq!(as_draft.problem(409).code, "wrong_state");
    }

    async fn what_is_being_paid_for_stays_as_it_is(app: TestApp) {
        let (driver, view) = waiting(&app).await;
        let request = as_request(&driver.client, &view).await;
        let other = try_upload(&driver.client, &request, REPORT, picture(REPORT)).await;
        assert_eq!(other.problem(409).code, "payment_open");
        let path = format!("{}/documents/{REPORT}", mine(&request));
        let removed = at(&driver.client, request.version).send(reqwest::Method::DELETE, &path, None).await;
        assert_eq!(removed.problem(409).code, "payment_open");
    }

    async fn the_payment_ends_the_card_and_sends_the_report_to_the_reviewers(app: TestApp) {
        let (driver, view) = paid(&app).await;
        assert_eq!((view.request.status, payment(&view).status), (RequestStatus::Submitted, PaymentStatus::Captured));
        let cards: Page<CardView> = driver.client.get("/api/v1/me/cards").await.json();
        assert_eq!(cards.items[0].standing, CardStanding::Stolen);

        let agent = app.signed_in(Role::Agent).await;
        let queue: Page<StaffRequestSummary> = agent.get("/api/v1/staff/requests").await.json();
        assert_eq!((queue.items[0].id, queue.items[0].purpose), (view.request.id, RequestPurpose::Theft));
        let request = as_request(&driver.client, &view).await;
        let request = done(&agent, &request, "take").await;
        let problem = act(&agent, &request, "approval", None::<&()>).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/documents/theft_report");
        let request = accept_all(&agent, &request).await;
        let seen: StaffRequestView = agent.get(&staffs(&request)).await.json();
        assert!(seen.automatic_findings.iter().all(|finding| !finding.code.starts_with("register")));
        assert_eq!(seen.payments.len(), 1);
        let request = done(&agent, &request, "approval").await;
        assert_eq!(request.summary.status, RequestStatus::Approved);
        let production = app.signed_in(Role::Production).await;
        let batch = production.post("/api/v1/staff/batches", &json!({ "request_ids": [view.request.id] })).await;
        assert_eq!(batch.status, 201, "{}", batch.text());
    }

    async fn another_report_can_be_asked_for_and_given(app: TestApp) {
        let (driver, view) = paid(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
        let body = json!({
            "deadline": "2026-12-23",
            "items": [{ "target": "document", "document_kind": REPORT, "reason": "unreadable" }],
        });
        let asked = act(&agent, &request, "information-requests", Some(&body)).await;
        let request = asked.json::<StaffRequestView>().request;
        let request: RequestView = try_upload(&driver.client, &request, REPORT, picture(REPORT)).await.json();
        let path = format!("{}/response", mine(&request));
        let answered = at(&driver.client, request.version).send(reqwest::Method::POST, &path, None).await;
        assert_eq!(answered.json::<RequestView>().summary.status, RequestStatus::UnderReview);
    }

    async fn a_refusal_proposes_to_give_the_money_back(app: TestApp) {
        let (driver, view) = paid(&app).await;
        let supervisor = app.signed_in(Role::Supervisor).await;
        let request = done(&supervisor, &as_request(&driver.client, &view).await, "take").await;
        let body = json!({ "reasons": [{ "code": "mismatch", "text": "La déclaration est celle d’un autre." }] });
        assert_eq!(act(&supervisor, &request, "rejection", Some(&body)).await.status, 200);
        let refunds: Page<RefundView> = supervisor.get("/api/v1/staff/refunds").await.json();
        let refund = &refunds.items[0];
        assert_eq!((refund.request_id, refund.status), (view.request.id, RefundStatus::Proposed));
        // Whoever refused the request cannot approve the refund.
        assert_eq!(refund.permitted, ["decline"]);
        // The card stays stolen.
        let cards: Page<CardView> = driver.client.get("/api/v1/me/cards").await.json();
        assert_eq!(cards.items[0].standing, CardStanding::Stolen);
    }

    async fn without_an_answer_it_is_closed_and_the_money_goes_back_by_itself(app: TestApp) {
        let (driver, view) = paid(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let request = done(&agent, &as_request(&driver.client, &view).await, "take").await;
        let body = json!({
            "deadline": "2026-12-23",
            "items": [{ "target": "document", "document_kind": REPORT, "reason": "unreadable" }],
        });
        act(&agent, &request, "information-requests", Some(&body)).await.json::<StaffRequestView>();
        app.clock.advance(chrono::TimeDelta::days(31));
        app.write(|tx| tx.enqueue(&services::requests::information_upkeep::CloseInformation {})).await.unwrap();
        app.run_jobs().await;
        let client = driver.signed_in_again(&app).await;
        let view = read(&client, &view).await;
        assert_eq!((view.request.status, payment(&view).status), (RequestStatus::ClosedIncomplete, PaymentStatus::Refunded));
    }
}
