//! Refunds, as staff sees them.

use chrono::{DateTime, Utc};

use super::review::StaffMember;
use crate::ids::{PaymentId, RefundId, RequestId};
use crate::payment_words::RefundReason;
use crate::statuses::{PaymentStatus, RefundStatus};
use crate::words::FeeCode;

response! {
    /// Money that is given back, or is proposed to be.
    pub struct RefundView {
        /// Identifier.
        pub id: RefundId,
        /// Of which payment.
        pub payment_id: PaymentId,
        /// The request that was paid for.
        pub request_id: RequestId,
        /// Its reference.
        pub request_reference: String,
        /// The driver's surname and first names.
        pub driver_name: String,
        /// In euro cents.
        pub amount_cents: i64,
        /// Why.
        pub reason: RefundReason,
        /// In the words of who proposed it.
        pub comment: Option<String>,
        /// Where it stands.
        pub status: RefundStatus,
        /// Who proposed it; none for the service.
        pub proposed_by: Option<StaffMember>,
        /// Who approved or declined it.
        pub decided_by: Option<StaffMember>,
        /// When it was proposed.
        pub created_at: DateTime<Utc>,
        /// Last change.
        pub updated_at: DateTime<Utc>,
        /// What this member may do now: `approve`, `decline`.
        pub permitted: Vec<String>,
        /// For `If-Match`.
        pub version: i64,
    }

    /// A payment as staff sees it.
    pub struct StaffPayment {
        /// Identifier.
        pub id: PaymentId,
        /// What was paid for.
        pub fee: FeeCode,
        /// In euro cents.
        pub amount_cents: i64,
        /// Where it stands.
        pub status: PaymentStatus,
        /// When the money was taken.
        pub captured_at: Option<DateTime<Utc>>,
        /// The refund that is proposed, under way or done.
        pub refund: Option<RefundStatus>,
        /// Whether this member may propose to give it back.
        pub may_propose_refund: bool,
    }
}

request! {
    /// Proposes to give a payment back.
    pub struct ProposeRefundRequest {
        /// Why.
        pub reason: RefundReason,
        /// In one's own words; needed with `other`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        pub comment: String,
    }
}
