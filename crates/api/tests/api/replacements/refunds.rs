//! Money that is given back: two persons, the provider, the credit note.

use chrono::TimeDelta;
use common::dto::page::Page;
use common::dto::payment::InvoiceKind;
use common::dto::refund::RefundView;
use common::dto::replacement::ReplacementView;
use common::ids::PaymentId;
use common::statuses::{PaymentStatus, RefundStatus};
use common::words::Role;
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;
use services::payments::settle::SettlePayment;
use services::ports::payment_provider::TestCard;

use super::{check, invoices, page, pay_and_return, payment, read, redirected, try_pay};
use crate::support::requests::at;
use crate::support::{Answer, Client, TestApp};

async fn try_propose(client: &Client, payment: PaymentId, body: &serde_json::Value) -> Answer {
    let path = format!("/api/v1/staff/payments/{payment}/refunds");
    client.post(&path, body).await
}

async fn decide(client: &Client, refund: &RefundView, decision: &str) -> Answer {
    let path = format!("/api/v1/staff/refunds/{}/{decision}", refund.id);
    at(client, refund.version)
        .send(Method::POST, &path, None)
        .await
}

/// What the provider has given back, in euro cents.
fn given_back(app: &TestApp) -> i64 {
    let pages = app.payments.checkouts();
    pages.iter().map(|page| page.refunded_cents).sum()
}

async fn list(client: &Client, status: &str) -> Vec<RefundView> {
    let path = format!("/api/v1/staff/refunds?status={status}");
    client.get(&path).await.json::<Page<RefundView>>().items
}

/// Pays on a page that the service believes closed. Gives the job that finds it out.
async fn pays_late(app: &TestApp, view: &ReplacementView) -> SettlePayment {
    let (late, payment) = (page(view), payment(view).id);
    app.payments
        .pay(&late, TestCard::NoticeLost.number())
        .unwrap();
    app.write(move |tx| {
        let now = tx.now;
        let seen = db::payments::get(tx, payment)?;
        let closed = db::payments::PaymentChanges {
            status: Some(PaymentStatus::Expired),
            ..Default::default()
        };
        Ok(db::payments::update(tx, &seen, &closed, now)?)
    })
    .await
    .unwrap();
    SettlePayment { payment }
}

/// Puts the refund of a payment into a status that the simulated provider never leaves it in.
async fn set_refund(app: &TestApp, payment: PaymentId, status: RefundStatus) {
    app.write(move |tx| {
        let now = tx.now;
        let seen = db::refunds::find_last(tx, payment)?.unwrap();
        let changes = db::refunds::RefundChanges {
            status: Some(status),
            ..Default::default()
        };
        Ok(db::refunds::update(tx, &seen, &changes, now)?)
    })
    .await
    .unwrap();
}

async fn try_cancel(client: &Client, view: &ReplacementView) -> Answer {
    let path = format!("/api/v1/me/requests/{}", view.request.id);
    at(client, view.version)
        .send(Method::DELETE, &path, None)
        .await
}

