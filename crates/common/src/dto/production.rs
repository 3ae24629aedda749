//! Staff: production and dispatch.

use chrono::{DateTime, Utc};

use crate::ids::{BatchId, RequestId};

response! {
    /// A batch sent to production.
    pub struct BatchView {
        /// Identifier.
        pub id: BatchId,
        /// Reference, `LOT-2026-00001`.
        pub reference: String,
        /// When.
        pub created_at: DateTime<Utc>,
        /// Cards in it.
        pub cards: u32,
        /// Of them, still in production.
        pub in_production: u32,
        /// Of them, ready to be sent.
        pub ready_to_ship: u32,
        /// Of them, sent or delivered.
        pub shipped: u32,
    }
}

request! {
    /// Puts approved requests into a batch.
    pub struct CreateBatchRequest {
        /// The requests, all approved.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
        pub request_ids: Vec<RequestId>,
    }

    /// The card was handed to the carrier.
    pub struct ShipRequest {
        /// Carrier's name.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
        pub carrier: String,
        /// Tracking number.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
        pub tracking_number: String,
    }
}
