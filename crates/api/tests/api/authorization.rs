//! Who may call what. Every operation of the OpenAPI document has a row: whether
//! it lets each kind of caller in. An operation without a row fails the test.

use std::collections::BTreeMap;

use common::ids::{ApiClientId, OrganisationId};
use common::words::{Role, Scope};
use db::api_clients::ApiClientRow;
use db::on_both_engines;
use db::organisations::OrganisationRow;
use reqwest::Method;

use crate::support::{Client, TestApp, world};

/// The callers, in the order of a row's letters.
const CALLERS: [&str; 8] = [
    "anonymous",
    "driver",
    "agent",
    "supervisor",
    "production",
    "administrator",
    "centre",
    "centre without scopes",
];

/// Per operation: `x` for let in, `-` for 401 or 403, one letter per caller.
///
/// Let in means past the guard: what then happens with an empty body or an id
/// that names nothing (400, 404, 415, 422, 428) is another test's matter.
pub const TABLE: &[(&str, &str)] = &[
    ("GET /.well-known/jwks.json", "xxxxxxxx"),
    ("GET /api/v1/service", "xxxxxxxx"),
    ("GET /health/live", "xxxxxxxx"),
    ("POST /api/v1/accounts", "xxxxxxxx"),
    ("POST /api/v1/password-links", "xxxxxxxx"),
    ("POST /api/v1/password-links/check", "xxxxxxxx"),
    ("POST /api/v1/passwords", "xxxxxxxx"),
    ("POST /api/v1/email-confirmations", "xxxxxxxx"),
    ("POST /api/v1/email-undos", "xxxxxxxx"),
    ("POST /api/v1/sessions", "xxxxxxxx"),
    ("GET /api/v1/sessions", "-xxxxx--"),
    ("DELETE /api/v1/sessions", "-xxxxx--"),
    ("DELETE /api/v1/sessions/{session_id}", "-xxxxx--"),
    ("POST /api/v1/sessions/current/end", "-xxxxx--"),
    ("GET /api/v1/me", "-xxxxx--"),
    ("GET /api/v1/me/profile", "-x------"),
    ("PATCH /api/v1/me/profile", "-x------"),
    ("PUT /api/v1/me/identity", "-x------"),
    ("POST /api/v1/me/email", "-x------"),
    ("GET /api/v1/me/notice-preferences", "-x------"),
    ("PUT /api/v1/me/notice-preferences", "-x------"),
    ("POST /api/v1/me/password", "-xxxxx--"),
    ("GET /api/v1/staff/account-reviews", "--xx----"),
    ("POST /api/v1/staff/account-reviews/search", "--xx----"),
    ("GET /api/v1/staff/account-reviews/{review_id}", "--xx----"),
    (
        "POST /api/v1/staff/account-reviews/{review_id}/take",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/account-reviews/{review_id}/decision",
        "--xx----",
    ),
    ("GET /health/ready", "xxxxxxxx"),
    ("GET /.well-known/oauth-authorization-server", "xxxxxxxx"),
    ("POST /oauth/token", "xxxxxxxx"),
    ("POST /api/v1/trainings", "------x-"),
    ("GET /api/v1/trainings/{training_id}", "------x-"),
    ("GET /api/v1/trainings", "------x-"),
    ("PATCH /api/v1/trainings/{training_id}", "------x-"),
    ("GET /api/v1/events", "------x-"),
    ("POST /api/v1/webhook-endpoints", "------x-"),
    ("GET /api/v1/webhook-endpoints", "------x-"),
    (
        "GET /api/v1/webhook-endpoints/{webhook_endpoint_id}",
        "------x-",
    ),
    (
        "PATCH /api/v1/webhook-endpoints/{webhook_endpoint_id}",
        "------x-",
    ),
    (
        "DELETE /api/v1/webhook-endpoints/{webhook_endpoint_id}",
        "------x-",
    ),
    (
        "POST /api/v1/webhook-endpoints/{webhook_endpoint_id}/secret",
        "------x-",
    ),
    (
        "POST /api/v1/webhook-endpoints/{webhook_endpoint_id}/test",
        "------x-",
    ),
    (
        "POST /api/v1/webhook-endpoints/{webhook_endpoint_id}/replays",
        "------x-",
    ),
    (
        "GET /api/v1/webhook-endpoints/{webhook_endpoint_id}/deliveries",
        "------x-",
    ),
    ("POST /api/v1/training-batches", "------x-"),
    ("POST /api/v1/training-imports", "------x-"),
    ("GET /api/v1/training-batches", "------x-"),
    (
        "GET /api/v1/training-batches/{training_batch_id}",
        "------x-",
    ),
    (
        "GET /api/v1/training-batches/{training_batch_id}/items",
        "------x-",
    ),
    (
        "POST /api/v1/trainings/{training_id}/cancellation",
        "------x-",
    ),
    (
        "POST /api/v1/staff/training-reviews/{training_id}/cancellation",
        "---x----",
    ),
    ("GET /api/v1/staff/card-flags", "---x----"),
    (
        "POST /api/v1/staff/card-flags/{card_flag_id}/decision",
        "---x----",
    ),
    ("GET /api/v1/me/trainings", "-x------"),
    ("GET /api/v1/me/trainings/{training_id}", "-x------"),
    ("GET /api/v1/me/qualifications", "-x------"),
    ("GET /api/v1/me/certificates", "-x------"),
    ("GET /api/v1/me/certificates/{certificate_id}", "-x------"),
    (
        "POST /api/v1/me/certificates/{certificate_id}/mail",
        "-x------",
    ),
    ("GET /api/v1/me/replacement-options", "-x------"),
    ("POST /api/v1/me/replacements", "-x------"),
    ("GET /api/v1/me/replacements/{request_id}", "-x------"),
    ("PATCH /api/v1/me/replacements/{request_id}", "-x------"),
    (
        "POST /api/v1/me/replacements/{request_id}/payment",
        "-x------",
    ),
    (
        "POST /api/v1/me/replacements/{request_id}/submission",
        "-x------",
    ),
    ("POST /api/v1/staff/receptions", "----x---"),
    (
        "POST /api/v1/staff/requests/{request_id}/analysis",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/verification",
        "--xx----",
    ),
    ("GET /api/v1/me/payments/{payment_id}", "-x------"),
    ("POST /api/v1/me/payments/{payment_id}/check", "-x------"),
    (
        "POST /api/v1/me/payments/{payment_id}/abandonment",
        "-x------",
    ),
    (
        "GET /api/v1/me/returned-mail/{returned_mail_id}",
        "-x------",
    ),
    (
        "POST /api/v1/me/returned-mail/{returned_mail_id}/confirmation",
        "-x------",
    ),
    (
        "POST /api/v1/me/returned-mail/{returned_mail_id}/payment",
        "-x------",
    ),
    ("POST /api/v1/staff/returned-mail", "----x---"),
    ("GET /api/v1/staff/returned-mail", "----x---"),
    (
        "POST /api/v1/staff/returned-mail/{returned_mail_id}/shipment",
        "----x---",
    ),
    ("POST /api/v1/payment-notices", "xxxxxxxx"),
    ("GET /api/v1/me/invoices", "-x------"),
    ("GET /api/v1/me/cards", "-x------"),
    ("GET /api/v1/me/cards/{card_id}", "-x------"),
    ("POST /api/v1/card-checks", "xxxxxxxx"),
    ("POST /api/v1/certificate-checks", "xxxxxxxx"),
    ("GET /api/v1/certificate-keys", "xxxxxxxx"),
    ("POST /api/v1/download-links", "-xxxxx--"),
    ("GET /api/v1/downloads/{token}", "xxxxxxxx"),
    ("GET /api/v1/me/home", "-x------"),
    ("GET /api/v1/me/card-entitlement", "-x------"),
    ("POST /api/v1/me/requests", "-x------"),
    ("GET /api/v1/me/requests", "-x------"),
    ("GET /api/v1/me/requests/{request_id}", "-x------"),
    ("PATCH /api/v1/me/requests/{request_id}", "-x------"),
    ("DELETE /api/v1/me/requests/{request_id}", "-x------"),
    (
        "PUT /api/v1/me/requests/{request_id}/documents/{kind}",
        "-x------",
    ),
    (
        "DELETE /api/v1/me/requests/{request_id}/documents/{kind}",
        "-x------",
    ),
    (
        "POST /api/v1/me/requests/{request_id}/documents/{kind}/rotation",
        "-x------",
    ),
    (
        "POST /api/v1/me/requests/{request_id}/submission",
        "-x------",
    ),
    ("POST /api/v1/me/requests/{request_id}/response", "-x------"),
    ("GET /api/v1/staff/training-reviews", "--xx----"),
    (
        "GET /api/v1/staff/training-reviews/{training_id}",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/training-reviews/{training_id}/decision",
        "--xx----",
    ),
    ("GET /api/v1/staff/overview", "--xxxx--"),
    ("GET /api/v1/staff/requests", "--xxx---"),
    ("POST /api/v1/staff/requests/search", "--xxx---"),
    ("GET /api/v1/staff/requests/{request_id}", "--xxx---"),
    ("POST /api/v1/staff/requests/{request_id}/take", "--xx----"),
    (
        "PUT /api/v1/staff/requests/{request_id}/documents/{document_id}/decision",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/information-requests",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/approval",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/rejection",
        "---x----",
    ),
    ("POST /api/v1/staff/batches", "----x---"),
    ("GET /api/v1/staff/batches", "----x---"),
    ("GET /api/v1/staff/batches/{batch_id}/manifest", "----x---"),
    (
        "POST /api/v1/staff/requests/{request_id}/personalisation",
        "----x---",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/shipment",
        "----x---",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/delivery",
        "----x---",
    ),
    (
        "POST /api/v1/staff/requests/{request_id}/defect",
        "----x---",
    ),
    ("GET /api/v1/staff/fees", "---x-x--"),
    ("POST /api/v1/staff/fees", "---x-x--"),
    ("DELETE /api/v1/staff/fees/{fee_id}", "---x-x--"),
    ("POST /api/v1/staff/accounts-exports", "---x-x--"),
    ("GET /api/v1/staff/refunds", "--xx----"),
    (
        "POST /api/v1/staff/payments/{payment_id}/refunds",
        "--xx----",
    ),
    (
        "POST /api/v1/staff/refunds/{refund_id}/approval",
        "---x----",
    ),
    (
        "POST /api/v1/staff/refunds/{refund_id}/rejection",
        "---x----",
    ),
    ("GET /api/v1/staff/jobs", "-----x--"),
    ("POST /api/v1/staff/jobs/{job_id}/retry", "-----x--"),
];

