//! Webhooks: where an organisation wants to be told of events, and what became of it.

use chrono::{DateTime, Utc};

use crate::ids::{EventId, WebhookDeliveryId, WebhookEndpointId};
use crate::organisation_event::{OrganisationEventKind, WebhookStatus};

request! {
    /// A new endpoint.
    pub struct CreateWebhookEndpointRequest {
        /// Where events are sent: `https`, reachable from the public internet.
        #[cfg_attr(feature = "openapi", schema(format = "uri", min_length = 1, max_length = 500, example = "https://centre.example/webhooks/cqc"))]
        pub url: String,
        /// What it is for, in words.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 200))]
        pub description: String,
        /// Which events; none for all.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        pub events: Vec<OrganisationEventKind>,
    }

    /// What to change in an endpoint; what is left out stays as it is.
    pub struct UpdateWebhookEndpointRequest {
        /// Where events are sent.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(format = "uri", max_length = 500))]
        pub url: Option<String>,
        /// What it is for.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 200))]
        pub description: Option<String>,
        /// Which events; an empty list for all.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        pub events: Option<Vec<OrganisationEventKind>>,
        /// Whether it is told.
        #[serde(default)]
        pub enabled: Option<bool>,
    }

    /// What to send again: one event, or those of a period.
    pub struct ReplayWebhooksRequest {
        /// The event.
        #[serde(default)]
        pub event_id: Option<EventId>,
        /// The first instant of the period.
        #[serde(default)]
        pub from: Option<DateTime<Utc>>,
        /// The last; now if it is left out.
        #[serde(default)]
        pub until: Option<DateTime<Utc>>,
    }
}

response! {
    /// Where an organisation is told of events.
    pub struct WebhookEndpointView {
        /// Identifier.
        pub id: WebhookEndpointId,
        /// Always `webhook_endpoint`.
        pub object: String,
        /// Where events are sent.
        pub url: String,
        /// What it is for.
        pub description: String,
        /// Which events; empty for all.
        pub events: Vec<OrganisationEventKind>,
        /// Whether it is told.
        pub status: WebhookStatus,
        /// The secret that signs, shown only when it is new: `whsec_` and base64.
        pub secret: Option<String>,
        /// When it was made.
        pub created_at: DateTime<Utc>,
        /// Last change.
        pub updated_at: DateTime<Utc>,
        /// For `If-Match`.
        pub version: i64,
    }

    /// One try to tell an endpoint.
    pub struct WebhookDeliveryView {
        /// Identifier.
        pub id: WebhookDeliveryId,
        /// The event.
        pub event_id: EventId,
        /// What happened.
        #[serde(rename = "type")]
        pub kind: OrganisationEventKind,
        /// Which try, from 1.
        pub attempt: u32,
        /// When.
        pub at: DateTime<Utc>,
        /// How long the answer took, in milliseconds.
        pub duration_ms: u32,
        /// The answer's status; none if there was no answer.
        pub status_code: Option<u16>,
        /// The beginning of the answer, at most 2 kB, or why there was none.
        pub answer: String,
    }

    /// How many events are sent again.
    pub struct ReplayedWebhooks {
        /// How many.
        pub events: u32,
    }
}
