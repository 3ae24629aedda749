//! Staff: production and dispatch.

use chrono::{DateTime, NaiveDate, Utc};

use super::address::Address;
use crate::ids::{BatchId, RequestId};
use crate::words::LicenceCategory;

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

response! {
    /// What the workshop needs to make a batch's cards.
    pub struct BatchManifest {
        /// Identifier.
        pub id: BatchId,
        /// Reference, `LOT-2026-00001`.
        pub reference: String,
        /// Field 4c: who issues the cards.
        pub authority: String,
        /// When it was made.
        pub made_at: DateTime<Utc>,
        /// Until when its links open; a manifest made anew has new ones.
        pub links_expire_at: DateTime<Utc>,
        /// The cards that are still to be made.
        pub cards: Vec<ManifestCard>,
    }

    /// A card to be made. Fields 4d and 8 are optional and not printed.
    pub struct ManifestCard {
        /// The request, for the operations on it.
        pub request_id: RequestId,
        /// Its reference.
        pub request_reference: String,
        /// Field 1: surname at birth.
        pub surname: String,
        /// Field 1: surname in use, where there is one.
        pub surname_usage: Option<String>,
        /// Field 2.
        pub first_names: String,
        /// Field 3: date of birth.
        pub birth_date: NaiveDate,
        /// Field 3: place of birth.
        pub birth_place: String,
        /// Field 3: country of birth.
        pub birth_country: String,
        /// Field 4a.
        pub issued_on: NaiveDate,
        /// Field 4b.
        pub valid_until: NaiveDate,
        /// Field 5a.
        pub licence_number: String,
        /// Field 5b.
        pub serial: String,
        /// Field 6: address of the photo.
        pub photo_url: String,
        /// Field 7: address of the signature.
        pub signature_url: String,
        /// Fields 9 and 10, one line each.
        pub categories: Vec<ManifestCategory>,
        /// Field 11: the batch's reference and the card's place in it.
        pub support_number: String,
        /// To whom the card is sent.
        pub recipient: String,
        /// Where it is sent.
        pub delivery_address: Address,
    }

    /// A line on the back of a card.
    pub struct ManifestCategory {
        /// Field 9.
        pub category: LicenceCategory,
        /// Field 10: the day printed with code 95.
        pub code_95_until: NaiveDate,
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
