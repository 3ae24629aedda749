//! Every action in every status: what the transition table does not allow is
//! refused, and nothing is written.

use common::dto::request::RequestView;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::transitions::request::{RequestEvent, next};
use common::words::{DocumentKind, Role};
use db::on_both_engines;
use db::requests::RequestChanges;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::requests::{at, mine, picture, question, staffs, submitted};
use crate::support::{Answer, Client, TestApp};

struct Callers {
    driver: Client,
    agent: Client,
    supervisor: Client,
    production: Client,
}

/// An action, and where it is allowed.
struct Action {
    name: &'static str,
    legal_in: fn(RequestStatus) -> bool,
}

fn may(status: RequestStatus, event: RequestEvent) -> bool {
    next(status, event).is_some()
}

const ACTIONS: &[Action] = &[
    Action {
        name: "save",
        legal_in: |status| may(status, RequestEvent::Save),
    },
    Action {
        name: "upload",
        legal_in: |status| may(status, RequestEvent::Save),
    },
    Action {
        name: "rotate",
        legal_in: |status| may(status, RequestEvent::Save),
    },
    Action {
        name: "remove",
        legal_in: |status| may(status, RequestEvent::Save),
    },
    Action {
        name: "cancel",
        legal_in: |status| status == RequestStatus::Draft,
    },
    Action {
        name: "submit",
        legal_in: |status| may(status, RequestEvent::Submit),
    },
    Action {
        name: "respond",
        legal_in: |status| may(status, RequestEvent::Respond),
    },
    Action {
        name: "take",
        legal_in: |status| may(status, RequestEvent::Take) || status == RequestStatus::UnderReview,
    },
    Action {
        name: "decide",
        legal_in: |status| status == RequestStatus::UnderReview,
    },
    Action {
        name: "ask",
        legal_in: |status| may(status, RequestEvent::AskInformation),
    },
    Action {
        name: "approve",
        legal_in: |status| may(status, RequestEvent::Approve),
    },
    Action {
        name: "reject",
        legal_in: |status| may(status, RequestEvent::Reject),
    },
    Action {
        name: "batch",
        legal_in: |status| may(status, RequestEvent::SendToProduction),
    },
    Action {
        name: "personalise",
        legal_in: |status| may(status, RequestEvent::FinishProduction),
    },
    Action {
        name: "defect",
        legal_in: |status| may(status, RequestEvent::ReportDefect),
    },
    Action {
        name: "ship",
        legal_in: |status| may(status, RequestEvent::Ship),
    },
    Action {
        name: "deliver",
        legal_in: |status| may(status, RequestEvent::Deliver),
    },
];

