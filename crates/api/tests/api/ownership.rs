//! What belongs to somebody else does not exist: every operation whose path has
//! an id is called with somebody else's. An operation that this file does not
//! know fails the test.

use common::dto::certificate::CertificateView;
use common::dto::driver_space::DownloadTarget;
use common::dto::page::Page;
use common::dto::replacement::ReplacementView;
use common::dto::request::RequestView;
use common::dto::session::SessionView;
use common::ids::InvoiceId;
use common::words::{DocumentKind, Sector, TrainingKind};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};

use crate::replacements::{card, redirected};
use crate::returned_mail::returned;
use crate::support::centres::{self, Centre};
use crate::support::requests::{begin, fill, mine, picture};
use crate::support::world::{self, TestDriver};
use crate::support::{Client, TestApp};
use crate::training_batches;
use crate::webhooks;

/// Belong to the service, not to a person: who may call is in the authorization table.
const OF_THE_SERVICE: &str = "/api/v1/staff/";

/// Whoever has the path may use it; `downloads.rs` tests what it opens.
const OF_ITS_HOLDER: &[&str] = &["GET /api/v1/downloads/{token}"];

const REPLACEMENTS: &str = "/me/replacements/";

/// What only the holder of a card has.
const OF_A_HOLDER: [&str; 4] = [
    "{card_id}",
    "{payment_id}",
    "{returned_mail_id}",
    REPLACEMENTS,
];

/// A driver and a centre, with everything they can have.
struct Owners {
    driver: TestDriver,
    centre: Centre,
    training: String,
    batch: String,
    endpoint: String,
    certificate: String,
    request: RequestView,
    session: String,
    holder: TestDriver,
    card: String,
    letter: String,
    replacement: ReplacementView,
}

impl Owners {
    async fn with_everything(app: &TestApp) -> Self {
        let driver = world::driver(app).await;
        let centre = centres::centre(app).await;
        let (kind, sector) = (TrainingKind::Fimo, Sector::Goods);
        let training = centres::train(app, &centre, &driver, kind, sector, "2026-11-20").await;
        let batch = training_batches::sent(&centre).await;
        let endpoint = webhooks::endpoint(app, &centre).await;
        let certificates: Page<CertificateView> =
            driver.client.get("/api/v1/me/certificates").await.json();
        let request = begin(&driver.client).await;
        let request = fill(&driver.client, &request).await;
        let sessions: Page<SessionView> = driver.client.get("/api/v1/sessions").await.json();
        let (holder, production, replacement) = redirected(app).await;
        let letter = returned(&production, &card(&replacement).serial).await;
        Self {
            letter: letter.id.to_string(),
            card: card(&replacement).id.to_string(),
            holder,
            replacement,
            training: training.id.to_string(),
            batch: batch.id.to_string(),
            endpoint: endpoint.id.to_string(),
            certificate: certificates.items[0].id.to_string(),
            session: sessions.items[0].id.to_string(),
            driver,
            centre,
            request,
        }
    }

    fn value_of(&self, template: &str, parameter: &str) -> Option<String> {
        Some(match parameter {
            "request_id" if template.contains(REPLACEMENTS) => {
                self.replacement.request.id.to_string()
            }
            "payment_id" => self.replacement.payment.as_ref()?.id.to_string(),
            "request_id" => self.request.summary.id.to_string(),
            "training_id" => self.training.clone(),
            "training_batch_id" => self.batch.clone(),
            "webhook_endpoint_id" => self.endpoint.clone(),
            "certificate_id" => self.certificate.clone(),
            "card_id" => self.card.clone(),
            "returned_mail_id" => self.letter.clone(),
            "session_id" => self.session.clone(),
            "kind" => DocumentKind::LicenceFront.to_string(),
            _ => return None,
        })
    }

    /// The path with the owner's ids in the place of its parameters.
    fn path(&self, template: &str) -> Result<String, String> {
        let parts = template.split('/').map(|part| {
            let name = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            match name {
                Some(name) => self
                    .value_of(template, name)
                    .ok_or_else(|| format!("{template}: nobody has a {name} in this test")),
                None => Ok(part.to_owned()),
            }
        });
        Ok(parts.collect::<Result<Vec<_>, _>>()?.join("/"))
    }

    /// The owner of what an operation is about, with the versions and keys it may ask for.
    fn client(&self, template: &str) -> Client {
        let of_a_centre = [centres::PATH, training_batches::PATH, webhooks::PATH];
        let client = if of_a_centre.iter().any(|path| template.starts_with(path)) {
            &self.centre.client
        } else if OF_A_HOLDER.iter().any(|part| template.contains(part)) {
            &self.holder.client
        } else {
            &self.driver.client
        };
        client
            .clone()
            .with_header("if-match", &format!("\"v{}\"", self.request.version))
            .with_header("idempotency-key", "somebody-else")
    }
}