/// Operations that a refresh cookie opens, not a token; their own tests cover them.
const BY_COOKIE: &[&str] = &["POST /api/v1/sessions/refresh"];

/// Operations after which the caller is signed out: each gets callers of its own.
const ENDS_SESSIONS: &[&str] = &[
    "DELETE /api/v1/sessions",
    "POST /api/v1/sessions/current/end",
];

on_both_engines! {
    async fn every_operation_lets_in_exactly_whom_it_should(app: TestApp) {
        let callers = callers(&app).await;
        let table: BTreeMap<&str, &str> = TABLE.iter().copied().collect();
        let mut wrong = Vec::new();
        for (path, methods) in api::openapi::methods(&api::openapi::openapi()) {
            for method in methods.split(", ") {
                let operation = format!("{method} {path}");
                if BY_COOKIE.contains(&operation.as_str()) {
                    continue;
                }
                let Some(expected) = table.get(operation.as_str()) else {
                    wrong.push(format!("{operation} has no row"));
                    continue;
                };
                let found = if ENDS_SESSIONS.contains(&operation.as_str()) {
                    row(&self::callers(&app).await, method, &path).await
                } else {
                    row(&callers, method, &path).await
                };
                if found != *expected {
                    wrong.push(format!("{operation}: expected {expected}, found {found}"));
                }
            }
        }
        assert!(wrong.is_empty(), "callers: {CALLERS:?}\n{}", wrong.join("\n"));
    }
}

