//! Payments that fail, come late or come twice, and what follows from one that is made.

use chrono::TimeDelta;
use common::dto::driver_space::DownloadLink;
use common::payment_words::DeclineReason;
use common::statuses::{PaymentStatus, RequestStatus};
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;
use services::payments::upkeep::SettleOpenPayments;
use services::ports::payment_provider::{SIGNATURE_HEADER, TestCard};

use super::{
    begun, check, invoices, page, pay_and_return, payment, read, redirected, save, try_pay,
};
use crate::support::{TestApp, world};

const NOTICES: &str = "/api/v1/payment-notices";

/// Sends the notices that are due, as the provider does.
async fn notify(app: &TestApp) -> usize {
    let notices = app.payments.take_due_notices();
    for notice in &notices {
        let client = app
            .anonymous()
            .with_header(notice.header, &notice.signature);
        let body = Some(("application/json", notice.body.clone()));
        assert_eq!(client.send(Method::POST, NOTICES, body).await.status, 204);
    }
    app.run_jobs().await;
    notices.len()
}

on_both_engines! {
    async fn a_notice_that_is_forged_or_unsigned_changes_nothing(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        app.payments.pay(&page(&view), TestCard::Accepted.number()).unwrap();
        let notice = app.payments.take_due_notices().remove(0);
        for signature in [None, Some("t=1,v1=00"), Some("nonsense")] {
            let mut client = app.anonymous();
            if let Some(signature) = signature {
                client = client.with_header(SIGNATURE_HEADER, signature);
            }
            let body = Some(("application/json", notice.body.clone()));
            assert_eq!(client.send(Method::POST, NOTICES, body).await.problem(400).code, "malformed");
        }
        // An old one that is played again.
        app.clock.advance(TimeDelta::minutes(6));
        let client = app.anonymous().with_header(notice.header, &notice.signature);
        let body = Some(("application/json", notice.body.clone()));
        assert_eq!(client.send(Method::POST, NOTICES, body).await.problem(400).code, "malformed");
        app.run_jobs().await;
        assert_eq!(payment(&read(&driver.client, &view).await).status, PaymentStatus::Redirected);
    }

    async fn a_card_that_is_refused_is_said_with_its_reason_and_another_can_be_tried(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        for (card, reason) in [
            (TestCard::Declined, DeclineReason::CardDeclined),
            (TestCard::InsufficientFunds, DeclineReason::InsufficientFunds),
        ] {
            pay_and_return(&app, &driver.client, &view, card).await;
            let seen = read(&driver.client, &view).await;
            assert_eq!((payment(&seen).status, payment(&seen).decline_reason), (PaymentStatus::Redirected, Some(reason)));
            assert!(payment(&seen).checkout_url.is_some());
        }
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        assert_eq!(read(&driver.client, &view).await.request.status, RequestStatus::Approved);
    }

    async fn coming_back_without_having_paid_proves_nothing(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        check(&app, &driver.client, &view).await;
        let seen = read(&driver.client, &view).await;
        assert_eq!((seen.request.status, payment(&seen).status), (RequestStatus::Draft, PaymentStatus::Redirected));
    }

    async fn one_who_pays_while_turning_back_has_paid(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        app.payments.pay(&page(&view), TestCard::Accepted.number()).unwrap();
        let abandon = format!("/api/v1/me/payments/{}/abandonment", payment(&view).id);
        driver.client.send(Method::POST, &abandon, None).await;
        app.run_jobs().await;
        assert_eq!(read(&driver.client, &view).await.request.status, RequestStatus::Approved);
    }

    async fn a_page_that_closed_can_be_opened_anew_and_pays_once(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        app.clock.advance(TimeDelta::minutes(61));
        let client = driver.signed_in_again(&app).await;
        check(&app, &client, &view).await;
        let seen = read(&client, &view).await;
        assert_eq!(payment(&seen).status, PaymentStatus::Expired);
        let again = try_pay(&client, &seen).await;
        assert_eq!(again.status, 200, "{}", again.text());
        app.run_jobs().await;
        let again = read(&client, &view).await;
        assert_ne!(page(&again), page(&view));
        pay_and_return(&app, &client, &again, TestCard::Accepted).await;
        assert_eq!(invoices(&client).await.items.len(), 1);
    }

    async fn a_notice_twice_makes_one_invoice(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        app.payments.pay(&page(&view), TestCard::NoticeTwice.number()).unwrap();
        assert_eq!(notify(&app).await, 2);
        check(&app, &driver.client, &view).await;
        assert_eq!(read(&driver.client, &view).await.request.status, RequestStatus::Approved);
        assert_eq!(invoices(&driver.client).await.items.len(), 1);
    }

    async fn a_lost_notice_and_a_browser_that_never_returns_are_made_up_for(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        app.payments.pay(&page(&view), TestCard::NoticeLost.number()).unwrap();
        assert_eq!(notify(&app).await, 0);
        app.payments.be_down(true);
        app.clock.advance(TimeDelta::minutes(3));
        app.write(|tx| tx.enqueue(&SettleOpenPayments {})).await.unwrap();
        app.run_jobs().await;
        let client = driver.client_now(&app);
        assert_eq!(payment(&read(&client, &view).await).status, PaymentStatus::Redirected);
        app.payments.be_down(false);
        app.clock.advance(TimeDelta::minutes(15));
        app.run_jobs().await;
        let client = driver.client_now(&app);
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::Approved);
    }

    async fn a_quarter_of_an_hour_after_a_long_outage_everything_is_settled(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        app.payments.pay(&page(&view), TestCard::NoticeLost.number()).unwrap();
        app.payments.be_down(true);
        let ask = async || {
            app.write(|tx| tx.enqueue(&SettleOpenPayments {})).await.unwrap();
            app.run_jobs().await;
        };
        // Long enough for the waits of a job that goes on failing to be an hour each.
        for _ in 0..48 {
            app.clock.advance(TimeDelta::minutes(10));
            ask().await;
        }
        app.payments.be_down(false);
        for _ in 0..3 {
            app.clock.advance(TimeDelta::minutes(5));
            ask().await;
        }
        let client = driver.signed_in_again(&app).await;
        assert_eq!(read(&client, &view).await.request.status, RequestStatus::Approved);
    }

    async fn an_answer_that_is_lost_opens_no_second_page(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
        app.payments.lose_next(2);
        try_pay(&driver.client, &view).await;
        for _ in 0..4 {
            app.run_jobs().await;
            app.clock.advance(TimeDelta::minutes(2));
        }
        let client = driver.client_now(&app);
        let view = read(&client, &view).await;
        assert_eq!(payment(&view).status, PaymentStatus::Redirected);
        assert_eq!(app.payments.checkouts().len(), 1);
    }

    async fn the_original_goes_by_mail_and_the_duplicate_stays_for_ten_years(app: TestApp) {
        let (driver, _, view) = redirected(&app).await;
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        let mail = app.outbox().await.into_iter().find(|mail| mail.subject.contains("F2026-000001")).unwrap();
        assert!(mail.attachments.contains("facture-F2026-000001.pdf"), "{}", mail.attachments);
        assert!(mail.body_text.contains("Mes factures"));

        let invoice = invoices(&driver.client).await.items.remove(0);
        assert_eq!((invoice.number.as_str(), invoice.amount_cents, invoice.is_ready), ("F2026-000001", 2_500, true));
        assert_eq!(invoice.request_reference, view.request.reference);
        let of_year = |year: i32| format!("/api/v1/me/invoices?year={year}");
        let found: common::dto::page::Page<common::dto::payment::InvoiceView> =
            driver.client.get(&of_year(2025)).await.json();
        assert!(found.items.is_empty());

        let duplicate = driver.client.post("/api/v1/download-links", &json!({ "target": "invoice", "id": invoice.id })).await;
        let link: DownloadLink = duplicate.json();
        let other = world::driver(&app).await;
        let elses = other.client.post("/api/v1/download-links", &json!({ "target": "invoice", "id": invoice.id })).await;
        assert_eq!(elses.problem(404).code, "not_found");
        let pdf = app.anonymous().get(&link.url).await;
        assert_eq!(pdf.header("content-type"), "application/pdf");
        assert!(pdf.header("content-disposition").contains("facture-F2026-000001-duplicata.pdf"));

        let last = invoice.kept_until.signed_duration_since(common::dates::paris_date(app.now()));
        app.clock.advance(last);
        let client = driver.signed_in_again(&app).await;
        assert_eq!(invoices(&client).await.items.len(), 1);
        app.clock.advance(TimeDelta::days(1));
        let client = driver.signed_in_again(&app).await;
        assert!(invoices(&client).await.items.is_empty());
        let gone = client.post("/api/v1/download-links", &json!({ "target": "invoice", "id": invoice.id })).await;
        assert_eq!(gone.problem(404).code, "not_found");
    }
}
