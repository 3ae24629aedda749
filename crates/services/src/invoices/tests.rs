//! Numbers without a gap, whatever happens around them.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use common::ids::{DriverId, PaymentId, TrainingId};
use common::statuses::PaymentStatus;
use common::words::{
    FeeCode, LicenceCategory, ReplacementStep, RequestPurpose, Sector, TrainingKind,
};
use db::payments::PaymentRow;
use db::replacements::ReplacementRow;
use db::requests::RequestRow;

use super::allocate;
use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{IdempotentRequest, fingerprint};
use crate::testing::TestContext;
use crate::testing::records::{declaration, full_scope, insert_centre, insert_driver};
use crate::trainings::declare::declare_training;

/// How many captures meet.
const CAPTURES: usize = 1_000;

/// Every tenth is rolled back.
const ROLLED_BACK: usize = 10;

/// A driver with a training, which every request rests on.
pub(crate) async fn trained(app: &TestContext) -> (DriverId, TrainingId) {
    let centre = insert_centre(app, full_scope()).await;
    let driver = insert_driver(app, &[LicenceCategory::C]).await;
    let kind = TrainingKind::Fimo;
    let form = declaration(&centre, driver.trainee(), kind, Sector::Goods, "2026-11-20");
    let request = IdempotentRequest {
        owner: centre.client.to_string(),
        operation: "POST /api/v1/trainings".to_owned(),
        key: "a".to_owned(),
        fingerprint: fingerprint(b"a"),
    };
    declare_training(app, centre.declarer(), &form, request)
        .await
        .unwrap();
    let driver = driver.driver;
    let training = app
        .read(move |conn| Ok(db::trainings::list_by_driver(conn, driver)?[0].id))
        .await
        .unwrap();
    (driver, training)
}

/// A payment that waits for its capture, with its replacement.
pub(crate) fn insert_payment(
    tx: &mut Tx<'_>,
    (driver, training): (DriverId, TrainingId),
    number: usize,
) -> ServiceResult<PaymentRow> {
    let now = tx.now;
    let address = db::drivers::get(tx, driver)?.address;
    let reference = format!("CQC-2026-{number:07}");
    let request = RequestRow {
        purpose: RequestPurpose::Loss,
        delivery_address: Some(address),
        ..RequestRow::draft(reference, driver, Some(training), now)
    };
    db::requests::insert(tx, &request)?;
    let replacement = ReplacementRow {
        undertaken: true,
        ..ReplacementRow::new(request.id, ReplacementStep::Summary)
    };
    db::replacements::insert(tx, &replacement)?;
    let payment = PaymentRow {
        id: PaymentId::new(),
        request_id: request.id,
        driver_id: driver,
        fee_code: FeeCode::ReplacementLoss,
        amount_cents: 2_500,
        vat_basis_points: 2_000,
        status: PaymentStatus::Redirected,
        decline_reason: None,
        provider_reference: Some(format!("page-{number}")),
        checkout_url: None,
        capture_reference: None,
        expires_at: now.naive_utc(),
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
        captured_at: None,
        returned_mail_id: None,
        refunded_cents: 0,
    };
    db::payments::insert(tx, &payment)?;
    Ok(payment)
}

/// Numbers an invoice, and fails behind that if it is to be rolled back. Who met
/// others too often tries again, as a job does.
async fn capture(app: &TestContext, payment: Arc<PaymentRow>, fails: bool) {
    loop {
        let payment = Arc::clone(&payment);
        let taken = app.write(move |tx| {
            allocate(tx, &payment)?;
            if fails {
                return Err(ServiceError::Forbidden);
            }
            Ok(())
        });
        match taken.await {
            Err(ServiceError::Database(db::Error::Contention)) => {}
            Err(ServiceError::Forbidden) if fails => return,
            other => return other.unwrap(),
        }
    }
}

async fn issued(app: &TestContext, driver: DriverId) -> Vec<(i64, NaiveDate)> {
    let mut found: Vec<_> = app
        .read(move |conn| {
            Ok(db::invoices::list_by_driver(
                conn,
                driver,
                None,
                (None, 10_000),
            )?)
        })
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.number, row.issued_on))
        .collect();
    found.sort_unstable();
    found
}

db::on_both_engines! {
    async fn a_thousand_captures_at_once_leave_no_gap(app: TestContext) {
        let of = trained(&app).await;
        let payments = app
            .write(move |tx| (0..CAPTURES).map(|number| insert_payment(tx, of, number)).collect::<ServiceResult<Vec<_>>>())
            .await
            .unwrap();
        let app = Arc::new(app);
        let captures: Vec<_> = payments
            .into_iter()
            .enumerate()
            .map(|(number, payment)| {
                let app = Arc::clone(&app);
                tokio::spawn(async move { capture(&app, Arc::new(payment), number % ROLLED_BACK == 0).await })
            })
            .collect();
        for capture in captures {
            capture.await.unwrap();
        }
        let issued = issued(&app, of.0).await;
        let numbers: Vec<_> = issued.iter().map(|(number, _)| *number).collect();
        let expected: Vec<_> = (1..=900).collect();
        assert_eq!(numbers, expected);
    }

    async fn dates_never_go_back_even_if_the_clock_does(app: TestContext) {
        let of = trained(&app).await;
        let payments = app
            .write(move |tx| (0..2).map(|number| insert_payment(tx, of, number)).collect::<ServiceResult<Vec<_>>>())
            .await
            .unwrap();
        let mut payments = payments.into_iter().map(Arc::new);
        app.clock.advance(TimeDelta::days(2));
        capture(&app, payments.next().unwrap(), false).await;
        app.clock.advance(TimeDelta::days(-1));
        capture(&app, payments.next().unwrap(), false).await;
        let issued = issued(&app, of.0).await;
        assert_eq!((issued[0].0, issued[1].0), (1, 2));
        assert_eq!(issued[0].1, issued[1].1);
    }
}