on_both_engines! {
    async fn two_persons_give_money_back_once_and_a_credit_note_says_so(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        let agent = app.signed_in(Role::Agent).await;
        let id = payment(&view).id;
        let good = json!({ "reason": "issuer_fault" });
        assert_eq!(try_propose(&agent, id, &good).await.problem(409).code, "wrong_state");
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;

        let wordless = try_propose(&agent, id, &json!({ "reason": "other" })).await;
        assert_eq!(wordless.problem(422).errors[0].pointer, "/comment");
        let supervisor = app.signed_in(Role::Supervisor).await;
        let refund: RefundView = try_propose(&supervisor, id, &good).await.json();
        assert_eq!(try_propose(&agent, id, &good).await.problem(409).code, "already_exists");
        assert_eq!(decide(&supervisor, &refund, "approval").await.problem(403).code, "forbidden");
        assert_eq!(decide(&agent, &refund, "approval").await.problem(403).code, "forbidden");
        assert_eq!(given_back(&app), 0);

        let other = app.signed_in(Role::Supervisor).await;
        let approved: RefundView = decide(&other, &refund, "approval").await.json();
        assert_eq!((approved.status, approved.permitted.len()), (RefundStatus::Approved, 0));
        assert_eq!(decide(&other, &refund, "approval").await.problem(412).code, "stale");
        assert_eq!(decide(&other, &approved, "rejection").await.problem(409).code, "wrong_state");
        app.run_jobs().await;
        assert_eq!(given_back(&app), 2_500);
        assert_eq!(list(&agent, "done").await.len(), 1);
        assert_eq!(payment(&read(&driver.client, &view).await).status, PaymentStatus::Refunded);

        let notes = invoices(&driver.client).await.items;
        let kinds: Vec<_> = notes.iter().map(|note| (note.kind, note.number.as_str(), note.amount_cents)).collect();
        assert_eq!(
            kinds,
            [(InvoiceKind::CreditNote, "A2026-000001", 2_500), (InvoiceKind::Invoice, "F2026-000001", 2_500)]
        );
        let mail = app.outbox().await.into_iter().find(|mail| mail.subject.contains("A2026-000001")).unwrap();
        assert!(mail.attachments.contains("avoir-A2026-000001.pdf"), "{}", mail.attachments);
        assert!(mail.body_text.contains("F2026-000001"));
        assert_eq!(try_propose(&agent, id, &good).await.problem(409).code, "wrong_state");
    }

    async fn a_proposal_can_be_taken_back_and_made_again(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        let supervisor = app.signed_in(Role::Supervisor).await;
        let body = json!({ "reason": "other", "comment": "  Geste   commercial " });
        let refund: RefundView = try_propose(&supervisor, payment(&view).id, &body).await.json();
        assert_eq!(refund.comment.as_deref(), Some("Geste commercial"));
        let declined: RefundView = decide(&supervisor, &refund, "rejection").await.json();
        assert_eq!(declined.status, RefundStatus::Declined);
        let again = try_propose(&supervisor, payment(&view).id, &body).await;
        assert_eq!(again.status, 201);
        app.run_jobs().await;
        assert_eq!(given_back(&app), 0);
    }

    async fn an_answer_that_is_lost_gives_nothing_back_twice(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        let (one, other) = (app.signed_in(Role::Supervisor).await, app.signed_in(Role::Supervisor).await);
        let body = json!({ "reason": "issuer_fault" });
        let refund: RefundView = try_propose(&one, payment(&view).id, &body).await.json();
        decide(&other, &refund, "approval").await.json::<RefundView>();
        app.payments.lose_next(2);
        for _ in 0..5 {
            app.run_jobs().await;
            app.clock.advance(TimeDelta::minutes(5));
        }
        assert_eq!(given_back(&app), 2_500);
        let supervisor = app.signed_in(Role::Supervisor).await;
        assert_eq!(list(&supervisor, "done").await.len(), 1);
    }

    async fn money_that_comes_after_a_payment_was_given_up_goes_back_by_itself(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        let settle = pays_late(&app, &view).await;
        try_pay(&driver.client, &read(&driver.client, &view).await).await.json::<ReplacementView>();
        app.write(move |tx| tx.enqueue(&settle)).await.unwrap();
        app.run_jobs().await;
        app.run_jobs().await;
        assert_eq!(given_back(&app), 2_500);
        assert!(invoices(&driver.client).await.items.is_empty());
        let mail = app.outbox().await.into_iter().find(|mail| mail.subject.contains("remboursé")).unwrap();
        assert!(mail.body_text.contains(&view.request.reference));
        // The one that counts goes on as if nothing had happened.
        let again = read(&driver.client, &view).await;
        assert_eq!(payment(&again).status, PaymentStatus::Redirected);
        check(&app, &driver.client, &again).await;
        pay_and_return(&app, &driver.client, &again, TestCard::Accepted).await;
        assert_eq!(invoices(&driver.client).await.items.len(), 1);
    }

    async fn a_draft_is_deleted_once_no_money_goes_back_for_it_any_more(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        let settle = pays_late(&app, &view).await;
        app.write(move |tx| tx.enqueue(&settle)).await.unwrap();
        app.run_jobs().await;
        app.run_jobs().await;
        assert_eq!(given_back(&app), 2_500);
        let (id, view) = (payment(&view).id, read(&driver.client, &view).await);
        for open in [RefundStatus::Approved, RefundStatus::Failed] {
            set_refund(&app, id, open).await;
            let problem = try_cancel(&driver.client, &view).await.problem(409);
            assert_eq!(problem.code, "refund_open", "{open}");
        }
        set_refund(&app, id, RefundStatus::Done).await;
        assert_eq!(try_cancel(&driver.client, &view).await.status, 204);
    }
}
