//! The faults of the provider of development.

use services::ports::payment_provider::{
    NewCheckout, PayOutcome, PaymentError, PaymentProvider as _, ProviderState, TestCard,
};

use super::new_checkout;
use super::simulated::Desk;

#[tokio::test]
async fn faults_come_before_the_effect_or_after_it() {
    let desk = Desk::new();
    let provider = &desk.provider;
    provider.fail_next(1);
    assert!(provider.open_checkout(&new_checkout()).await.is_err());
    assert!(provider.checkouts().is_empty());
    provider.lose_next(1);
    assert!(provider.open_checkout(&new_checkout()).await.is_err());
    assert_eq!(provider.checkouts().len(), 1);
    let reference = desk.opened().await;
    provider.be_down(true);
    for _ in 0..3 {
        let error = provider.read(&reference).await.unwrap_err();
        assert!(matches!(error, PaymentError::Unavailable(_)), "{error}");
    }
    let paid = provider.pay(&reference, TestCard::Accepted.number());
    assert_eq!(paid, Ok(PayOutcome::Accepted), "the page is the person's");
    provider.be_down(false);
    assert!(matches!(
        desk.state(&reference).await,
        ProviderState::Paid { .. }
    ));
}

#[tokio::test]
async fn a_share_of_the_answers_is_lost_always_the_same() {
    let lost = async || {
        let desk = Desk::new();
        let reference = desk.opened().await;
        desk.provider.lose_answers(30);
        let mut lost = Vec::new();
        for call in 0..100 {
            if desk.provider.read(&reference).await.is_err() {
                lost.push(call);
            }
        }
        lost
    };
    let first = lost().await;
    assert!((25..=35).contains(&first.len()), "{first:?}");
    assert_eq!(lost().await, first);
}

#[tokio::test]
async fn a_checkout_under_lost_answers_ends_in_one_page() {
    let desk = Desk::new();
    desk.provider.lose_answers(30);
    for attempt in 1..=50 {
        let asked = NewCheckout {
            attempt,
            ..new_checkout()
        };
        while desk.provider.open_checkout(&asked).await.is_err() {}
    }
    assert_eq!(desk.provider.checkouts().len(), 50);
}
