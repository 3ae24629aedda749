//! Refunds and payments in words.

use common::payment_words::RefundReason;
use common::statuses::{PaymentStatus, RefundStatus};
use ui::components::Tone;
use ui::i18n::{Texts, t_string};

/// Where a refund stands.
pub fn status_word(i18n: Texts, status: RefundStatus) -> &'static str {
    match status {
        RefundStatus::Proposed => t_string!(i18n, staff_refunds.status_proposed),
        RefundStatus::Approved => t_string!(i18n, staff_refunds.status_approved),
        RefundStatus::Declined => t_string!(i18n, staff_refunds.status_declined),
        RefundStatus::Done => t_string!(i18n, staff_refunds.status_done),
        RefundStatus::Failed => t_string!(i18n, staff_refunds.status_failed),
    }
}

/// The colour that supports it.
pub const fn tone(status: RefundStatus) -> Tone {
    match status {
        RefundStatus::Proposed => Tone::Attention,
        RefundStatus::Approved => Tone::Progress,
        RefundStatus::Declined => Tone::Neutral,
        RefundStatus::Done => Tone::Success,
        RefundStatus::Failed => Tone::Danger,
    }
}

/// Why money is given back.
pub fn reason_word(i18n: Texts, reason: RefundReason) -> &'static str {
    match reason {
        RefundReason::RequestRejected => t_string!(i18n, staff_refunds.reason_request_rejected),
        RefundReason::RequestClosed => t_string!(i18n, staff_refunds.reason_request_closed),
        RefundReason::PaidLate => t_string!(i18n, staff_refunds.reason_paid_late),
        RefundReason::IssuerFault => t_string!(i18n, staff_refunds.reason_issuer_fault),
        RefundReason::Other => t_string!(i18n, staff_refunds.reason_other),
    }
}

/// Where a payment stands.
pub fn payment_word(i18n: Texts, status: PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::Captured => t_string!(i18n, staff_refunds.payment_captured),
        PaymentStatus::Refunded => t_string!(i18n, staff_refunds.payment_refunded),
        _ => t_string!(i18n, staff_refunds.payment_other),
    }
}
