//! The feed of what happened to what an organisation declared.

use chrono::{DateTime, Utc};

use crate::ids::EventId;
use crate::organisation_event::OrganisationEventKind;

response! {
    /// Something that happened. It is thin: read the thing itself for more.
    pub struct EventView {
        /// Identifier; also the `webhook-id` under which it is sent.
        pub id: EventId,
        /// Always `event`.
        pub object: String,
        /// What happened.
        #[serde(rename = "type")]
        pub kind: OrganisationEventKind,
        /// When.
        pub created_at: DateTime<Utc>,
        /// What it is about.
        pub data: EventSubject,
    }

    /// What an event is about.
    pub struct EventSubject {
        /// Its identifier.
        pub id: String,
        /// What it is: `training`, `training_batch`, `certificate`.
        pub object: String,
        /// Its version then: drop what is older than what you have.
        pub version: i64,
    }
}
