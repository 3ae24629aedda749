//! Staff: the review of accounts.

use chrono::{DateTime, Utc};

use super::address::Address;
use super::profile::{IdentityView, ReviewError};
use crate::ids::{AccountId, AccountReviewId, DriverId};
use crate::statuses::IdentityReview;
use crate::text_enum;

text_enum! {
    /// A reviewer's decision on an account.
    pub enum AccountDecision {
        /// The data are right.
        Conform = "conform",
        /// At least one error.
        Errors = "errors",
    }
}

response! {
    /// A line of the queue of accounts.
    pub struct AccountReviewSummary {
        /// Identifier.
        pub id: AccountReviewId,
        /// The driver.
        pub driver_id: DriverId,
        /// Reference of the account request.
        pub reference: String,
        /// Surname and first names.
        pub name: String,
        /// Status.
        pub status: IdentityReview,
        /// From 1; above 1 it is a correction or a change.
        pub round: u32,
        /// When sent.
        pub submitted_at: DateTime<Utc>,
        /// When the answer is due (24 hours).
        pub due_at: DateTime<Utc>,
        /// Who works on it.
        pub assigned_to: Option<StaffMember>,
        /// How many automatic findings.
        pub findings: u32,
    }

    /// One review with old and new data.
    pub struct AccountReviewView {
        /// The line of the queue.
        #[serde(flatten)]
        pub summary: AccountReviewSummary,
        /// Data as sent in this round.
        pub identity: IdentityView,
        /// Mail address.
        pub email: String,
        /// Mobile phone.
        pub phone: Option<String>,
        /// Postal address.
        pub address: Address,
        /// Data of the round before, to compare.
        pub previous_identity: Option<IdentityView>,
        /// Errors found in the round before.
        pub previous_errors: Vec<ReviewError>,
        /// Errors decided in this round.
        pub errors: Vec<ReviewError>,
        /// What the service noticed by itself.
        pub automatic_findings: Vec<Finding>,
        /// For `If-Match`.
        pub version: i64,
    }

    /// Something the service noticed.
    pub struct Finding {
        /// Stable word.
        pub code: String,
        /// `ok`, `warning` or `error`.
        pub severity: FindingSeverity,
        /// In words.
        pub text: String,
    }

    /// A member of the staff.
    pub struct StaffMember {
        /// Identifier.
        pub id: AccountId,
        /// Name.
        pub name: String,
    }
}

text_enum! {
    /// How much a finding weighs.
    pub enum FindingSeverity {
        /// Checked and right.
        Ok = "ok",
        /// To be looked at.
        Warning = "warning",
        /// Wrong.
        Error = "error",
    }
}

request! {
    /// Looks for account requests. It is a body, because the words are often a name.
    pub struct SearchAccountReviewsRequest {
        /// Beginning of a reference or a surname.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
        pub q: String,
        /// Only this state; without it, what waits for a decision.
        #[serde(default)]
        pub status: Option<IdentityReview>,
        /// Only what is late.
        #[serde(default)]
        pub late: bool,
        /// `next_cursor` of the page before.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 400))]
        pub cursor: Option<String>,
        /// How many at most; 50 unless told.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 200))]
        pub limit: Option<u32>,
    }

    /// Decides on an account.
    pub struct DecideAccountRequest {
        /// The decision.
        pub decision: AccountDecision,
        /// The errors, at least one with `errors`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_items = 30))]
        pub errors: Vec<ReviewErrorForm>,
    }

    /// A field marked as wrong.
    pub struct ReviewErrorForm {
        /// The field.
        pub field: crate::words::AccountField,
        /// Why.
        pub reason: crate::words::ReasonCode,
        /// In the reviewer's words; needed with `other`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub comment: String,
    }
}
