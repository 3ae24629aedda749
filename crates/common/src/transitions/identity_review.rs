//! The review of a driver's identity and licence (domain §9.1).

use super::{DRIVER, REVIEWERS, SUPERVISOR, Transition, table_functions, transitions};
use crate::statuses::IdentityReview;
use crate::text_enum;

text_enum! {
    /// What happens to a review.
    pub enum IdentityEvent {
        /// A reviewer begins.
        Take = "take",
        /// The data are right.
        Conform = "conform",
        /// At least one datum is wrong.
        RequestCorrection = "request_correction",
        /// Fraud or a duplicate.
        Reject = "reject",
        /// The driver sends corrected data.
        Resubmit = "resubmit",
        /// A driver found conform changes identity data.
        ChangeProfile = "change_profile",
    }
}

/// Every allowed transition.
pub const TABLE: &[Transition<IdentityReview, IdentityEvent>] = transitions! { IdentityReview, IdentityEvent:
    Submitted => Take => UnderReview, REVIEWERS;
    UnderReview => Conform => Conform, REVIEWERS;
    UnderReview => RequestCorrection => CorrectionRequested, REVIEWERS;
    UnderReview => Reject => Rejected, SUPERVISOR;
    CorrectionRequested => Resubmit => UnderReview, DRIVER;
    Conform => ChangeProfile => UnderReview, DRIVER;
};

table_functions!(IdentityReview, IdentityEvent);
