//! Fees, payments and invoices.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{InvoiceId, PaymentId, RequestId};
use crate::payment_words::DeclineReason;
use crate::statuses::PaymentStatus;
use crate::text_enum;
use crate::words::FeeCode;

text_enum! {
    /// A document of the accounts.
    pub enum InvoiceKind {
        /// An invoice.
        Invoice = "invoice",
        /// A credit note: an invoice given back.
        CreditNote = "credit_note",
    }
}

response! {
    /// What something costs.
    pub struct FeeView {
        /// What.
        pub code: FeeCode,
        /// With tax, in euro cents: what is paid.
        pub amount_cents: i64,
        /// Without tax, in euro cents.
        pub net_cents: i64,
        /// Value-added tax, in euro cents.
        pub vat_cents: i64,
        /// Rate of the tax in hundredths of a per cent: 2000 is 20 %.
        pub vat_basis_points: i32,
    }

    /// A payment.
    pub struct PaymentView {
        /// Identifier.
        pub id: PaymentId,
        /// What it is for.
        pub request_id: RequestId,
        /// Where it stands, as the provider has told.
        pub status: PaymentStatus,
        /// In euro cents.
        pub amount_cents: i64,
        /// The provider's page, once it is open.
        pub checkout_url: Option<String>,
        /// Why the last card was turned down; another can be tried on the same page.
        pub decline_reason: Option<DeclineReason>,
        /// When the page closes.
        pub expires_at: DateTime<Utc>,
        /// When the money was taken.
        pub captured_at: Option<DateTime<Utc>>,
    }

    /// A line of "Mes factures".
    pub struct InvoiceView {
        /// Identifier.
        pub id: InvoiceId,
        /// Number, `F2026-000001`; `A2026-000001` of a credit note.
        pub number: String,
        /// Invoice or credit note.
        pub kind: InvoiceKind,
        /// Date of issue.
        pub issued_on: NaiveDate,
        /// What was paid for.
        pub fee: FeeCode,
        /// Reference of the request.
        pub request_reference: String,
        /// With tax, in euro cents.
        pub amount_cents: i64,
        /// Last day on which its duplicate can be had (guide: ten years).
        pub kept_until: NaiveDate,
        /// Whether the document is made already.
        pub is_ready: bool,
    }
}
