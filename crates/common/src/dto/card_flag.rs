//! Cards whose training was cancelled, as a supervisor sees them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{CardFlagId, CardId, TrainingId};
use crate::rules::training_change::FlagDecision;
use crate::statuses::CardStatus;
use crate::words::TrainingKind;

response! {
    /// A card about which a second person has to decide (domain §9.2).
    pub struct CardFlagView {
        /// Identifier.
        pub id: CardFlagId,
        /// The card.
        pub card_id: CardId,
        /// Its serial number (field 5b).
        pub serial: String,
        /// Where it stands.
        pub card_status: CardStatus,
        /// Its last day.
        pub valid_until: NaiveDate,
        /// The driver's surname and first names.
        pub driver_name: String,
        /// The training that was cancelled.
        pub training_id: TrainingId,
        /// Its kind.
        pub training_kind: TrainingKind,
        /// Its last day.
        pub completed_on: NaiveDate,
        /// The centre that declared it.
        pub centre: String,
        /// When it was cancelled.
        pub flagged_at: DateTime<Utc>,
        /// What this member may decide now.
        pub actions: Vec<FlagDecision>,
    }
}

request! {
    /// What becomes of the card.
    pub struct DecideCardFlagRequest {
        /// The decision.
        pub decision: FlagDecision,
        /// Why, in words; kept with the decision.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
        pub comment: String,
    }
}
