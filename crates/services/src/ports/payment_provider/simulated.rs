//! A payment provider that moves no money, for development and tests.
//!
//! It keeps its pages in memory: they are gone after a restart, and two programs do
//! not see each other's. It does the same each time, tells time by the service's
//! clock and signs its notices as Stripe does, so that they take the same way in.

mod book;
mod cards;
mod faults;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

use self::book::Book;
pub use self::book::SimulatedCheckout;
pub use self::cards::TestCard;
use self::faults::Faults;
use super::notice::{self, EXPIRED, PAID};
use super::signature::{SIGNATURE_HEADER, sign};
use super::{
    Checkout, DeclineReason, NewCheckout, NewRefund, Notice, NoticeError, PaymentError,
    PaymentProvider, ProviderSecret, ProviderState, Refund, RefundState,
};
use crate::ports::clock::Clock;

/// After how many seconds the bank of [`TestCard::Slow`] answers.
pub const SLOW_SECONDS: i64 = 60;

/// Signs the notices. It protects nothing: where this provider is, everybody may pay
/// with a test card, and a notice only has the page read.
const SECRET: &str = "whsec_simulated";

/// What became of a card on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayOutcome {
    /// Paid: the browser goes to the success address.
    Accepted,
    /// Turned down: the page says why and stays open.
    Declined(DeclineReason),
    /// Not decided: the browser goes to the success address, and the bank answers
    /// [`SLOW_SECONDS`] later.
    Undecided,
}

/// Why nothing can be done on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    /// There is no such page, or it was open before a restart.
    #[error("there is no such payment page")]
    Unknown,
    /// It was paid, or is being paid, or is closed.
    #[error("this payment page is over")]
    Over,
    /// Not the number of a test card.
    #[error("this is not a test card")]
    NoTestCard,
}

/// A notice on its way to the webhook's route, signed at the instant it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNotice {
    /// The name of the header, [`SIGNATURE_HEADER`].
    pub header: &'static str,
    /// The header's value.
    pub signature: String,
    /// The body, to be sent as it is.
    pub body: Vec<u8>,
}

/// Payments without money.
pub struct SimulatedProvider {
    clock: Arc<dyn Clock>,
    public_url: Url,
    secrets: [ProviderSecret; 1],
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    book: Book,
    faults: Faults,
}

impl std::fmt::Debug for SimulatedProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SimulatedProvider").finish_non_exhaustive()
    }
}

/// What the page that stands in for the provider's does.
impl SimulatedProvider {
    /// A provider without pages. Theirs are at `dev/payment/…` of the service's
    /// address.
    #[must_use]
    pub fn new(public_url: Url, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            public_url,
            secrets: [ProviderSecret::new(SECRET)],
            inside: Mutex::default(),
        }
    }

    /// A page as it is now.
    #[must_use]
    pub fn find(&self, provider_reference: &str) -> Option<SimulatedCheckout> {
        self.settled().book.find(provider_reference).cloned()
    }

    /// Every page that was opened, by reference.
    #[must_use]
    pub fn checkouts(&self) -> Vec<SimulatedCheckout> {
        self.settled().book.all().cloned().collect()
    }

    /// Somebody pays with a card; its number may have spaces and is not kept.
    ///
    /// # Errors
    ///
    /// [`SimulationError`] if there is nothing to pay or it is no [`TestCard`].
    pub fn pay(
        &self,
        provider_reference: &str,
        card_number: &str,
    ) -> Result<PayOutcome, SimulationError> {
        let now = self.clock.now();
        let mut inside = self.settled();
        let page = inside
            .book
            .find(provider_reference)
            .ok_or(SimulationError::Unknown)?;
        if !page.can_be_paid() {
            return Err(SimulationError::Over);
        }
        let card = TestCard::from_number(card_number).ok_or(SimulationError::NoTestCard)?;
        if let Some(reason) = card.declined() {
            inside.book.refuse(provider_reference, reason);
            return Ok(PayOutcome::Declined(reason));
        }
        let decided_at = now + TimeDelta::seconds(card.seconds());
        inside
            .book
            .accept(provider_reference, decided_at, card.notices());
        inside.book.settle(now);
        Ok(if decided_at > now {
            PayOutcome::Undecided
        } else {
            PayOutcome::Accepted
        })
    }

    /// Somebody turns back: the address to go to. The page stays open, as Stripe's does.
    ///
    /// # Errors
    ///
    /// [`SimulationError::Unknown`] if there is no such page.
    pub fn abandon(&self, provider_reference: &str) -> Result<Url, SimulationError> {
        let page = self.find(provider_reference);
        Ok(page.ok_or(SimulationError::Unknown)?.asked.cancel_url)
    }

    /// The notices that are due, which are not given out again. Whoever takes them
    /// hands them to the webhook's route.
    #[must_use]
    pub fn take_due_notices(&self) -> Vec<SignedNotice> {
        let due = self.settled().book.take_due();
        let now = self.clock.now();
        due.into_iter()
            .map(|event| {
                let kind = if event.is_paid { PAID } else { EXPIRED };
                let body = notice::body(&event.id, kind, &event.provider_reference);
                let signature = sign(&self.secrets[0], &body, now);
                SignedNotice {
                    header: SIGNATURE_HEADER,
                    signature,
                    body,
                }
            })
            .collect()
    }
}

