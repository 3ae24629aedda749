//! Tells an endpoint of an event: at once, then again and again for three days.

use chrono::{DateTime, TimeDelta, Utc};
use common::ids::{EventId, WebhookDeliveryId, WebhookEndpointId};
use common::organisation_event::{OrganisationEventKind, WebhookStatus};
use common::words::Language;
use db::events::EventRow;
use db::webhooks::{WebhookDeliveryRow, WebhookEndpointChanges, WebhookEndpointRow};
use serde::{Deserialize, Serialize};

use super::signature::sign;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::events;
use crate::jobs::{Job, JobContext};
use crate::mails::{Mail, Recipient};
use crate::ports::webhook_sender::{OutgoingWebhook, WebhookAnswer};

/// How long to wait after each try, in seconds; after the last the endpoint is given up.
const DELAYS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// Sends one event to one endpoint.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DeliverWebhook {
    /// Whom.
    pub endpoint_id: WebhookEndpointId,
    /// What.
    pub event_id: EventId,
    /// Which try, from 1.
    pub attempt: i32,
}

/// "Nous n’arrivons plus à joindre …"
#[derive(Serialize)]
struct WebhookDisabled {
    url: String,
}

impl Mail for WebhookDisabled {
    const TEMPLATE: &'static str = "webhook_disabled";
}

/// Has the endpoints told that want to know of it.
pub(crate) fn queue(tx: &mut Tx<'_>, event: &EventRow) -> ServiceResult<()> {
    for endpoint in db::webhooks::list(tx, event.organisation_id)? {
        if endpoint.wants(event.kind) {
            tx.enqueue(&first_try(endpoint.id, event.id))?;
        }
    }
    Ok(())
}

pub(super) const fn first_try(endpoint_id: WebhookEndpointId, event_id: EventId) -> DeliverWebhook {
    DeliverWebhook {
        endpoint_id,
        event_id,
        attempt: 1,
    }
}

impl Job for DeliverWebhook {
    const NAME: &'static str = "deliver_webhook";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let Some((endpoint, event)) = self.find(ctx).await? else {
            return Ok(());
        };
        let message = message(&endpoint, &event, ctx.now())?;
        let answer = ctx.webhooks.send(&message).await;
        let this = *self;
        let written = ctx.write(move |tx| this.note(tx, &endpoint, event.kind, &answer));
        Ok(written.await?)
    }
}

impl DeliverWebhook {
    /// Endpoint and event, if both are still there and the endpoint is told.
    async fn find(&self, ctx: &Context) -> ServiceResult<Option<(WebhookEndpointRow, EventRow)>> {
        let this = *self;
        ctx.read(move |conn| {
            let endpoint = db::webhooks::find(conn, this.endpoint_id)?;
            let endpoint = endpoint.filter(|found| found.status == WebhookStatus::Enabled);
            let Some(endpoint) = endpoint else {
                return Ok(None);
            };
            let event = db::events::find(conn, endpoint.organisation_id, this.event_id)?;
            Ok(event.map(|event| (endpoint, event)))
        })
        .await
    }

    /// Keeps the answer, and has it tried again if it was none.
    fn note(
        self,
        tx: &mut Tx<'_>,
        endpoint: &WebhookEndpointRow,
        kind: OrganisationEventKind,
        answer: &WebhookAnswer,
    ) -> ServiceResult<()> {
        let now = tx.now;
        let delivery = WebhookDeliveryRow {
            id: WebhookDeliveryId::new(),
            endpoint_id: endpoint.id,
            event_id: self.event_id,
            kind,
            attempt: self.attempt,
            at: now.naive_utc(),
            duration_ms: i64::try_from(answer.took.as_millis()).unwrap_or(i64::MAX),
            status_code: answer.status.map(i32::from),
            answer: answer.text.clone(),
        };
        db::webhooks::insert_delivery(tx, &delivery)?;
        if answer.is_success() {
            return Ok(());
        }
        let delay = usize::try_from(self.attempt - 1).ok();
        let delay = delay.and_then(|place| DELAYS.get(place));
        match delay {
            Some(delay) if !answer.is_gone() => {
                let next = Self {
                    attempt: self.attempt + 1,
                    ..self
                };
                let wait = TimeDelta::seconds(delay + jitter(self.event_id, *delay));
                tx.enqueue_at(&next, now + wait, None)?;
                Ok(())
            }
            _ => give_up(tx, endpoint.id),
        }
    }
}

/// Up to a tenth of the delay, by the event, so that what failed together is not tried
/// together.
fn jitter(event: EventId, delay: i64) -> i64 {
    let last = event.as_str().bytes().rev().take(2);
    let number: i64 = last.map(i64::from).sum();
    number % (delay / 10).max(1)
}

/// The endpoint is not told any more, and its organisation is.
fn give_up(tx: &mut Tx<'_>, id: WebhookEndpointId) -> ServiceResult<()> {
    let now = tx.now;
    let Some(endpoint) = db::webhooks::find(tx, id)? else {
        return Ok(());
    };
    if endpoint.status != WebhookStatus::Enabled {
        return Ok(());
    }
    let changes = WebhookEndpointChanges {
        status: Some(WebhookStatus::Failing),
        ..WebhookEndpointChanges::default()
    };
    db::webhooks::update(tx, &endpoint, &changes, now)?;
    let details = serde_json::json!({ "organisation": endpoint.organisation_id });
    let actor = crate::audit::Actor::system();
    tx.audit(&actor, "webhook_endpoint.given_up", id, &details)?;
    let organisation = db::organisations::get(tx, endpoint.organisation_id)?;
    let to = Recipient {
        email: organisation.email,
        language: Language::French,
    };
    tx.mail(&to, &WebhookDisabled { url: endpoint.url })
}

fn message(
    endpoint: &WebhookEndpointRow,
    event: &EventRow,
    now: DateTime<Utc>,
) -> anyhow::Result<OutgoingWebhook> {
    let view = events::view(event);
    let body = serde_json::json!({
        "type": view.kind,
        "timestamp": view.created_at,
        "data": view.data,
    });
    let (id, body, timestamp) = (event.id.to_string(), body.to_string(), now.timestamp());
    let mut secrets = vec![endpoint.secret.as_str()];
    let is_good = endpoint
        .previous_until
        .is_some_and(|until| now.naive_utc() < until);
    secrets.extend(endpoint.previous_secret.as_deref().filter(|_| is_good));
    Ok(OutgoingWebhook {
        url: endpoint.url.parse()?,
        signature: sign(&secrets, (&id, timestamp, &body))?,
        id,
        timestamp,
        body,
    })
}
