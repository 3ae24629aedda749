//! The steps of a request, for tests that begin further along.

use std::sync::LazyLock;

use common::dto::production::BatchView;
use common::dto::request::RequestView;
use common::dto::staff::StaffRequestView;
use common::words::{DocumentKind, Role, TrainingKind};
use reqwest::Method;
use serde::Serialize;
use serde_json::json;

use super::files::jpeg;
use super::world::{self, TestDriver};
use super::{Answer, Client, TestApp};

/// Every document that a French driver with an identity card gives.
pub const DOCUMENTS: [DocumentKind; 6] = [
    DocumentKind::Photo,
    DocumentKind::Signature,
    DocumentKind::LicenceFront,
    DocumentKind::LicenceBack,
    DocumentKind::IdentityFront,
    DocumentKind::IdentityBack,
];

pub fn mine(view: &RequestView) -> String {
    format!("/api/v1/me/requests/{}", view.summary.id)
}

pub fn staffs(view: &RequestView) -> String {
    format!("/api/v1/staff/requests/{}", view.summary.id)
}

/// Sends `If-Match` with a version.
pub fn at(client: &Client, version: i64) -> Client {
    client
        .clone()
        .with_header("if-match", &format!("\"v{version}\""))
}

/// A driver who may request a card.
pub async fn entitled_driver(app: &TestApp) -> TestDriver {
    let driver = world::driver(app).await;
    world::train(app, &driver, TrainingKind::Fimo, "2026-11-20").await;
    driver
}

/// Asks to begin, under a key of its own.
pub async fn try_begin(client: &Client, key: &str) -> Answer {
    let client = client.clone().with_header("idempotency-key", key);
    client
        .post("/api/v1/me/requests", &json!({ "type": "card" }))
        .await
}

pub async fn begin(client: &Client) -> RequestView {
    try_begin(client, &common::ids::EventId::new().to_string())
        .await
        .json()
}

pub async fn try_upload(
    client: &Client,
    view: &RequestView,
    kind: DocumentKind,
    bytes: Vec<u8>,
) -> Answer {
    let path = format!("{}/documents/{kind}", mine(view));
    let name = format!("attachment; filename*=UTF-8''{kind}.jpg");
    client
        .clone()
        .with_header("content-disposition", &name)
        .send(Method::PUT, &path, Some(("image/jpeg", bytes)))
        .await
}

/// A picture that is good for the kind, as small as may be.
pub fn picture(kind: DocumentKind) -> Vec<u8> {
    static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| jpeg(413, 531));
    static PAPER: LazyLock<Vec<u8>> = LazyLock::new(|| jpeg(800, 60));
    if kind == DocumentKind::Photo {
        PHOTO.clone()
    } else {
        PAPER.clone()
    }
}

/// Gives every document and fills every step.
pub async fn fill(client: &Client, view: &RequestView) -> RequestView {
    let mut view = view.clone();
    for kind in DOCUMENTS {
        view = try_upload(client, &view, kind, picture(kind)).await.json();
    }
    let body = json!({
        "identity_confirmed": true,
        "delivery_address": world::address(),
        "step": "summary",
    });
    at(client, view.version)
        .patch(&mine(&view), &body)
        .await
        .json()
}

pub async fn try_submit(client: &Client, view: &RequestView) -> Answer {
    let path = format!("{}/submission", mine(view));
    at(client, view.version)
        .post(&path, &json!({ "declaration": true }))
        .await
}

/// A request that was just sent.
pub async fn submitted(app: &TestApp) -> (TestDriver, RequestView) {
    let driver = entitled_driver(app).await;
    let view = begin(&driver.client).await;
    let view = fill(&driver.client, &view).await;
    let view = try_submit(&driver.client, &view).await.json();
    (driver, view)
}

/// One of the staff's actions on a request, at the version given.
pub async fn act(
    client: &Client,
    view: &RequestView,
    action: &str,
    body: Option<&(impl Serialize + Sync)>,
) -> Answer {
    let path = format!("{}/{action}", staffs(view));
    let client = at(client, view.version);
    match body {
        Some(body) => client.post(&path, body).await,
        None => client.send(Method::POST, &path, None).await,
    }
}

/// An action that takes no body and must succeed.
pub async fn done(client: &Client, view: &RequestView, action: &str) -> RequestView {
    let view: StaffRequestView = act(client, view, action, None::<&()>).await.json();
    view.request
}

/// A request that an agent has taken.
pub async fn taken(app: &TestApp) -> (TestDriver, Client, RequestView) {
    let (driver, view) = submitted(app).await;
    let agent = app.signed_in(Role::Agent).await;
    let view = done(&agent, &view, "take").await;
    (driver, agent, view)
}

pub async fn accept_all(agent: &Client, view: &RequestView) -> RequestView {
    let mut view = view.clone();
    for document in view.documents.clone() {
        let path = format!("{}/documents/{}/decision", staffs(&view), document.id);
        let decided = at(agent, view.version)
            .put(&path, &json!({ "decision": "accepted" }))
            .await;
        view = decided.json::<StaffRequestView>().request;
    }
    view
}

/// A request that was just approved.
pub async fn approved(app: &TestApp) -> (TestDriver, RequestView) {
    let (driver, agent, view) = taken(app).await;
    let view = accept_all(&agent, &view).await;
    // The register answers.
    app.run_jobs().await;
    (driver, done(&agent, &view, "approval").await)
}

/// An approved request that is in a batch.
pub async fn in_production(app: &TestApp) -> (TestDriver, Client, RequestView) {
    let (driver, view) = approved(app).await;
    let production = app.signed_in(Role::Production).await;
    let body = json!({ "request_ids": [view.summary.id] });
    production
        .post("/api/v1/staff/batches", &body)
        .await
        .json::<BatchView>();
    let seen: StaffRequestView = production.get(&staffs(&view)).await.json();
    (driver, production, seen.request)
}

/// A request whose card is on its way.
pub async fn shipped(app: &TestApp) -> (TestDriver, Client, RequestView) {
    let (driver, production, view) = in_production(app).await;
    let view = done(&production, &view, "personalisation").await;
    let body = json!({ "carrier": "La Poste", "tracking_number": "1A00915820380" });
    let view = act(&production, &view, "shipment", Some(&body)).await;
    (driver, production, view.json::<StaffRequestView>().request)
}

/// A request whose card is in its holder's hands.
pub async fn delivered(app: &TestApp) -> (TestDriver, Client, RequestView) {
    let (driver, production, view) = shipped(app).await;
    let view = done(&production, &view, "delivery").await;
    (driver, production, view)
}

/// Asks for another front of the licence and another address.
pub fn question(deadline: &str) -> serde_json::Value {
    json!({
        "deadline": deadline,
        "message": "Merci de corriger ces deux points.",
        "items": [
            { "target": "document", "document_kind": "licence_front", "reason": "unreadable" },
            { "target": "delivery_address", "reason": "mistyped", "comment": "Il manque le bâtiment." },
        ],
    })
}

/// A request for which information is requested until a day.
pub async fn questioned(app: &TestApp, deadline: &str) -> (TestDriver, Client, RequestView) {
    let (driver, agent, view) = taken(app).await;
    let asked = act(
        &agent,
        &view,
        "information-requests",
        Some(&question(deadline)),
    )
    .await;
    let view = asked.json::<StaffRequestView>().request;
    (driver, agent, view)
}
