//! The provider of development: what its pages and cards do.

use std::sync::Arc;

use chrono::TimeDelta;
use services::ports::clock::{Clock, SetClock};
use services::ports::payment_provider::{
    NewCheckout, NewRefund, PayOutcome, PaymentError, PaymentProvider as _, ProviderState,
    RefundState, SLOW_SECONDS, SimulatedProvider, SimulationError, TestCard,
};

use super::{new_checkout, now};

pub struct Desk {
    clock: Arc<SetClock>,
    pub provider: SimulatedProvider,
}

impl Desk {
    pub fn new() -> Self {
        let clock = Arc::new(SetClock::at(now()));
        let shared: Arc<dyn Clock> = clock.clone();
        let url = "https://hub.example/service".parse().unwrap();
        let provider = SimulatedProvider::new(url, shared);
        Self { clock, provider }
    }

    pub async fn opened(&self) -> String {
        let opened = self.provider.open_checkout(&new_checkout()).await.unwrap();
        opened.provider_reference
    }

    pub async fn state(&self, reference: &str) -> ProviderState {
        self.provider.read(reference).await.unwrap()
    }

    /// The notices that are due, as the webhook's route reads them.
    fn notices(&self) -> Vec<(String, String)> {
        let notices = self.provider.take_due_notices().into_iter();
        notices
            .map(|signed| {
                let headers = [(signed.header, &*signed.signature)];
                let read = self
                    .provider
                    .read_notice(&headers, &signed.body, self.clock.now());
                let notice = read.unwrap().expect("it concerns us");
                (notice.event_id, notice.provider_reference)
            })
            .collect()
    }
}

