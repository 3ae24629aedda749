//! Logs hold no personal data and no secret, however much is logged: the whole
//! journey of one driver, with everything that any part of the program writes at
//! the level `trace`, in which the driver's data must not occur.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use base64::Engine as _;
use common::dto::account::RegisterRequest;
use common::dto::request::RequestView;
use common::dto::review::AccountDecision;
use common::dto::session::SessionTokens;
use common::dto::staff::StaffRequestView;
use common::dto::training::{TraineeForm, TrainingRecord};
use common::words::{DocumentKind, Role, Sector, TrainingKind};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::testing::records::declaration;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::support::accounts::{
    cookie_value, decide, form, newest_token, refresh_token, set_password, try_sign_in,
};
use crate::support::centres::{self, declare};
use crate::support::files::jpeg;
use crate::support::requests::{
    accept_all, act, at, begin, done, fill, mine, question, staffs, try_submit,
};
use crate::support::{Client, TestApp, world};

const SURNAME: &str = "Zyxcanarelle";
const FIRST_NAMES: &str = "Quintilienne";
const EMAIL: &str = "boite.jaune@poulailler-essai.fr";
const PHONE: &str = "06 47 83 91 25";
const PASSWORD: &str = "Perruche!Verte7531";
const NEPH: &str = "770692106990";
const DOCUMENT_NUMBER: &str = "77ZZ54321";
const BIRTH_DATE: &str = "1977-10-09";
const BIRTH_PLACE: &str = "Serinville";
const STREET: &str = "77 RUE DU PINSON VERT";

/// The driver's data in every form that could be written down.
const CANARIES: [&str; 16] = [
    SURNAME,
    FIRST_NAMES,
    EMAIL,
    "boite.jaune%40",
    PHONE,
    "647839125",
    PASSWORD,
    "Perruche%21",
    "Perruche!Fausse",
    NEPH,
    "7706 9210 6990",
    DOCUMENT_NUMBER,
    BIRTH_DATE,
    "09/10/1977",
    BIRTH_PLACE,
    STREET,
];

/// Journeys whose logs are kept at the moment.
static JOURNEYS: AtomicUsize = AtomicUsize::new(0);

/// What was logged meanwhile, by the tests that run at the same time too.
static LOGGED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
        logged.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps everything that is logged while it lives.
struct Kept;

impl Kept {
    fn begin() -> Self {
        static SUBSCRIBER: OnceLock<()> = OnceLock::new();
        SUBSCRIBER.get_or_init(|| {
            // Decided anew for each line: there is one subscriber for all tests.
            let is_kept = dynamic_filter_fn(|_, _| JOURNEYS.load(Ordering::SeqCst) > 0);
            let layer = tracing_subscriber::fmt::layer()
                .with_ansi(false)
                .with_span_events(FmtSpan::FULL)
                .with_writer(|| Sink)
                .with_filter(is_kept);
            tracing_subscriber::registry().with(layer).init();
        });
        JOURNEYS.fetch_add(1, Ordering::SeqCst);
        Self
    }

    fn text() -> String {
        let logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&logged).into_owned()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        JOURNEYS.fetch_sub(1, Ordering::SeqCst);
    }
}

fn account_request() -> RegisterRequest {
    let mut form = form(EMAIL, NEPH);
    SURNAME.clone_into(&mut form.identity.surname_birth);
    FIRST_NAMES.clone_into(&mut form.identity.first_names);
    BIRTH_DATE.clone_into(&mut form.identity.birth_date);
    BIRTH_PLACE.clone_into(&mut form.identity.birth_place);
    DOCUMENT_NUMBER.clone_into(&mut form.identity.licence.document_number);
    PHONE.clone_into(&mut form.phone);
    form.address.lines = vec![STREET.to_owned()];
    form
}

/// Account, review, password and sessions. Gives back the client and the secrets.
async fn account(app: &TestApp) -> (Client, Vec<String>) {
    let anonymous = app.anonymous();
    let request = account_request();
    assert_eq!(
        anonymous.post("/api/v1/accounts", &request).await.status,
        202
    );
    assert_eq!(
        anonymous.post("/api/v1/accounts", &request).await.status,
        202
    );
    let mut wrong = serde_json::to_value(&request).unwrap();
    wrong["identity"]["birth_date"] = json!({ "day": BIRTH_DATE });
    wrong[SURNAME] = json!(NEPH);
    assert_eq!(anonymous.post("/api/v1/accounts", &wrong).await.status, 422);
    let cut = Some((
        "application/json",
        format!("{{\"email\": \"{EMAIL}").into_bytes(),
    ));
    assert_eq!(
        anonymous
            .send(Method::POST, "/api/v1/accounts", cut)
            .await
            .status,
        400
    );

    let agent = app.signed_in(Role::Agent).await;
    let search = json!({ "q": SURNAME });
    assert_eq!(
        agent
            .post("/api/v1/staff/account-reviews/search", &search)
            .await
            .status,
        200
    );
    decide(app, AccountDecision::Conform).await;
    let link = newest_token(app, "mot-de-passe").await;
    assert_eq!(set_password(app, &link, SURNAME).await.status, 422);
    assert_eq!(set_password(app, &link, PASSWORD).await.status, 204);

    assert_eq!(try_sign_in(app, EMAIL, "Perruche!Fausse").await.status, 401);
    let answer = try_sign_in(app, EMAIL, PASSWORD).await;
    let tokens: SessionTokens = answer.json();
    let refresh = refresh_token(&answer);
    let device = cookie_value(&answer, "__Host-cqc_device").unwrap();
    let renewed = anonymous
        .clone()
        .with_header("sec-fetch-site", "same-origin")
        .with_header(
            "cookie",
            &format!("__Host-cqc_refresh={refresh}; __Host-cqc_device={device}"),
        )
        .post("/api/v1/sessions/refresh", &())
        .await;
    assert_eq!(renewed.status, 200, "{}", renewed.text());
    let client = anonymous.with_token(tokens.access_token.clone());
    let address = format!("/api/v1/me/home?nom={SURNAME}");
    assert!(client.get(&address).await.status.as_u16() < 500);
    (
        client,
        vec![
            link,
            tokens.access_token,
            refresh,
            device,
            refresh_token(&renewed),
        ],
    )
}

