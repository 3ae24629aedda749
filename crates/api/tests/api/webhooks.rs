//! `/api/v1/webhook-endpoints` and `/api/v1/events`: what organisations' software is told.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use common::dto::event::EventView;
use common::dto::page::Page;
use common::dto::training::TrainingRecord;
use common::dto::webhook::{ReplayedWebhooks, WebhookDeliveryView, WebhookEndpointView};
use common::field_error::FieldErrorCode;
use common::organisation_event::{OrganisationEventKind, WebhookStatus};
use common::words::{Scope, Sector, TrainingKind};
use db::on_both_engines;
use serde_json::{Value, json};
use services::testing::records::declaration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::support::centres::{self, Centre, client_of, declare, stranger, train};
use crate::support::requests::at;
use crate::support::world;
use crate::support::{Client, TestApp};

pub const PATH: &str = "/api/v1/webhook-endpoints";
const EVENTS: &str = "/api/v1/events";

/// A message as it came.
#[derive(Clone, Debug)]
struct Message {
    headers: String,
    body: String,
}

impl Message {
    fn header(&self, name: &str) -> &str {
        let line = self
            .headers
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A receiver on this machine that answers with a status.
struct Receiver {
    url: String,
    messages: Arc<Mutex<Vec<Message>>>,
    status: Arc<Mutex<u16>>,
}

impl Receiver {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (messages, status): (Arc<Mutex<Vec<Message>>>, _) =
            (Arc::default(), Arc::new(Mutex::new(200)));
        let (kept, answered) = (Arc::clone(&messages), Arc::clone(&status));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let message = read_message(&mut stream).await;
                kept.lock().unwrap().push(message);
                let status = *answered.lock().unwrap();
                let answer = format!(
                    "HTTP/1.1 {status} Such\r\ncontent-length: 4\r\nconnection: close\r\n\r\nsaid"
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Self {
            url,
            messages,
            status,
        }
    }

    fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = status;
    }

    fn messages(&self) -> Vec<Message> {
        self.messages.lock().unwrap().clone()
    }
}

async fn read_message(stream: &mut tokio::net::TcpStream) -> Message {
    let (mut text, mut buffer) = (String::new(), [0; 4_096]);
    loop {
        let read = stream.read(&mut buffer).await.unwrap();
        text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        let Some((headers, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = headers
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        if body.len() >= length.unwrap().parse::<usize>().unwrap() {
            return Message {
                headers: headers.to_owned(),
                body: body.to_owned(),
            };
        }
    }
}

/// The software with a fresh access token: tests move the clock.
fn manager(app: &TestApp, centre: &Centre) -> Client {
    client_of(app, &centre.centre)
}

async fn create(client: &Client, body: &Value) -> WebhookEndpointView {
    let answer = client.post(PATH, body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// An endpoint of this centre.
pub async fn endpoint(app: &TestApp, centre: &Centre) -> WebhookEndpointView {
    create(
        &manager(app, centre),
        &json!({ "url": "https://centre.example/hook" }),
    )
    .await
}

async fn declared(centre: &Centre, number: usize) -> TrainingRecord {
    let mut trainee = stranger();
    trainee.licence_number = format!("1501753000{number:02}");
    let form = declaration(
        &centre.centre,
        trainee,
        TrainingKind::Fimo,
        Sector::Goods,
        "2026-11-20",
    );
    declare(&centre.client, &form, &format!("k{number}"))
        .await
        .json()
}

async fn deliveries(client: &Client, endpoint: &WebhookEndpointView) -> Vec<WebhookDeliveryView> {
    client
        .get(&format!("{PATH}/{}/deliveries", endpoint.id))
        .await
        .json::<Page<_>>()
        .items
}

async fn feed(client: &Client, query: &str) -> Page<EventView> {
    client.get(&format!("{EVENTS}?{query}")).await.json()
}

on_both_engines! {
    async fn an_address_that_leads_nowhere_is_refused(app: TestApp) {
        let centre = centres::centre(&app).await;
        let client = manager(&app, &centre);
        for (url, code) in [
            ("", FieldErrorCode::Required),
            ("centre.example", FieldErrorCode::Malformed),
            ("ftp://centre.example/", FieldErrorCode::NotAllowed),
            ("https://user:pw@centre.example/", FieldErrorCode::NotAllowed),
        ] {
            let problem = client.post(PATH, &json!({ "url": url })).await.problem(422);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/url", code), "{url}");
        }
        let problem = client.post(PATH, &json!({ "url": "https://centre.example", "events": ["x"] })).await.problem(422);
        assert_eq!(problem.errors[0].pointer, "/events/0");
        let reader = app.client_token(centre.centre.organisation, centre.centre.client, &[Scope::TrainingsRead]);
        assert_eq!(reader.get(PATH).await.problem(403).code, "insufficient_scope");
        for _ in 0..10 {
            endpoint(&app, &centre).await;
        }
        let eleventh = client.post(PATH, &json!({ "url": "https://centre.example" })).await;
        assert_eq!(eleventh.problem(422).errors[0].code, FieldErrorCode::TooManyItems);
    }

    async fn what_happens_is_told_signed_and_thin(app: TestApp) {
        let (centre, receiver) = (centres::centre(&app).await, Receiver::start().await);
        let client = manager(&app, &centre);
        let made = create(&client, &json!({ "url": receiver.url })).await;
        assert!(made.secret.as_deref().unwrap().starts_with("whsec_"));
        let shown: WebhookEndpointView = client.get(&format!("{PATH}/{}", made.id)).await.json();
        assert_eq!(shown.secret, None);
        let driver = world::driver(&app).await;
        let record = train(&app, &centre, &driver, TrainingKind::Fimo, Sector::Goods, "2026-11-20").await;
        let messages = receiver.messages();
        let kinds: Vec<_> = messages.iter().map(|message| message.json()["type"].clone()).collect();
        assert_eq!(kinds, [json!("training.declared"), json!("certificate.issued")]);
        let first = messages[0].json();
        assert_eq!(first["data"], json!({ "id": record.id, "object": "training", "version": 1 }));
        assert!(!messages[0].body.contains("Lef"), "{}", messages[0].body);
        assert!(messages[0].header("webhook-id").starts_with("evt_"));
        assert!(messages[0].header("webhook-signature").starts_with("v1,"));
        let log = deliveries(&client, &made).await;
        assert_eq!((log.len(), log[0].status_code, log[0].answer.as_str()), (2, Some(200), "said"));
        // The feed says the same, in order.
        let page = feed(&client, "").await;
        let seen: Vec<_> = page.items.iter().map(|event| event.kind).collect();
        assert_eq!(seen, [OrganisationEventKind::TrainingDeclared, OrganisationEventKind::CertificateIssued]);
        assert_eq!(page.items[0].id.to_string(), messages[0].header("webhook-id"));
    }

    async fn only_the_events_that_are_wanted(app: TestApp) {
        let (centre, receiver) = (centres::centre(&app).await, Receiver::start().await);
        let client = manager(&app, &centre);
        create(&client, &json!({ "url": receiver.url, "events": ["training.cancelled"] })).await;
        let record = declared(&centre, 1).await;
        let path = format!("{}/{}/cancellation", centres::PATH, record.id);
        at(&centre.client, 1).post(&path, &json!({ "reason": "declared_in_error" })).await.json::<TrainingRecord>();
        app.run_jobs().await;
        let messages = receiver.messages();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].json()["data"]["version"], 2);
    }

    async fn what_fails_is_tried_for_days_and_then_given_up(app: TestApp) {
        let (centre, receiver) = (centres::centre(&app).await, Receiver::start().await);
        let made = create(&manager(&app, &centre), &json!({ "url": receiver.url })).await;
        receiver.answers(503);
        declared(&centre, 1).await;
        app.run_jobs().await;
        assert_eq!(receiver.messages().len(), 1);
        app.clock.advance(TimeDelta::seconds(6));
        app.run_jobs().await;
        let messages = receiver.messages();
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[0].header("webhook-id"), messages[1].header("webhook-id"));
        assert_ne!(messages[0].header("webhook-signature"), messages[1].header("webhook-signature"));
        for _ in 0..8 {
            app.clock.advance(TimeDelta::hours(27));
            app.run_jobs().await;
        }
        assert_eq!(receiver.messages().len(), 10);
        let client = manager(&app, &centre);
        let given_up: WebhookEndpointView = client.get(&format!("{PATH}/{}", made.id)).await.json();
        assert_eq!(given_up.status, WebhookStatus::Failing);
        let mails = app.outbox().await;
        assert!(mails.iter().any(|mail| mail.body_text.contains(&receiver.url)));
        assert_eq!(deliveries(&client, &made).await[0].status_code, Some(503));
        // Back again: what was missed is asked for.
        receiver.answers(200);
        let path = format!("{PATH}/{}", made.id);
        client.post(&format!("{path}/test"), &json!({})).await.problem(409);
        let enabled: WebhookEndpointView = at(&client, given_up.version).patch(&path, &json!({ "enabled": true })).await.json();
        assert_eq!(enabled.status, WebhookStatus::Enabled);
        let body = json!({ "from": "2026-11-23T00:00:00Z" });
        let replayed: ReplayedWebhooks = client.post(&format!("{path}/replays"), &body).await.json();
        assert_eq!(replayed.events, 1);
        app.run_jobs().await;
        assert_eq!(receiver.messages().len(), 11);
    }

    async fn one_that_is_gone_is_not_asked_again(app: TestApp) {
        let (centre, receiver) = (centres::centre(&app).await, Receiver::start().await);
        let client = manager(&app, &centre);
        let made = create(&client, &json!({ "url": receiver.url })).await;
        receiver.answers(410);
        declared(&centre, 1).await;
        app.run_jobs().await;
        let shown: WebhookEndpointView = client.get(&format!("{PATH}/{}", made.id)).await.json();
        assert_eq!(shown.status, WebhookStatus::Failing);
        app.clock.advance(TimeDelta::days(3));
        app.run_jobs().await;
        assert_eq!(receiver.messages().len(), 1);
    }

    async fn a_new_secret_signs_beside_the_old_one_for_a_day(app: TestApp) {
        let (centre, receiver) = (centres::centre(&app).await, Receiver::start().await);
        let client = manager(&app, &centre);
        let made = create(&client, &json!({ "url": receiver.url })).await;
        let path = format!("{PATH}/{}", made.id);
        client.post(&format!("{path}/secret"), &json!({})).await.problem(428);
        let rotated: WebhookEndpointView = at(&client, 1).post(&format!("{path}/secret"), &json!({})).await.json();
        assert!(rotated.secret.is_some() && rotated.secret != made.secret);
        let signatures = |message: &Message| message.header("webhook-signature").split(' ').count();
        assert_eq!(client.post(&format!("{path}/test"), &json!({})).await.status, 202);
        app.run_jobs().await;
        assert_eq!(signatures(&receiver.messages()[0]), 2);
        app.clock.advance(TimeDelta::hours(25));
        let client = manager(&app, &centre);
        client.post(&format!("{path}/test"), &json!({})).await;
        app.run_jobs().await;
        assert_eq!(signatures(&receiver.messages()[1]), 1);
        assert_eq!(at(&client, rotated.version).delete(&path).await.status, 204);
        client.get(&path).await.problem(404);
    }

    async fn the_feed_is_read_on_from_the_last_event(app: TestApp) {
        let (centre, other) = (centres::centre(&app).await, centres::centre(&app).await);
        for number in 1..=5 {
            declared(&centre, number).await;
        }
        declared(&other, 9).await;
        let first = feed(&centre.client, "limit=3").await;
        assert_eq!((first.items.len(), first.has_more), (3, true));
        let second = feed(&centre.client, &format!("after={}", first.next_cursor.unwrap())).await;
        assert_eq!((second.items.len(), second.has_more), (2, false));
        let last = second.next_cursor.unwrap();
        let nothing = feed(&centre.client, &format!("after={last}")).await;
        assert_eq!((nothing.items.len(), nothing.next_cursor.as_deref()), (0, Some(last.as_str())));
        declared(&centre, 6).await;
        assert_eq!(feed(&centre.client, &format!("after={last}")).await.items.len(), 1);
        let foreign = other.client.get(&format!("{EVENTS}?after={last}")).await;
        assert_eq!(foreign.problem(400).code, "cursor_expired");
        centre.client.get(&format!("{EVENTS}?after=x")).await.problem(400);
    }

    async fn a_replay_says_what_it_wants(app: TestApp) {
        let centre = centres::centre(&app).await;
        let client = manager(&app, &centre);
        let made = endpoint(&app, &centre).await;
        let path = format!("{PATH}/{}/replays", made.id);
        for (body, pointer) in [
            (json!({}), "/from"),
            (json!({ "event_id": "evt_019ab3f0c5d87c3e9a51f2b6d4e8a713" }), "/event_id"),
            (json!({ "event_id": "evt_019ab3f0c5d87c3e9a51f2b6d4e8a713", "from": "2026-11-23T00:00:00Z" }), "/event_id"),
            (json!({ "from": "2026-11-23T00:00:00Z", "until": "2026-11-22T00:00:00Z" }), "/until"),
        ] {
            assert_eq!(client.post(&path, &body).await.problem(422).errors[0].pointer, pointer, "{body}");
        }
    }
}