/// Faults for tests. They concern calls of the service, not the page.
impl SimulatedProvider {
    /// The next calls fail and have no effect.
    pub fn fail_next(&self, calls: u32) {
        self.lock().faults.failing = calls;
    }

    /// Whether every call fails and has no effect.
    pub fn be_down(&self, is_down: bool) {
        self.lock().faults.is_down = is_down;
    }

    /// The next calls have their effect, but their answers are lost.
    pub fn lose_next(&self, calls: u32) {
        self.lock().faults.losing = calls;
    }

    /// So many of a hundred calls have their effect, but their answers are lost;
    /// always the same ones.
    pub fn lose_answers(&self, percent: u8) {
        self.lock().faults.lost_percent = percent;
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The book at the clock's time.
    fn settled(&self) -> MutexGuard<'_, Inside> {
        let mut inside = self.lock();
        inside.book.settle(self.clock.now());
        inside
    }

    /// One call: it may fail before its effect, and its answer may be lost after it.
    fn call<T>(
        &self,
        effect: impl FnOnce(&mut Book) -> Result<T, PaymentError>,
    ) -> Result<T, PaymentError> {
        let mut inside = self.settled();
        inside.faults.before()?;
        let answer = effect(&mut inside.book);
        inside.faults.after()?;
        answer
    }

    fn page(&self, provider_reference: &str) -> String {
        let mut url = self.public_url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments
                .pop_if_empty()
                .extend(["dev", "payment", provider_reference]);
        }
        url.to_string()
    }
}

#[async_trait::async_trait]
impl PaymentProvider for SimulatedProvider {
    async fn open_checkout(&self, checkout: &NewCheckout) -> Result<Checkout, PaymentError> {
        self.call(|book| {
            let provider_reference = book.open(checkout, self.clock.now())?;
            Ok(Checkout {
                url: self.page(&provider_reference),
                provider_reference,
            })
        })
    }

    async fn read(&self, provider_reference: &str) -> Result<ProviderState, PaymentError> {
        self.call(|book| book.state(provider_reference))
    }

    async fn expire(&self, provider_reference: &str) -> Result<ProviderState, PaymentError> {
        self.call(|book| {
            book.close(provider_reference);
            book.state(provider_reference)
        })
    }

    async fn refund(&self, refund: &NewRefund) -> Result<Refund, PaymentError> {
        self.call(|book| book.refund(refund))
    }

    async fn read_refund(&self, refund_reference: &str) -> Result<RefundState, PaymentError> {
        self.call(|book| book.refund_state(refund_reference))
    }

    fn read_notice(
        &self,
        headers: &[(&str, &str)],
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, NoticeError> {
        notice::read(&self.secrets, headers, body, now)
    }

    fn simulated(&self) -> Option<&Self> {
        Some(self)
    }
}
