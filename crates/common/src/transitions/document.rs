//! The review of one document. A new file for the same kind is a new document
//! and does not change the old one's status.

use super::{REVIEWERS, Transition, table_functions, transitions};
use crate::statuses::DocumentStatus;
use crate::text_enum;

text_enum! {
    /// A reviewer's decision on a document.
    pub enum DocumentEvent {
        /// It can be used.
        Accept = "accept",
        /// It cannot be used.
        Refuse = "refuse",
    }
}

/// Every allowed transition; a reviewer may think again while the request is
/// under review.
pub const TABLE: &[Transition<DocumentStatus, DocumentEvent>] = transitions! { DocumentStatus, DocumentEvent:
    Received => Accept => Accepted, REVIEWERS;
    Received => Refuse => Refused, REVIEWERS;
    Accepted => Refuse => Refused, REVIEWERS;
    Refused => Accept => Accepted, REVIEWERS;
};

table_functions!(DocumentStatus, DocumentEvent);
