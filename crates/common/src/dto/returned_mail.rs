//! Letters with a card that the post brought back ("Pli non distribué").

use chrono::{DateTime, NaiveDate, Utc};

use super::address::Address;
use super::payment::{FeeView, PaymentView};
use crate::ids::{CardId, RequestId, ReturnedMailId};
use crate::statuses::ReturnedMailStatus;
use crate::words::ReturnReason;

response! {
    /// A letter that came back, as its driver sees it.
    pub struct ReturnedMailView {
        /// Identifier.
        pub id: ReturnedMailId,
        /// The card in it.
        pub card_id: CardId,
        /// The card's serial number (field 5b).
        pub serial: String,
        /// The request that the card answers.
        pub request_id: RequestId,
        /// Where it stands.
        pub status: ReturnedMailStatus,
        /// Why it came back.
        pub reason: ReturnReason,
        /// The day on which it came back.
        pub returned_on: NaiveDate,
        /// Last day to answer; then the card is destroyed.
        pub keep_until: NaiveDate,
        /// Where it was sent.
        pub address: Option<Address>,
        /// Where it is sent instead, once given.
        pub new_address: Option<Address>,
        /// Whether the same address can be confirmed free of charge: not a second time.
        pub may_confirm: bool,
        /// What sending it to another address costs.
        pub fee: FeeView,
        /// The payment under way, or the one that was made, or the last one that failed.
        pub payment: Option<PaymentView>,
        /// For `If-Match`.
        pub version: i64,
    }

    /// A letter that came back, as the returns desk sees it.
    pub struct StaffReturnedMail {
        /// Identifier.
        pub id: ReturnedMailId,
        /// The request that the card answers.
        pub request_id: RequestId,
        /// Its reference.
        pub request_reference: String,
        /// The card's serial number (field 5b).
        pub serial: String,
        /// The driver's surname and first names.
        pub driver_name: String,
        /// Where it stands.
        pub status: ReturnedMailStatus,
        /// Why it came back.
        pub reason: ReturnReason,
        /// When it came back.
        pub returned_at: DateTime<Utc>,
        /// Last day of the driver's answer.
        pub keep_until: NaiveDate,
        /// Where it is to be sent, once the driver has answered.
        pub send_to: Option<Address>,
        /// For `If-Match`.
        pub version: i64,
    }
}

request! {
    /// Notes that a letter came back.
    pub struct RegisterReturnRequest {
        /// What stands on it: the card's number, the tracking number or the request's reference.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
        pub code: String,
        /// Why, as the post writes on it.
        pub reason: ReturnReason,
    }

    /// Orders that a card that came back is sent to another address.
    pub struct ChangeReturnAddressRequest {
        /// The other address.
        pub delivery_address: Address,
    }
}