/// A training declared by a centre, and its certificate. Gives back the secrets.
async fn training(app: &TestApp, client: &Client) -> Vec<String> {
    let centre = centres::centre(app).await.centre;
    let pair = format!("{}:{}", centre.client, centre.secret);
    let basic = base64::engine::general_purpose::STANDARD.encode(&pair);
    let body = Some((
        "application/x-www-form-urlencoded",
        b"grant_type=client_credentials".to_vec(),
    ));
    let software = app
        .anonymous()
        .with_header("authorization", &format!("Basic {basic}"));
    let token: Value = software
        .send(Method::POST, "/oauth/token", body)
        .await
        .json();
    let token = token["access_token"].as_str().unwrap().to_owned();
    let trainee = TraineeForm {
        surname: SURNAME.to_owned(),
        first_names: FIRST_NAMES.to_owned(),
        birth_date: BIRTH_DATE.to_owned(),
        licence_country: "FR".to_owned(),
        licence_number: NEPH.to_owned(),
    };
    let (kind, sector) = (TrainingKind::Fimo, Sector::Goods);
    let mut form = declaration(&centre, trainee, kind, sector, "2026-11-20");
    form.external_id = "essai-1".to_owned();
    let software = app.anonymous().with_token(token.clone());
    let record: TrainingRecord = declare(&software, &form, "a-key").await.json();
    form.trainee.birth_date = format!("{BIRTH_DATE}x");
    assert_eq!(declare(&software, &form, "another-key").await.status, 422);
    app.run_jobs().await;
    let certificates: Value = client.get("/api/v1/me/certificates").await.json();
    assert_eq!(
        certificates["items"].as_array().unwrap().len(),
        1,
        "{certificates}"
    );
    assert!(!record.id.to_string().is_empty());
    vec![centre.secret, basic, token]
}

/// A request from its beginning to its approval, with a question on the way.
async fn request(app: &TestApp, client: &Client) {
    let view = begin(client).await;
    let view = fill(client, &view).await;
    let name = format!("attachment; filename=\"permis {SURNAME}.jpg\"");
    let named = client.clone().with_header("content-disposition", &name);
    let path = format!("{}/documents/{}", mine(&view), DocumentKind::LicenceFront);
    let upload = |bytes: Vec<u8>| named.send(Method::PUT, &path, Some(("image/jpeg", bytes)));
    assert_eq!(upload(SURNAME.into()).await.status, 415);
    let view: RequestView = upload(jpeg(820, 60)).await.json();
    let view: RequestView = try_submit(client, &view).await.json();
    app.run_jobs().await;

    let agent = app.signed_in(Role::Agent).await;
    let found = agent
        .post("/api/v1/staff/requests/search", &json!({ "q": SURNAME }))
        .await;
    assert!(found.text().contains(&view.summary.reference));
    let view = done(&agent, &view, "take").await;
    let asked = act(
        &agent,
        &view,
        "information-requests",
        Some(&question("2026-12-23")),
    )
    .await;
    let view = asked.json::<StaffRequestView>().request;
    app.run_jobs().await;
    upload(jpeg(840, 60)).await.json::<RequestView>();
    let view: RequestView = client.get(&mine(&view)).await.json();
    let mut address = world::address();
    address.lines = vec![STREET.to_owned()];
    let body = json!({ "delivery_address": address });
    let view: RequestView = at(client, view.version)
        .patch(&mine(&view), &body)
        .await
        .json();
    let path = format!("{}/response", mine(&view));
    let sent = at(client, view.version)
        .send(Method::POST, &path, None)
        .await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    // The register is asked again.
    app.run_jobs().await;
    let staff: StaffRequestView = agent.get(&staffs(&view)).await.json();
    assert_eq!(
        staff.driver_name,
        format!("{} {FIRST_NAMES}", SURNAME.to_uppercase())
    );
    let view = accept_all(&agent, &staff.request).await;
    done(&agent, &view, "approval").await;
    app.run_jobs().await;
}

#[track_caller]
fn assert_not_logged(what: &str, logged: &str) {
    let what = what.to_lowercase();
    let line = logged
        .lines()
        .find(|line| line.to_lowercase().contains(&what));
    assert_eq!(line, None, "`{what}` was logged");
}

on_both_engines! {
    async fn neither_personal_data_nor_secrets_are_ever_logged(app: TestApp) {
        let kept = Kept::begin();
        let (client, mut secrets) = account(&app).await;
        secrets.extend(training(&app, &client).await);
        request(&app, &client).await;
        tracing::trace!(word = "whether the logs are kept at all", "a line of this test");
        let logged = Kept::text();
        drop(kept);
        for expected in ["a line of this test", "answered 201", "TRACE", "DEBUG", "/staff/requests/search"] {
            assert!(logged.contains(expected), "`{expected}` is not in the log");
        }
        for canary in CANARIES.iter().copied().chain(secrets.iter().map(String::as_str)) {
            assert_not_logged(canary, &logged);
        }
    }
}