fn code(error: PaymentError) -> String {
    match error {
        PaymentError::Rejected(rejection) => rejection.code,
        PaymentError::Unavailable(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_page_is_opened_once_per_attempt() {
    let desk = Desk::new();
    let asked = new_checkout();
    let first = desk.provider.open_checkout(&asked).await.unwrap();
    assert_eq!(
        first.url,
        format!(
            "https://hub.example/service/dev/payment/{}",
            first.provider_reference
        )
    );
    assert_eq!(desk.provider.open_checkout(&asked).await.unwrap(), first);
    assert_eq!(desk.provider.checkouts().len(), 1);
    assert!(desk.provider.is_simulated());
    assert!(desk.provider.simulated().is_some());
}

#[tokio::test]
async fn a_page_that_stripe_would_not_open_is_refused() {
    let desk = Desk::new();
    let asked = new_checkout();
    desk.opened().await;
    for (change, expected) in [
        (
            NewCheckout {
                amount_cents: 800,
                ..asked.clone()
            },
            "idempotency_error",
        ),
        (
            NewCheckout {
                amount_cents: 0,
                attempt: 2,
                ..asked.clone()
            },
            "amount_too_small",
        ),
        (
            NewCheckout {
                expires_at: now(),
                attempt: 2,
                ..asked
            },
            "invalid_request_error",
        ),
    ] {
        let error = desk.provider.open_checkout(&change).await.unwrap_err();
        assert_eq!(code(error), expected);
    }
}

#[tokio::test]
async fn every_test_card_does_what_its_description_says() {
    for card in TestCard::ALL {
        let desk = Desk::new();
        let reference = desk.opened().await;
        let spaced = format!("{} {}", &card.number()[..4], &card.number()[4..]);
        let outcome = desk.provider.pay(&reference, &spaced).unwrap();
        let state = desk.state(&reference).await;
        if let Some(reason) = card.declined() {
            assert_eq!(outcome, PayOutcome::Declined(reason), "{card:?}");
            assert_eq!(state, ProviderState::Refused { reason }, "{card:?}");
            assert!(desk.notices().is_empty(), "{card:?}");
            let accepted = desk.provider.pay(&reference, TestCard::Accepted.number());
            assert_eq!(accepted, Ok(PayOutcome::Accepted), "still open for another");
        } else if card == TestCard::Slow {
            assert_eq!(outcome, PayOutcome::Undecided);
            assert_eq!(state, ProviderState::Open);
        } else {
            assert_eq!(outcome, PayOutcome::Accepted, "{card:?}");
            assert!(matches!(state, ProviderState::Paid { .. }), "{card:?}");
        }
        let again = desk.provider.pay(&reference, TestCard::Accepted.number());
        assert_eq!(again, Err(SimulationError::Over), "{card:?}");
    }
}

#[tokio::test]
async fn what_is_no_test_card_or_no_page_is_refused() {
    let desk = Desk::new();
    let reference = desk.opened().await;
    let pay = |reference: &str, number: &str| desk.provider.pay(reference, number);
    assert_eq!(
        pay(&reference, "4970 1000 0000 0000"),
        Err(SimulationError::NoTestCard)
    );
    assert_eq!(pay(&reference, ""), Err(SimulationError::NoTestCard));
    assert_eq!(
        pay("sim_other", "4242424242424242"),
        Err(SimulationError::Unknown)
    );
    assert_eq!(
        desk.provider.abandon("sim_other"),
        Err(SimulationError::Unknown)
    );
    assert!(desk.provider.find("sim_other").is_none());
    assert_eq!(desk.state(&reference).await, ProviderState::Open);
    assert_eq!(
        desk.state("sim_before_a_restart").await,
        ProviderState::Expired
    );
    let error = desk.provider.read("cs_live_1").await.unwrap_err();
    assert_eq!(code(error), "resource_missing");
}

#[tokio::test]
async fn notices_come_once_twice_late_or_never() {
    for (card, times) in [
        (TestCard::Accepted, 1),
        (TestCard::NoticeTwice, 2),
        (TestCard::NoticeLost, 0),
    ] {
        let desk = Desk::new();
        let reference = desk.opened().await;
        desk.provider.pay(&reference, card.number()).unwrap();
        let notice = (format!("evt_{reference}_paid"), reference);
        assert_eq!(desk.notices(), vec![notice; times], "{card:?}");
        assert!(desk.notices().is_empty(), "none is given out again");
    }
    let desk = Desk::new();
    let reference = desk.opened().await;
    desk.provider
        .pay(&reference, TestCard::Slow.number())
        .unwrap();
    desk.clock.advance(TimeDelta::seconds(SLOW_SECONDS - 1));
    assert!(desk.notices().is_empty());
    assert_eq!(desk.state(&reference).await, ProviderState::Open);
    let tried = desk.provider.expire(&reference).await.unwrap();
    assert_eq!(tried, ProviderState::Open, "a bank is busy with it");
    desk.clock.advance(TimeDelta::seconds(1));
    assert_eq!(desk.notices().len(), 1);
    assert!(matches!(
        desk.state(&reference).await,
        ProviderState::Paid { .. }
    ));
}

#[tokio::test]
async fn a_page_closes_by_the_clock_and_by_hand() {
    let desk = Desk::new();
    let reference = desk.opened().await;
    let back = desk.provider.abandon(&reference).unwrap();
    assert_eq!(back, new_checkout().cancel_url);
    assert_eq!(desk.state(&reference).await, ProviderState::Open);
    desk.provider
        .pay(&reference, TestCard::Declined.number())
        .unwrap();
    desk.clock.set(new_checkout().expires_at);
    assert_eq!(desk.state(&reference).await, ProviderState::Expired);
    let notice = (format!("evt_{reference}_expired"), reference.clone());
    assert_eq!(desk.notices(), [notice]);
    for _ in 0..2 {
        let state = desk.provider.expire(&reference).await.unwrap();
        assert_eq!(state, ProviderState::Expired);
    }
    let late = desk.provider.pay(&reference, TestCard::Accepted.number());
    assert_eq!(late, Err(SimulationError::Over));
    assert!(desk.notices().is_empty());
}

#[tokio::test]
async fn no_more_is_given_back_than_was_taken() {
    let desk = Desk::new();
    let reference = desk.opened().await;
    let refund = |key: &str, amount_cents| NewRefund {
        capture_reference: reference.replace("sim_", "sim_capture_"),
        amount_cents,
        idempotency_key: key.to_owned(),
    };
    let give = async |key: &str, cents| desk.provider.refund(&refund(key, cents)).await;
    assert_eq!(code(give("a", 1000).await.unwrap_err()), "resource_missing");
    desk.provider
        .pay(&reference, TestCard::Accepted.number())
        .unwrap();
    let first = give("a", 1000).await.unwrap();
    assert_eq!(give("a", 1000).await.unwrap(), first);
    assert_eq!(code(give("a", 900).await.unwrap_err()), "idempotency_error");
    assert_eq!(code(give("b", 1501).await.unwrap_err()), "amount_too_large");
    assert_eq!(code(give("b", 0).await.unwrap_err()), "amount_too_large");
    give("b", 1500).await.unwrap();
    assert_eq!(
        code(give("c", 1).await.unwrap_err()),
        "charge_already_refunded"
    );
    assert_eq!(desk.provider.find(&reference).unwrap().refunded_cents, 2500);
    let state = desk.provider.read_refund(&first.refund_reference).await;
    assert_eq!(state.unwrap(), RefundState::Succeeded);
    assert!(desk.provider.read_refund("sim_refund_none").await.is_err());
}
