//! Money that is given back. Two persons are needed (peers, "Recommend/Approve"), unless
//! a rule of the service gives it back: then it begins as approved.

use super::{SUPERVISOR, SYSTEM, Transition, table_functions, transitions};
use crate::ids::AccountId;
use crate::statuses::RefundStatus;
use crate::text_enum;

text_enum! {
    /// What happens to a refund.
    pub enum RefundEvent {
        /// Somebody else than who proposed it agrees.
        Approve = "approve",
        /// Somebody does not agree, or takes it back.
        Decline = "decline",
        /// The provider has sent it.
        Complete = "complete",
        /// The provider cannot send it.
        Fail = "fail",
    }
}

/// Every allowed transition.
pub const TABLE: &[Transition<RefundStatus, RefundEvent>] = transitions! { RefundStatus, RefundEvent:
    Proposed => Approve => Approved, SUPERVISOR;
    Proposed => Decline => Declined, SUPERVISOR;
    Approved => Complete => Done, SYSTEM;
    Approved => Fail => Failed, SYSTEM;
};

table_functions!(RefundStatus, RefundEvent);

/// Whether somebody may cause an event about a refund that somebody proposed: nobody
/// approves a proposal of their own.
#[must_use]
pub fn is_other_person(event: RefundEvent, proposer: Option<AccountId>, person: AccountId) -> bool {
    event != RefundEvent::Approve || proposer != Some(person)
}