#[test]
fn no_row_is_left_over() {
    let there: Vec<String> = api::openapi::methods(&api::openapi::openapi())
        .into_iter()
        .flat_map(|(path, methods)| {
            methods
                .split(", ")
                .map(|method| format!("{method} {path}"))
                .collect::<Vec<_>>()
        })
        .collect();
    for (operation, row) in TABLE {
        assert!(
            there.contains(&(*operation).to_owned()),
            "{operation} does not exist"
        );
        assert_eq!(row.len(), CALLERS.len(), "{operation}");
    }
    for operation in BY_COOKIE {
        assert!(
            there.contains(&(*operation).to_owned()),
            "{operation} does not exist"
        );
    }
}

async fn row(callers: &[Client], method: &str, template: &str) -> String {
    let path = sample_path(template);
    let mut letters = String::new();
    for caller in callers {
        let method: Method = method.parse().unwrap();
        let answer = caller.send(method, &path, None).await;
        let is_refused = matches!(answer.status.as_u16(), 401 | 403);
        assert!(
            answer.status.as_u16() < 500,
            "{template}: {}",
            answer.text()
        );
        letters.push(if is_refused { '-' } else { 'x' });
    }
    letters
}

/// A path whose variable parts are well formed and name nothing.
pub fn sample_path(template: &str) -> String {
    let part = |part: &str| {
        if part.starts_with('{') {
            "019ab3f0c5d87c3e9a51f2b6d4e8a713".to_owned()
        } else {
            part.to_owned()
        }
    };
    template.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// One of each kind, in the order of [`CALLERS`].
pub async fn callers(app: &TestApp) -> Vec<Client> {
    let mut callers = vec![app.anonymous(), world::driver(app).await.client];
    for role in [
        Role::Agent,
        Role::Supervisor,
        Role::Production,
        Role::Administrator,
    ] {
        callers.push(app.signed_in(role).await);
    }
    let (organisation, client) = centre(app).await;
    callers.push(app.client_token(organisation, client, Scope::ALL));
    callers.push(app.client_token(organisation, client, &[]));
    callers
}

async fn centre(app: &TestApp) -> (OrganisationId, ApiClientId) {
    let (organisation, client) = (OrganisationId::new(), ApiClientId::new());
    app.write(move |tx| {
        let at = tx.now.naive_utc();
        let row = OrganisationRow {
            id: organisation,
            name: "Centre d’essai".to_owned(),
            siret: None,
            region: "IDF".to_owned(),
            email: "centre@example.org".to_owned(),
            created_at: at,
        };
        db::organisations::insert(tx, &row)?;
        let row = ApiClientRow {
            id: client,
            organisation_id: organisation,
            name: "essai".to_owned(),
            secret_hash: String::new(),
            scopes: String::new(),
            created_at: at,
            expires_at: at + chrono::TimeDelta::days(365),
            revoked_at: None,
            last_used_at: None,
        };
        db::api_clients::insert(tx, &row)?;
        Ok(())
    })
    .await
    .unwrap();
    (organisation, client)
}
