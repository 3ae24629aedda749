//! What is said about payments by card, other than their statuses.

use crate::text_enum;

text_enum! {
    /// Why a bank or the payment provider turned a card down. The person may
    /// correct it or take another card on the same payment page.
    pub enum DeclineReason {
        /// The bank says no and does not say why.
        CardDeclined = "card_declined",
        /// The account does not hold the amount.
        InsufficientFunds = "insufficient_funds",
        /// The card's validity has ended, or its date was mistyped.
        ExpiredCard = "expired_card",
        /// The three or four digits on the back are wrong.
        IncorrectCvc = "incorrect_cvc",
        /// The holder did not confirm the payment with the bank (strong customer
        /// authentication, Directive (EU) 2015/2366, article 97).
        AuthenticationFailed = "authentication_failed",
        /// Something between the provider and the bank failed; the same card may
        /// work a little later.
        ProcessingError = "processing_error",
        /// Another reason.
        Other = "other",
    }
}

text_enum! {
    /// Why money is given back.
    pub enum RefundReason {
        /// What was paid for was refused.
        RequestRejected = "request_rejected",
        /// What was paid for was closed for lack of an answer.
        RequestClosed = "request_closed",
        /// The money came after the payment had been given up.
        PaidLate = "paid_late",
        /// The issuer is at fault.
        IssuerFault = "issuer_fault",
        /// Another reason, said in a comment.
        Other = "other",
    }
}

text_enum! {
    /// What became of money that is given back.
    pub enum RefundState {
        /// The provider sends it; the bank has it in some days.
        Succeeded = "succeeded",
        /// The provider will send it later.
        Pending = "pending",
        /// It came back or was never sent: it has to be given back another way.
        Failed = "failed",
    }
}
