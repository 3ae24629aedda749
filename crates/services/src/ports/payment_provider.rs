//! Takes payments by card, on a page of the payment provider: no card number
//! passes through this service.
//!
//! Whatever comes back with the browser or with a notice is only a hint;
//! [`PaymentProvider::read`] tells what happened (ADR 9).

mod error;
mod notice;
mod secret;
mod signature;
mod simulated;
mod stripe;

use chrono::{DateTime, Utc};
pub use common::payment_words::{DeclineReason, RefundState};
use common::words::Language;
use url::Url;

pub use error::{NoticeError, PaymentError, Rejection};
pub use notice::Notice;
pub use secret::ProviderSecret;
pub use signature::{SIGNATURE_HEADER, TOLERANCE_SECONDS};
pub use simulated::{
    PayOutcome, SLOW_SECONDS, SignedNotice, SimulatedCheckout, SimulatedProvider, SimulationError,
    TestCard,
};
pub use stripe::{API_VERSION, StripeCheckout, StripeSettings};

/// The currency of every amount, ISO 4217 in lower case.
pub const CURRENCY: &str = "eur";

/// A payment page to be opened. The same page asked for again, after an outcome
/// that is not known, has to be described by the same values.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCheckout {
    /// Our id of the payment. The provider keeps it beside the payment.
    pub payment_id: String,
    /// Which page of this payment, counted from 1. Payment and attempt together
    /// are the idempotency key: the same two never make a second page.
    pub attempt: i32,
    /// What is to be paid, in cents of [`CURRENCY`], taxes included. Stripe takes
    /// 50 cents at least.
    pub amount_cents: i64,
    /// What is paid for, in the person's language. It stands on the page and in
    /// the provider's books, so it holds no personal data.
    pub description: String,
    /// Fills in the address on the page, to which the provider may send a receipt.
    pub customer_email: Option<String>,
    /// Where the browser goes after a payment.
    pub success_url: Url,
    /// Where the browser goes when the person turns back.
    pub cancel_url: Url,
    /// When the page closes. Stripe takes 30 minutes to 24 hours from the moment
    /// it is asked, so leave room for asking again.
    pub expires_at: DateTime<Utc>,
    /// The page's language.
    pub language: Language,
}

impl NewCheckout {
    /// The same for every repetition of this attempt, and for nothing else.
    #[must_use]
    pub fn idempotency_key(&self) -> String {
        format!("checkout-{}-{}", self.payment_id, self.attempt)
    }
}

impl std::fmt::Debug for NewCheckout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewCheckout")
            .field("payment_id", &self.payment_id)
            .field("attempt", &self.attempt)
            .field("amount_cents", &self.amount_cents)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// A payment page that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    /// The provider's name for it, to be kept.
    pub provider_reference: String,
    /// The page, for the person's browser.
    pub url: String,
}

/// What the provider knows about a payment page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProviderState {
    /// Nothing is decided: nobody paid yet, or the bank has not answered. Money
    /// may still come, so nobody may be asked to pay a second time.
    Open,
    /// The money is taken.
    Paid {
        /// The provider's name for the money taken; a refund names it.
        capture_reference: String,
    },
    /// The last card was turned down. The page is still open for another.
    Refused {
        /// Why.
        reason: DeclineReason,
    },
    /// The page is closed and nothing was paid; nothing will be.
    Expired,
}

/// Money to be given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    /// Of which capture, as in [`ProviderState::Paid`].
    pub capture_reference: String,
    /// How much, in cents of [`CURRENCY`]; up to what is left of the capture.
    pub amount_cents: i64,
    /// Chosen once for this refund and kept: the same key never gives back twice.
    pub idempotency_key: String,
}

/// Money that is given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// The provider's name for it.
    pub refund_reference: String,
    /// What became of it so far.
    pub state: RefundState,
}

/// A provider of payments by card. It may be slow or away, so it is asked from a
/// job, never within a request; only [`PaymentProvider::read_notice`] stays here.
///
/// After [`PaymentError::Unavailable`] nobody knows whether the call had its
/// effect: the same call is made again, with the same values. Stripe remembers a
/// key for 24 hours, and with it an answer of 500; a page that still cannot be
/// opened then is a new attempt, which is safe because nobody has the address of
/// the page before. So is one that was rejected and has been put right. A refund whose outcome stays unknown that long has to be
/// looked up by a person.
#[async_trait::async_trait]
pub trait PaymentProvider: Send + Sync + 'static {
    /// Opens a payment page, or finds the one that this attempt opened before.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Unavailable`] if it may be open or not;
    /// [`PaymentError::Rejected`] if it is not and will not be.
    async fn open_checkout(&self, checkout: &NewCheckout) -> Result<Checkout, PaymentError>;

    /// What happened on a page: the truth about the payment.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Unavailable`] if it cannot be told now;
    /// [`PaymentError::Rejected`] if there is no such page.
    async fn read(&self, provider_reference: &str) -> Result<ProviderState, PaymentError>;

    /// Closes a page, so that nothing can be paid on it any more, and tells how it
    /// ended: `Expired`, or `Paid` if somebody was faster. `Open` means that the
    /// bank has not answered yet and the provider does not let go.
    ///
    /// # Errors
    ///
    /// As [`PaymentProvider::read`]. Closing twice is no error.
    async fn expire(&self, provider_reference: &str) -> Result<ProviderState, PaymentError>;

    /// Gives money back, or finds what this key gave back before.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Unavailable`] if it may be given back or not;
    /// [`PaymentError::Rejected`] if it is not, for instance because no such
    /// amount is left.
    async fn refund(&self, refund: &NewRefund) -> Result<Refund, PaymentError>;

    /// What became of a refund: one that succeeded can still fail at the bank.
    ///
    /// # Errors
    ///
    /// As [`PaymentProvider::read`].
    async fn read_refund(&self, refund_reference: &str) -> Result<RefundState, PaymentError>;

    /// Checks that a notice comes from the provider, and says which page to read.
    /// `headers` are names (in any case) and values as they came, `body` the bytes
    /// as they came, `now` the present instant. `None` is a genuine notice about
    /// something else.
    ///
    /// # Errors
    ///
    /// [`NoticeError`] if it is not to be believed.
    fn read_notice(
        &self,
        headers: &[(&str, &str)],
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, NoticeError>;

    /// Whether no money moves.
    fn is_simulated(&self) -> bool {
        self.simulated().is_some()
    }

    /// The simulated provider itself, for the page that stands in for the real one.
    fn simulated(&self) -> Option<&SimulatedProvider> {
        None
    }
}
