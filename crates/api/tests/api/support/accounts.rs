//! The way of a driver from the form to the personal space, over HTTP.

use common::dto::account::{
    CategoryForm, ConsentGiven, IdentityForm, LicenceForm, RegisterRequest, RegistrationReceipt,
    SetPasswordRequest,
};
use common::dto::page::Page;
use common::dto::profile::SubmitIdentityRequest;
use common::dto::review::{
    AccountDecision, AccountReviewSummary, AccountReviewView, DecideAccountRequest, ReviewErrorForm,
};
use common::dto::session::{SessionTokens, SignInRequest};
use common::words::{
    AccountField, ConsentKind, Language, LicenceCategory, LicenceModel, ReasonCode, Role,
};

use super::{Answer, Client, TestApp, world};

pub const EMAIL: &str = "jean.dupont@exemple.fr";
pub const PASSWORD: &str = "Camion!Bleu2024";
pub const REVIEWS: &str = "/api/v1/staff/account-reviews";

pub fn identity(licence: &str) -> IdentityForm {
    IdentityForm {
        surname_birth: "Dupont".to_owned(),
        surname_usage: String::new(),
        first_names: "Jean".to_owned(),
        birth_date: "1985-03-27".to_owned(),
        birth_place: "Lyon".to_owned(),
        birth_country: "FR".to_owned(),
        nationality: "FR".to_owned(),
        licence: LicenceForm {
            model: Some(LicenceModel::EuCard2013),
            country: "FR".to_owned(),
            number: licence.to_owned(),
            document_number: "13AA00001".to_owned(),
            issued_on: "2019-05-02".to_owned(),
            expires_on: String::new(),
            authority: String::new(),
            categories: vec![CategoryForm {
                category: LicenceCategory::C,
                valid_until: "2028-05-02".to_owned(),
            }],
        },
    }
}

pub fn form(email: &str, licence: &str) -> RegisterRequest {
    RegisterRequest {
        identity: identity(licence),
        email: email.to_owned(),
        phone: "06 12 34 56 78".to_owned(),
        address: world::address(),
        language: Language::French,
        consents: ConsentKind::ALL
            .iter()
            .map(|kind| ConsentGiven {
                kind: *kind,
                version: "2026-11-01".to_owned(),
            })
            .collect(),
        website: String::new(),
    }
}

pub fn corrected() -> SubmitIdentityRequest {
    let mut identity = identity("2106 9210 6990");
    identity.birth_date = "1985-03-28".to_owned();
    SubmitIdentityRequest {
        identity,
        address: world::address(),
        phone: "06 12 34 56 78".to_owned(),
    }
}

pub async fn register(app: &TestApp, email: &str, licence: &str) -> RegistrationReceipt {
    let answer = app
        .anonymous()
        .post("/api/v1/accounts", &form(email, licence))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.text());
    answer.json()
}

pub async fn queue(agent: &Client) -> Vec<AccountReviewSummary> {
    agent
        .get(REVIEWS)
        .await
        .json::<Page<AccountReviewSummary>>()
        .items
}

pub fn at_version(client: &Client, version: i64) -> Client {
    client
        .clone()
        .with_header("if-match", &format!("\"v{version}\""))
}

/// Takes the review that is due first and decides it.
pub async fn decide(app: &TestApp, decision: AccountDecision) -> AccountReviewView {
    let agent = app.signed_in(Role::Agent).await;
    let id = queue(&agent).await[0].id;
    let view: AccountReviewView = agent.get(&format!("{REVIEWS}/{id}")).await.json();
    let taken: AccountReviewView = at_version(&agent, view.version)
        .post(&format!("{REVIEWS}/{id}/take"), &())
        .await
        .json();
    let answer = at_version(&agent, taken.version)
        .post(
            &format!("{REVIEWS}/{id}/decision"),
            &decision_request(decision),
        )
        .await;
    answer.json()
}

pub fn decision_request(decision: AccountDecision) -> DecideAccountRequest {
    let errors = match decision {
        AccountDecision::Conform => Vec::new(),
        AccountDecision::Errors => vec![ReviewErrorForm {
            field: AccountField::BirthDate,
            reason: ReasonCode::Mistyped,
            comment: "Le permis indique un autre jour.".to_owned(),
        }],
    };
    DecideAccountRequest { decision, errors }
}

/// The secret in the fragment of the newest mail's link.
pub async fn newest_token(app: &TestApp, page: &str) -> String {
    app.run_jobs().await;
    let mail = app.outbox().await.remove(0);
    let link = format!("/{page}#");
    let (_, rest) = mail
        .body_text
        .split_once(&link)
        .expect("the newest mail has such a link");
    rest.split_whitespace()
        .next()
        .expect("the link has a secret")
        .to_owned()
}

pub async fn set_password(app: &TestApp, token: &str, password: &str) -> Answer {
    let request = SetPasswordRequest {
        token: token.to_owned(),
        password: password.to_owned(),
        confirmation: password.to_owned(),
    };
    app.anonymous().post("/api/v1/passwords", &request).await
}

pub async fn try_sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    let request = SignInRequest {
        email: email.to_owned(),
        password: password.to_owned(),
    };
    app.anonymous().post("/api/v1/sessions", &request).await
}

/// Signs in; the client has the access token, and the refresh token comes with it.
pub async fn sign_in(app: &TestApp, email: &str) -> (Client, String) {
    let answer = try_sign_in(app, email, PASSWORD).await;
    let tokens: SessionTokens = answer.json();
    (
        app.anonymous().with_token(tokens.access_token),
        refresh_token(&answer),
    )
}

/// The refresh token in an answer's cookie.
pub fn refresh_token(answer: &Answer) -> String {
    cookie_value(answer, "__Host-cqc_refresh").expect("the cookie is set")
}

/// The value of one of an answer's cookies.
pub fn cookie_value(answer: &Answer, name: &str) -> Option<String> {
    let cookie = answer.cookie(name)?;
    let (_, value) = cookie.split(';').next()?.split_once('=')?;
    Some(value.to_owned())
}

/// A driver who registered, was reviewed, has a password and is signed in.
pub async fn reviewed_driver(app: &TestApp, decision: AccountDecision) -> (Client, String) {
    register(app, EMAIL, "210692106990").await;
    decide(app, decision).await;
    let token = newest_token(app, "mot-de-passe").await;
    assert_eq!(set_password(app, &token, PASSWORD).await.status, 204);
    sign_in(app, EMAIL).await
}
