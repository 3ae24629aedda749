//! What Stripe answers, as far as it is read.

use anyhow::anyhow;
use reqwest::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::super::{
    CURRENCY, Checkout, DeclineReason, PaymentError, ProviderState, Refund, RefundState, Rejection,
};

/// A Checkout Session as it is when it is made.
#[derive(Deserialize)]
pub(super) struct OpenedSession {
    id: String,
    url: Option<String>,
}

impl OpenedSession {
    pub(super) fn checkout(self) -> Result<Checkout, PaymentError> {
        let url = self
            .url
            .ok_or_else(|| not_understood("a session without a page"))?;
        Ok(Checkout {
            provider_reference: self.id,
            url,
        })
    }
}

/// A Checkout Session with what it charged, if it did
/// (<https://docs.stripe.com/api/checkout/sessions/object>).
#[derive(Deserialize)]
pub(super) struct Session {
    status: String,
    payment_status: String,
    currency: Option<String>,
    payment_intent: Option<PaymentIntent>,
}

/// What a session charges; there is none before somebody tries to pay.
#[derive(Deserialize)]
struct PaymentIntent {
    id: String,
    status: String,
    last_payment_error: Option<LastPaymentError>,
}

#[derive(Deserialize)]
struct LastPaymentError {
    code: Option<String>,
    decline_code: Option<String>,
}

impl Session {
    pub(super) fn state(self) -> Result<ProviderState, PaymentError> {
        match (self.status.as_str(), self.payment_status.as_str()) {
            ("complete", "paid") => self.paid(),
            // The bank has not answered yet.
            ("complete", "unpaid") => Ok(ProviderState::Open),
            ("expired", _) => Ok(ProviderState::Expired),
            ("open", _) => Ok(self
                .payment_intent
                .and_then(PaymentIntent::decline)
                .map_or(ProviderState::Open, |reason| ProviderState::Refused {
                    reason,
                })),
            _ => Err(not_understood("a session in a state that is not known")),
        }
    }

    fn paid(self) -> Result<ProviderState, PaymentError> {
        match (self.payment_intent, self.currency.as_deref()) {
            (Some(intent), Some(CURRENCY)) => Ok(ProviderState::Paid {
                capture_reference: intent.id,
            }),
            _ => Err(not_understood(
                "a paid session without its payment in euros",
            )),
        }
    }
}

impl PaymentIntent {
    /// The error of the last try stays while the next one is under way.
    fn decline(self) -> Option<DeclineReason> {
        let waits_for_card = self.status == "requires_payment_method";
        self.last_payment_error
            .filter(|_| waits_for_card)
            .map(|error| error.reason())
    }
}

impl LastPaymentError {
    /// The bank's word tells more than Stripe's
    /// (<https://docs.stripe.com/declines/codes>).
    fn reason(&self) -> DeclineReason {
        let words = [self.decline_code.as_deref(), self.code.as_deref()];
        words
            .into_iter()
            .flatten()
            .find_map(reason)
            .unwrap_or(DeclineReason::Other)
    }
}

fn reason(word: &str) -> Option<DeclineReason> {
    Some(match word {
        "insufficient_funds" | "card_velocity_exceeded" | "withdrawal_count_limit_exceeded" => {
            DeclineReason::InsufficientFunds
        }
        "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => {
            DeclineReason::ExpiredCard
        }
        "incorrect_cvc" | "invalid_cvc" => DeclineReason::IncorrectCvc,
        "authentication_required"
        | "payment_intent_authentication_failure"
        | "authentication_not_handled" => DeclineReason::AuthenticationFailed,
        "processing_error" | "issuer_not_available" | "reenter_transaction" | "try_again_later" => {
            DeclineReason::ProcessingError
        }
        "card_declined" => DeclineReason::CardDeclined,
        _ => return None,
    })
}

/// A refund (<https://docs.stripe.com/api/refunds/object>).
#[derive(Deserialize)]
pub(super) struct Refunded {
    id: String,
    status: String,
}

impl Refunded {
    pub(super) fn refund(self) -> Result<Refund, PaymentError> {
        let state = match self.status.as_str() {
            "succeeded" => RefundState::Succeeded,
            "pending" | "requires_action" => RefundState::Pending,
            "failed" | "canceled" => RefundState::Failed,
            _ => return Err(not_understood("a refund in a state that is not known")),
        };
        Ok(Refund {
            refund_reference: self.id,
            state,
        })
    }
}

#[derive(Deserialize)]
struct Failure {
    error: Fault,
}

#[derive(Default, Deserialize)]
struct Fault {
    #[serde(rename = "type")]
    kind: Option<String>,
    code: Option<String>,
    param: Option<String>,
}

/// What Stripe refused (<https://docs.stripe.com/api/errors>).
pub(super) fn rejection(status: StatusCode, body: &[u8], request_id: Option<String>) -> Rejection {
    let fault = serde_json::from_slice::<Failure>(body)
        .map_or_else(|_| Fault::default(), |failure| failure.error);
    Rejection {
        status: status.as_u16(),
        code: fault
            .code
            .or(fault.kind)
            .unwrap_or_else(|| "unknown".to_owned()),
        parameter: fault.param,
        request_id,
    }
}

/// Whether an answer leaves open what happened, or only came at a bad moment:
/// Stripe's faults, too many calls, or another call under the same key that is
/// still under way. Stripe may say so itself
/// (<https://docs.stripe.com/error-low-level>).
pub(super) fn is_outcome_unknown(status: StatusCode, should_retry: Option<&str>) -> bool {
    let comes_later = [
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::CONFLICT,
        StatusCode::FAILED_DEPENDENCY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    status.is_server_error() || comes_later.contains(&status) || should_retry == Some("true")
}

/// Reads a successful answer. What the parser says is not told on: it may quote
/// the answer, in which a person's address stands.
pub(super) fn parse<A: DeserializeOwned>(body: &[u8]) -> Result<A, PaymentError> {
    serde_json::from_slice(body).map_err(|error| {
        PaymentError::Unavailable(anyhow!(
            "its answer is not understood (line {}, column {})",
            error.line(),
            error.column()
        ))
    })
}

fn not_understood(what: &str) -> PaymentError {
    PaymentError::Unavailable(anyhow!("it answered with {what}"))
}
