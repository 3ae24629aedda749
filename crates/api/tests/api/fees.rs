//! What things cost: entered for a coming day, never changed once it has begun.

use chrono::TimeDelta;
use common::dto::fee::{FeeLine, FeeStanding};
use common::dto::page::Page;
use common::dto::replacement::ReplacementView;
use common::statuses::JobState;
use common::words::{FeeCode, Role};
use db::on_both_engines;
use serde_json::{Value, json};
use services::ports::payment_provider::TestCard;

use crate::replacements::{begun, invoices, pay_and_return, payment, read, save, try_pay};
use crate::support::{Answer, Client, TestApp};

const PATH: &str = "/api/v1/staff/fees";

fn loss(amount: &str, from: &str) -> Value {
    json!({ "fee": "repl_loss", "amount": amount, "vat_rate": "20", "applies_from": from })
}

async fn enter(client: &Client, body: &Value) -> Answer {
    client.post(PATH, body).await
}

/// The lines of the replacement for loss, the latest first.
async fn lines(client: &Client) -> Vec<FeeLine> {
    let all = client.get(PATH).await.json::<Page<FeeLine>>().items;
    let of_loss = all
        .into_iter()
        .filter(|line| line.fee == FeeCode::ReplacementLoss);
    of_loss.collect()
}

async fn remove(client: &Client, line: &FeeLine) -> Answer {
    client.delete(&format!("{PATH}/{}", line.id)).await
}

/// What somebody who begins now would pay.
async fn price(app: &TestApp) -> i64 {
    let (_, _, view) = begun(app).await;
    view.fee.amount_cents
}

on_both_engines! {
    async fn every_wrong_field_is_named_and_a_day_has_one_amount(app: TestApp) {
        let supervisor = app.signed_in(Role::Supervisor).await;
        let bad = json!({ "fee": "repl_loss", "amount": "0,30", "vat_rate": "vingt", "applies_from": "2026-11-23" });
        let problem = enter(&supervisor, &bad).await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(
            found,
            [("/amount", "amount_out_of_range"), ("/vat_rate", "rate_malformed"), ("/applies_from", "date_in_past")]
        );
        let line: FeeLine = enter(&supervisor, &loss("27,50", "2026-12-01")).await.json();
        assert_eq!((line.amount_cents, line.net_cents, line.vat_cents), (2_750, 2_292, 458));
        assert_eq!(line.entered_by.unwrap().name, "Camille Essai");
        let twice = enter(&supervisor, &loss("29", "2026-12-01")).await;
        assert_eq!(twice.problem(409).code, "already_exists");
        assert_eq!(lines(&supervisor).await.len(), 2);
    }

    async fn an_amount_begins_on_its_day_and_can_be_removed_until_then(app: TestApp) {
        let administrator = app.signed_in(Role::Administrator).await;
        let present = lines(&administrator).await.remove(0);
        assert_eq!((present.standing, present.entered_by.is_none()), (FeeStanding::Present, true));
        assert_eq!(remove(&administrator, &present).await.problem(409).code, "wrong_state");
        let coming: FeeLine = enter(&administrator, &loss("27,50", "2026-11-24")).await.json();
        assert_eq!(coming.standing, FeeStanding::Coming);
        assert_eq!(price(&app).await, 2_500);
        assert_eq!(remove(&administrator, &coming).await.status, 204);
        assert_eq!(remove(&administrator, &coming).await.problem(404).code, "not_found");
        let coming: FeeLine = enter(&administrator, &loss("27,50", "2026-11-24")).await.json();
        let id = coming.id.to_string();
        let audit = app.read(move |conn| Ok(db::audit::list_by_subject(conn, &id)?)).await.unwrap();
        assert_eq!((audit.len(), audit[0].action.as_str()), (1, "fee.entered"));
        assert!(audit[0].details.contains("2750"), "{}", audit[0].details);

        // Midnight in Paris.
        app.clock.advance(TimeDelta::hours(12));
        let administrator = app.signed_in(Role::Administrator).await;
        let standings: Vec<_> = lines(&administrator).await.iter().map(|line| line.standing).collect();
        assert_eq!(standings, [FeeStanding::Present, FeeStanding::Past]);
        assert_eq!(remove(&administrator, &coming).await.problem(409).code, "wrong_state");
        assert_eq!(price(&app).await, 2_750);
    }

    async fn a_price_that_was_validated_stays(app: TestApp) {
        let (driver, _, view) = begun(&app).await;
        let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
        try_pay(&driver.client, &view).await.json::<ReplacementView>();
        let supervisor = app.signed_in(Role::Supervisor).await;
        enter(&supervisor, &loss("40", "2026-11-24")).await.json::<FeeLine>();
        app.run_jobs().await;
        app.clock.advance(TimeDelta::days(1));
        app.run_jobs().await;
        let client = driver.signed_in_again(&app).await;
        let view = read(&client, &view).await;
        assert_eq!(view.fee.amount_cents, 2_500);
        assert_eq!(payment(&view).amount_cents, 2_500);
        assert_eq!(price(&app).await, 4_000);
    }

    async fn a_fee_without_vat_makes_an_invoice_that_says_so(app: TestApp) {
        let supervisor = app.signed_in(Role::Supervisor).await;
        let untaxed = json!({ "fee": "repl_loss", "amount": "25", "vat_rate": "0", "applies_from": "2026-11-24" });
        let line: FeeLine = enter(&supervisor, &untaxed).await.json();
        assert_eq!((line.net_cents, line.vat_cents), (2_500, 0));
        app.clock.advance(TimeDelta::days(1));
        let (driver, _, view) = begun(&app).await;
        let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
        try_pay(&driver.client, &view).await.json::<ReplacementView>();
        app.run_jobs().await;
        let view = read(&driver.client, &view).await;
        pay_and_return(&app, &driver.client, &view, TestCard::Accepted).await;
        let invoice = invoices(&driver.client).await.items.remove(0);
        assert!(invoice.is_ready, "its document is made");
        let dead = app.read(|conn| Ok(db::jobs::count(conn, JobState::Dead)?)).await.unwrap();
        assert_eq!(dead, 0);
    }
}
