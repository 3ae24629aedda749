//! The replacement of a card, from its declaration to the same card again.

mod exchange;
mod foreign;
mod loss;
mod money;
mod quality;
mod refunds;
mod theft;

use common::dto::card::CardView;
use common::dto::page::Page;
use common::dto::payment::PaymentView;
use common::dto::replacement::{ReplacementOptions, ReplacementView};
use common::statuses::PaymentStatus;
use common::words::RequestPurpose;
use serde_json::json;
use services::ports::payment_provider::TestCard;

use crate::support::requests::{at, delivered};
use crate::support::world::TestDriver;
use crate::support::{Answer, Client, TestApp};

pub const PATH: &str = "/api/v1/me/replacements";

pub async fn options(client: &Client) -> ReplacementOptions {
    client.get("/api/v1/me/replacement-options").await.json()
}

pub async fn try_begin(client: &Client, card: &str) -> Answer {
    try_begin_for(client, card, RequestPurpose::Loss).await
}

pub async fn try_begin_for(client: &Client, card: &str, purpose: RequestPurpose) -> Answer {
    try_begin_with(client, &json!({ "card_id": card, "purpose": purpose })).await
}

pub async fn try_begin_with(client: &Client, body: &serde_json::Value) -> Answer {
    let key = common::ids::EventId::new().to_string();
    let client = client.clone().with_header("idempotency-key", &key);
    client.post(PATH, body).await
}

/// The beginning of a replacement, and the member of production who sent the card.
pub async fn begun(app: &TestApp) -> (TestDriver, Client, ReplacementView) {
    begun_for(app, RequestPurpose::Loss).await
}

pub async fn begun_for(
    app: &TestApp,
    purpose: RequestPurpose,
) -> (TestDriver, Client, ReplacementView) {
    let (driver, production, _) = delivered(app).await;
    let card = options(&driver.client).await.cards[0].card.id;
    let answer = try_begin_for(&driver.client, card.as_str(), purpose).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    (driver, production, answer.json())
}

pub fn path(view: &ReplacementView) -> String {
    format!("{PATH}/{}", view.request.id)
}

pub async fn save(
    client: &Client,
    view: &ReplacementView,
    body: &serde_json::Value,
) -> ReplacementView {
    let answer = at(client, view.version).patch(&path(view), body).await;
    answer.json()
}

pub async fn try_pay(client: &Client, view: &ReplacementView) -> Answer {
    let path = format!("{}/payment", path(view));
    at(client, view.version)
        .send(reqwest::Method::POST, &path, None)
        .await
}

/// A replacement that waits for its payment on the provider's page.
pub async fn redirected(app: &TestApp) -> (TestDriver, Client, ReplacementView) {
    let (driver, production, view) = begun(app).await;
    let view = save(&driver.client, &view, &json!({ "undertaken": true })).await;
    try_pay(&driver.client, &view)
        .await
        .json::<ReplacementView>();
    app.run_jobs().await;
    let view = read(&driver.client, &view).await;
    let status = view.payment.as_ref().map(|payment| payment.status);
    assert_eq!(status, Some(PaymentStatus::Redirected));
    (driver, production, view)
}

pub async fn read(client: &Client, view: &ReplacementView) -> ReplacementView {
    client.get(&path(view)).await.json()
}

/// The card that is replaced.
pub fn card(view: &ReplacementView) -> &CardView {
    view.card.as_ref().unwrap()
}

/// The payment of a replacement that has one.
pub fn payment(view: &ReplacementView) -> &PaymentView {
    view.payment.as_ref().unwrap()
}

/// The provider's name for the page on which a replacement is paid.
pub fn page(view: &ReplacementView) -> String {
    let url = payment(view).checkout_url.clone().unwrap();
    url.rsplit('/').next().unwrap().to_owned()
}

/// Somebody pays on the provider's page and comes back.
pub async fn pay_and_return(
    app: &TestApp,
    client: &Client,
    view: &ReplacementView,
    card: TestCard,
) {
    app.payments.pay(&page(view), card.number()).unwrap();
    check(app, client, view).await;
}

/// The browser comes back from the provider's page.
pub async fn check(app: &TestApp, client: &Client, view: &ReplacementView) {
    let path = format!("/api/v1/me/payments/{}/check", payment(view).id);
    let answer = client.send(reqwest::Method::POST, &path, None).await;
    assert_eq!(answer.status, 202, "{}", answer.text());
    app.run_jobs().await;
}

pub async fn invoices(client: &Client) -> Page<common::dto::payment::InvoiceView> {
    client.get("/api/v1/me/invoices").await.json()
}
