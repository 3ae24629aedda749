//! A payment (domain §9.7). Only the provider's answer moves it: what comes back
//! with the browser is a hint.

use super::{SYSTEM, Transition, table_functions, transitions};
use crate::statuses::PaymentStatus;
use crate::text_enum;

text_enum! {
    /// What happens to a payment.
    pub enum PaymentEvent {
        /// The provider has opened its page.
        Open = "open",
        /// The provider has taken the money.
        Capture = "capture",
        /// The page is closed because the driver turned back.
        Abandon = "abandon",
        /// The page closed by itself, or could not be opened.
        Expire = "expire",
        /// The money is given back: after a capture, or because it came late.
        Refund = "refund",
    }
}

/// Every allowed transition.
pub const TABLE: &[Transition<PaymentStatus, PaymentEvent>] = transitions! { PaymentStatus, PaymentEvent:
    Created => Open => Redirected, SYSTEM;
    Created => Expire => Expired, SYSTEM;
    Redirected => Capture => Captured, SYSTEM;
    Redirected => Abandon => Abandoned, SYSTEM;
    Redirected => Expire => Expired, SYSTEM;
    Captured => Refund => Refunded, SYSTEM;
    Abandoned => Refund => Refunded, SYSTEM;
    Expired => Refund => Refunded, SYSTEM;
};

table_functions!(PaymentStatus, PaymentEvent);
