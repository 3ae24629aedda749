//! A card (domain §9.4). A card once lost or stolen never becomes active again.
//! That it has expired follows from the date and is no status.

use super::{By, PRODUCTION, SUPERVISOR, SYSTEM, Transition, table_functions, transitions};
use crate::statuses::CardStatus;
use crate::text_enum;
use crate::words::{RequestPurpose, Role};

text_enum! {
    /// What happens to a card.
    pub enum CardEvent {
        /// It is personalised and checked.
        Produce = "produce",
        /// It is handed to the carrier, for the first time or again.
        Ship = "ship",
        /// It reaches its holder.
        Deliver = "deliver",
        /// The post brings it back.
        Return = "return",
        /// Its holder declares it lost.
        DeclareLost = "declare_lost",
        /// Its holder declares it stolen.
        DeclareStolen = "declare_stolen",
        /// Another card takes its place.
        Replace = "replace",
        /// It was sent in as defective, and is given back.
        GiveBack = "give_back",
        /// Its training is cancelled, or the right to it ends.
        Revoke = "revoke",
        /// It is destroyed.
        Destroy = "destroy",
    }
}

/// The holder declares it; it takes effect with the payment (domain §7.6).
const HOLDER: &[By] = &[By::Role(Role::Driver), By::System];
const ANALYSIS: &[By] = &[
    By::System,
    By::Role(Role::Agent),
    By::Role(Role::Supervisor),
];
const ARRIVAL: &[By] = &[By::System, By::Role(Role::Production)];

/// Every allowed transition.
pub const TABLE: &[Transition<CardStatus, CardEvent>] = transitions! { CardStatus, CardEvent:
    Ordered => Produce => Produced, PRODUCTION;
    Produced => Ship => Shipped, PRODUCTION;
    Produced => Destroy => Destroyed, PRODUCTION;
    Shipped => Deliver => Active, ARRIVAL;
    Shipped => Return => InReturns, PRODUCTION;
    InReturns => Ship => Shipped, PRODUCTION;
    InReturns => Replace => Replaced, SYSTEM;
    InReturns => GiveBack => Active, ANALYSIS;
    InReturns => Destroy => Destroyed, ARRIVAL;
    Active => DeclareLost => Lost, HOLDER;
    Active => DeclareStolen => Stolen, HOLDER;
    Active => Replace => Replaced, SYSTEM;
    Active => Return => InReturns, PRODUCTION;
    Active => Revoke => Revoked, SUPERVISOR;
    Lost => Destroy => Destroyed, PRODUCTION;
    Stolen => Destroy => Destroyed, PRODUCTION;
    Replaced => Destroy => Destroyed, PRODUCTION;
    Revoked => Destroy => Destroyed, PRODUCTION;
};

table_functions!(CardStatus, CardEvent);

/// What the payment of a replacement does to the card before (domain §7.6).
#[must_use]
pub const fn declared_by(purpose: RequestPurpose) -> Option<CardEvent> {
    match purpose {
        // A defective card stays valid until it has been received, one that is exchanged
        // until the new one is on its way (domain §7.6, §9.4).
        RequestPurpose::Training | RequestPurpose::Quality | RequestPurpose::Exchange => None,
        RequestPurpose::Loss => Some(CardEvent::DeclareLost),
        RequestPurpose::Theft => Some(CardEvent::DeclareStolen),
    }
}
