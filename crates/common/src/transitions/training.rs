//! A training record (domain §9.2). A new one is `valid`, or `needs_review`
//! when identity or history is doubtful.

use super::{
    ADMINISTRATOR, By, CENTRE, REVIEWERS, SYSTEM, Transition, table_functions, transitions,
};
use crate::statuses::TrainingStatus;
use crate::text_enum;
use crate::words::Role;

text_enum! {
    /// What happens to a training record.
    pub enum TrainingEvent {
        /// A person confirms that it counts, or the doubt has gone.
        Accept = "accept",
        /// A person refuses it.
        Refuse = "refuse",
        /// The centre corrects it.
        Amend = "amend",
        /// It is withdrawn; certificates and requests follow.
        Cancel = "cancel",
        /// A correction raises a doubt: a person must look.
        Doubt = "doubt",
    }
}

const CANCELLERS: &[By] = &[
    By::Centre,
    By::Role(Role::Supervisor),
    By::Role(Role::Administrator),
];

/// A doubt that has gone needs no person any more.
const ACCEPTERS: &[By] = &[
    By::Role(Role::Agent),
    By::Role(Role::Supervisor),
    By::System,
];

/// Every allowed transition.
pub const TABLE: &[Transition<TrainingStatus, TrainingEvent>] = transitions! { TrainingStatus, TrainingEvent:
    NeedsReview => Accept => Valid, ACCEPTERS;
    NeedsReview => Refuse => Refused, REVIEWERS;
    NeedsReview => Amend => NeedsReview, CENTRE;
    NeedsReview => Cancel => Cancelled, CANCELLERS;
    Valid => Amend => Valid, CENTRE;
    Valid => Cancel => Cancelled, CANCELLERS;
    Valid => Doubt => NeedsReview, SYSTEM;
    Refused => Accept => Valid, ADMINISTRATOR;
};

table_functions!(TrainingStatus, TrainingEvent);