async fn call(callers: &Callers, view: &RequestView, action: &str) -> Answer {
    let driver = at(&callers.driver, view.version);
    let (own, of_staff) = (mine(view), staffs(view));
    let licence = format!("{own}/documents/licence_front");
    let post = |client: &Client, path: String, body: Value| {
        let client = at(client, view.version);
        async move { client.post(&path, &body).await }
    };
    match action {
        "save" => driver.patch(&own, &json!({ "step": "photo" })).await,
        "upload" => {
            let file = ("image/jpeg", picture(DocumentKind::LicenceFront));
            driver.send(Method::PUT, &licence, Some(file)).await
        }
        "rotate" => {
            driver
                .send(Method::POST, &format!("{licence}/rotation"), None)
                .await
        }
        "remove" => driver.delete(&licence).await,
        "cancel" => driver.delete(&own).await,
        "submit" => {
            driver
                .post(
                    &format!("{own}/submission"),
                    &json!({ "declaration": true }),
                )
                .await
        }
        "respond" => {
            driver
                .send(Method::POST, &format!("{own}/response"), None)
                .await
        }
        "decide" => {
            let path = format!("{of_staff}/documents/{}/decision", view.documents[0].id);
            at(&callers.agent, view.version)
                .put(&path, &json!({ "decision": "accepted" }))
                .await
        }
        "take" => post(&callers.agent, format!("{of_staff}/take"), json!({})).await,
        "ask" => {
            let path = format!("{of_staff}/information-requests");
            post(&callers.agent, path, question("2026-12-23")).await
        }
        "approve" => post(&callers.agent, format!("{of_staff}/approval"), json!({})).await,
        "reject" => {
            let body = json!({ "reasons": [{ "code": "mismatch", "text": "Non." }] });
            post(&callers.supervisor, format!("{of_staff}/rejection"), body).await
        }
        "batch" => {
            let body = json!({ "request_ids": [view.summary.id] });
            callers
                .production
                .post("/api/v1/staff/batches", &body)
                .await
        }
        "personalise" => {
            post(
                &callers.production,
                format!("{of_staff}/personalisation"),
                json!({}),
            )
            .await
        }
        "defect" => post(&callers.production, format!("{of_staff}/defect"), json!({})).await,
        "ship" => {
            let body = json!({ "carrier": "La Poste", "tracking_number": "1A" });
            post(&callers.production, format!("{of_staff}/shipment"), body).await
        }
        "deliver" => {
            post(
                &callers.production,
                format!("{of_staff}/delivery"),
                json!({}),
            )
            .await
        }
        other => unreachable!("there is no action {other}"),
    }
}

/// Everything of a request that an action could have changed.
async fn fingerprint(app: &TestApp, id: RequestId) -> String {
    app.read(move |conn| {
        let row = db::requests::get(conn, id)?;
        let history = db::request_history::list_by_requests(conn, &[id])?;
        let documents = db::documents::list_by_request(conn, id)?;
        let asked = db::information_requests::list_by_requests(conn, &[id])?;
        let batches = db::batches::list(conn, None, 10)?;
        let card = db::cards::find_by_request(conn, id)?;
        let documents: Vec<_> = documents
            .iter()
            .map(|(row, _)| (row.id, row.status))
            .collect();
        Ok(format!(
            "{} {} {} {} {documents:?} {} {} {}",
            row.version,
            row.status,
            row.updated_at,
            history.len(),
            asked.len(),
            batches.len(),
            card.is_some()
        ))
    })
    .await
    .unwrap()
}

async fn put_into(app: &TestApp, id: RequestId, status: RequestStatus) {
    app.write(move |tx| {
        let now = tx.now;
        let row = db::requests::get(tx, id)?;
        let changes = RequestChanges {
            status: Some(status),
            ..RequestChanges::default()
        };
        db::requests::update(tx, &row, &changes, now)?;
        Ok(())
    })
    .await
    .unwrap();
}

on_both_engines! {
    async fn what_the_table_does_not_allow_changes_nothing(app: TestApp) {
        let (driver, view) = submitted(&app).await;
        let callers = Callers {
            driver: driver.client.clone(),
            agent: app.signed_in(Role::Agent).await,
            supervisor: app.signed_in(Role::Supervisor).await,
            production: app.signed_in(Role::Production).await,
        };
        let (id, mut refused) = (view.summary.id, 0);
        for status in RequestStatus::ALL {
            put_into(&app, id, *status).await;
            let view: RequestView = driver.client.get(&mine(&view)).await.json();
            let before = fingerprint(&app, id).await;
            for action in ACTIONS.iter().filter(|action| !(action.legal_in)(*status)) {
                let answer = call(&callers, &view, action.name).await;
                // What somebody may not see is not found; the rest is a conflict.
                let code = answer.status.as_u16();
                assert!(
                    matches!(code, 404 | 409),
                    "{} in {status}: {code} {}", action.name, answer.text()
                );
                assert_eq!(fingerprint(&app, id).await, before, "{} in {status}", action.name);
                refused += 1;
            }
        }
        assert!(refused > 150, "{refused}");
    }
}