/// A body that the operation would take, if it takes one.
fn fitting_body(
    operation: &str,
    document: &Value,
) -> Result<Option<(&'static str, Vec<u8>)>, String> {
    let json = |value: &Value| {
        Ok(Some((
            "application/json",
            serde_json::to_vec(value).unwrap(),
        )))
    };
    match operation {
        "PATCH /api/v1/me/requests/{request_id}" => json(&json!({ "step": "summary" })),
        "POST /api/v1/me/returned-mail/{returned_mail_id}/payment" => {
            json(&json!({ "delivery_address": world::address() }))
        }
        "PATCH /api/v1/me/replacements/{request_id}" => json(&json!({ "undertaken": true })),
        "PATCH /api/v1/trainings/{training_id}" => json(&json!({ "instructor": "A. Martin" })),
        "PATCH /api/v1/webhook-endpoints/{webhook_endpoint_id}" => {
            json(&json!({ "enabled": true }))
        }
        "POST /api/v1/webhook-endpoints/{webhook_endpoint_id}/replays" => {
            json(&json!({ "from": "2026-11-23T00:00:00Z" }))
        }
        "POST /api/v1/trainings/{training_id}/cancellation" => {
            json(&json!({ "reason": "declared_in_error" }))
        }
        "POST /api/v1/me/requests/{request_id}/submission" => json(&json!({ "declaration": true })),
        "PUT /api/v1/me/requests/{request_id}/documents/{kind}" => {
            Ok(Some(("image/jpeg", picture(DocumentKind::LicenceFront))))
        }
        _ if document.get("requestBody").is_some() => Err(format!(
            "{operation} takes a body that this test does not know"
        )),
        _ => Ok(None),
    }
}

/// Every operation with a parameter in its path that belongs to a person or a centre.
fn owned_operations() -> Vec<(Method, String, Value)> {
    let document = serde_json::to_value(api::openapi::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = method.to_uppercase();
            let is_owned = path.contains('{')
                && !path.starts_with(OF_THE_SERVICE)
                && !OF_ITS_HOLDER.contains(&format!("{method} {path}").as_str());
            if is_owned {
                found.push((method.parse().unwrap(), path.clone(), operation.clone()));
            }
        }
    }
    found
}

on_both_engines! {
    async fn no_operation_knows_what_is_somebody_elses(app: TestApp) {
        let owners = Owners::with_everything(&app).await;
        let others = Owners::with_everything(&app).await;
        let operations = owned_operations();
        assert!(operations.len() >= 10, "{}", operations.len());
        let mut wrong = Vec::new();
        for (method, template, document) in operations {
            let operation = format!("{method} {template}");
            let prepared = owners.path(&template).and_then(|path| Ok((path, fitting_body(&operation, &document)?)));
            let (path, body) = match prepared {
                Ok(prepared) => prepared,
                Err(unknown) => {
                    wrong.push(unknown);
                    continue;
                }
            };
            let is_reading = method == Method::GET;
            let answer = others.client(&template).send(method.clone(), &path, body).await;
            if answer.status != 404 {
                wrong.push(format!("{operation}: {} {}", answer.status, answer.text()));
            }
            // The ids are real ones: their owner finds what they name.
            if is_reading {
                let answer = owners.client(&template).send(method, &path, None).await;
                assert_eq!(answer.status, 200, "{operation}: {}", answer.text());
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));

        let after: RequestView = owners.driver.client.get(&mine(&owners.request)).await.json();
        assert_eq!(after, owners.request, "nothing was changed");
        assert_eq!(owners.driver.client.get("/api/v1/me").await.status, 200, "the session goes on");
    }

    async fn no_link_is_given_to_somebody_elses_document(app: TestApp) {
        let owners = Owners::with_everything(&app).await;
        let others = Owners::with_everything(&app).await;
        for target in DownloadTarget::ALL {
            let id = match target {
                DownloadTarget::TrainingRecap => owners.training.clone(),
                DownloadTarget::Certificate => owners.certificate.clone(),
                DownloadTarget::Document => owners.request.documents[0].id.to_string(),
                DownloadTarget::Accounts => "csv_2026-11-01_2026-11-23".to_owned(),
                // `replacements/money.rs` has a real one.
                DownloadTarget::Invoice => InvoiceId::new().to_string(),
                DownloadTarget::Acknowledgement | DownloadTarget::RequestSummary => {
                    owners.request.summary.id.to_string()
                }
            };
            let body = json!({ "target": target, "id": id });
            let answer = others.driver.client.post("/api/v1/download-links", &body).await;
            assert_eq!(answer.problem(404).code, "not_found", "{target}");
        }
        for (target, id) in [
            (DownloadTarget::TrainingRecap, &owners.training),
            (DownloadTarget::Certificate, &owners.certificate),
            (DownloadTarget::Document, &owners.request.documents[0].id.to_string()),
        ] {
            let body = json!({ "target": target, "id": id });
            let answer = owners.driver.client.post("/api/v1/download-links", &body).await;
            assert!(answer.status.is_success(), "{target}: {}", answer.text());
        }
    }
}
