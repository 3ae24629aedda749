//! A letter with a card that the post brought back (domain §9.6; guide, "Pli Non
//! Distribué").

use super::{DRIVER, PRODUCTION, SYSTEM, Transition, table_functions, transitions};
use crate::statuses::ReturnedMailStatus;
use crate::text_enum;

text_enum! {
    /// What happens to it.
    pub enum ReturnedMailEvent {
        /// "Mon adresse est correcte": the driver confirms it.
        Confirm = "confirm",
        /// "Mon adresse est incorrecte": the new one is paid for.
        Settle = "settle",
        /// It is handed to the carrier again.
        Ship = "ship",
        /// Nobody answered in time.
        Destroy = "destroy",
    }
}

/// Every allowed transition.
pub const TABLE: &[Transition<ReturnedMailStatus, ReturnedMailEvent>] = transitions! { ReturnedMailStatus, ReturnedMailEvent:
    AwaitingDriver => Confirm => ReshipFree, DRIVER;
    AwaitingDriver => Settle => ReshipPaid, SYSTEM;
    AwaitingDriver => Destroy => Destroyed, SYSTEM;
    ReshipFree => Ship => Shipped, PRODUCTION;
    ReshipPaid => Ship => Shipped, PRODUCTION;
};

table_functions!(ReturnedMailStatus, ReturnedMailEvent);
