//! Defective cards, as the reception desk and reviewers see them.

use super::exchange::{ExchangeView, VerificationView};
use super::replacement::CardDefect;
use crate::card_defect::DefectFinding;
use crate::ids::RequestId;

response! {
    /// A defective card that has just been received.
    pub struct ReceivedCard {
        /// The request with which its driver announced it.
        pub request_id: RequestId,
        /// Its reference.
        pub request_reference: String,
        /// The card's serial number (field 5b).
        pub serial: String,
        /// The driver's surname and first names.
        pub driver_name: String,
    }

    /// What a replacement says of the card before, for who reviews it.
    pub struct StaffReplacement {
        /// The serial number of the card that is replaced; none for a qualification of
        /// another State.
        pub serial: Option<String>,
        /// What its driver finds wrong on it.
        pub defects: Vec<CardDefect>,
        /// What it is exchanged for.
        pub exchange: Option<ExchangeView>,
        /// What the State that issued a qualification has answered.
        pub verification: Option<VerificationView>,
        /// What the analysis found.
        pub finding: Option<DefectFinding>,
        /// The finding in words.
        pub finding_comment: Option<String>,
    }
}

request! {
    /// Notes that a defective card has arrived.
    pub struct ReceiveCardRequest {
        /// The request's reference, as the barcode of the return slip has it.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
        pub code: String,
    }

    /// Says what the analysis of a card found.
    pub struct AnalyseCardRequest {
        /// Whose fault it is.
        pub finding: DefectFinding,
        /// For the driver: what was found.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
        pub comment: String,
    }
}
