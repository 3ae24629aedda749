//! What is sent to Stripe, and how its answers are understood.

use common::words::Language;
use serde_json::{Value, json};
use services::ports::payment_provider::{
    API_VERSION, DeclineReason, NewCheckout, NewRefund, PaymentError, PaymentProvider as _,
    ProviderState, RefundState, StripeCheckout,
};

use super::new_checkout;
use super::server::{Stripe, settings};

#[test]
fn a_provider_that_anybody_could_deceive_is_not_made() {
    let whole = || settings("rk_live_x", "https://api.stripe.com");
    assert!(StripeCheckout::new(whole()).is_ok());
    let mut none = whole();
    none.webhook_secrets.clear();
    let mut empty = whole();
    empty.webhook_secrets = settings("x", "https://x").webhook_secrets;
    empty
        .webhook_secrets
        .push(services::ports::payment_provider::ProviderSecret::new(" "));
    for (what, settings) in [
        ("no key", settings("", "https://api.stripe.com")),
        ("no secret", none),
        ("an empty secret", empty),
        ("no TLS", settings("rk_live_x", "http://api.stripe.com")),
        ("not HTTP", settings("rk_live_x", "ftp://localhost")),
    ] {
        assert!(StripeCheckout::new(settings).is_err(), "{what}");
    }
}

#[test]
fn no_secret_and_no_person_is_printed() {
    let adapter = StripeCheckout::new(settings("rk_live_hunter2", "https://api.stripe.com"));
    let printed = format!("{:?} {:?}", adapter.unwrap(), new_checkout());
    for hidden in ["hunter2", "whsec", "jean"] {
        assert!(!printed.contains(hidden), "{printed}");
    }
}

#[tokio::test]
async fn a_page_is_asked_for_as_stripe_documents_it() {
    let stripe = Stripe::start();
    let asked = new_checkout();
    let opened = stripe.adapter.open_checkout(&asked).await.unwrap();
    assert_eq!(opened.provider_reference, "cs_test_1");
    assert!(opened.url.starts_with("https://checkout.stripe.com/"));
    let request = stripe.last_request().await;
    assert_eq!(request["method"], "POST");
    assert_eq!(request["path"], "/v1/checkout/sessions");
    let headers = &request["headers"];
    assert_eq!(headers["authorization"], "Bearer rk_test_51Example");
    assert_eq!(headers["stripe-version"], API_VERSION);
    assert_eq!(headers["idempotency-key"], "checkout-pay_01j0example-1");
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request["form"], expected_form(&asked));
}

/// As <https://docs.stripe.com/api/checkout/sessions/create> names the fields.
fn expected_form(asked: &NewCheckout) -> Value {
    json!({
        "mode": "payment",
        "submit_type": "pay",
        "payment_method_types": { "0": "card" },
        "locale": "fr",
        "line_items": { "0": {
            "quantity": "1",
            "price_data": {
                "currency": "eur",
                "unit_amount": "2500",
                "product_data": { "name": asked.description },
            },
        } },
        "adaptive_pricing": { "enabled": "false" },
        "customer_creation": "if_required",
        "success_url": "https://hub.example/paiements/pay_1?retour=oui",
        "cancel_url": "https://hub.example/paiements/pay_1?retour=non",
        "expires_at": asked.expires_at.timestamp().to_string(),
        "client_reference_id": "pay_01j0example",
        "metadata": { "payment_id": "pay_01j0example", "attempt": "1" },
        "payment_intent_data": {
            "metadata": { "payment_id": "pay_01j0example" },
            "description": asked.description,
        },
        "customer_email": "jean+cqc@exemple.fr",
    })
}

#[tokio::test]
async fn what_is_not_known_of_a_person_is_not_sent() {
    let stripe = Stripe::start();
    stripe
        .opened(&NewCheckout {
            customer_email: None,
            language: Language::English,
            ..new_checkout()
        })
        .await;
    let form = &stripe.last_request().await["form"];
    assert_eq!(form["customer_email"], json!(null));
    assert_eq!(form["locale"], "en");
}

#[tokio::test]
async fn the_same_attempt_opens_the_same_page_and_the_next_another() {
    let stripe = Stripe::start();
    let asked = new_checkout();
    let first = stripe.adapter.open_checkout(&asked).await.unwrap();
    assert_eq!(stripe.adapter.open_checkout(&asked).await.unwrap(), first);
    let next = NewCheckout {
        attempt: 2,
        ..asked.clone()
    };
    assert_ne!(stripe.adapter.open_checkout(&next).await.unwrap(), first);
    let changed = NewCheckout {
        amount_cents: 800,
        ..asked
    };
    let error = stripe.adapter.open_checkout(&changed).await.unwrap_err();
    let PaymentError::Rejected(rejection) = error else {
        panic!("{error}");
    };
    assert_eq!(rejection.code, "idempotency_error");
}

#[tokio::test]
async fn a_page_is_read_with_what_happened_on_it() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    let read = async || stripe.adapter.read(&reference).await.unwrap();
    assert_eq!(read().await, ProviderState::Open);
    let request = stripe.last_request().await;
    assert_eq!(
        request["path"],
        format!("/v1/checkout/sessions/{reference}")
    );
    assert_eq!(request["form"]["expand"]["0"], "payment_intent");
    assert_eq!(request["headers"]["idempotency-key"], json!(null));

    let unsettled = json!({ "id": reference, "status": "complete", "payment_status": "unpaid" });
    stripe.change(unsettled).await;
    assert_eq!(read().await, ProviderState::Open);
    stripe.pay(&reference).await;
    let capture_reference = "pi_1".to_owned();
    assert_eq!(read().await, ProviderState::Paid { capture_reference });
}

#[tokio::test]
async fn a_card_that_was_turned_down_is_told_with_its_reason() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    let read = async || stripe.adapter.read(&reference).await.unwrap();
    for (code, decline_code, reason) in [
        (
            "card_declined",
            Some("generic_decline"),
            DeclineReason::CardDeclined,
        ),
        (
            "card_declined",
            Some("insufficient_funds"),
            DeclineReason::InsufficientFunds,
        ),
        (
            "expired_card",
            Some("expired_card"),
            DeclineReason::ExpiredCard,
        ),
        (
            "incorrect_cvc",
            Some("incorrect_cvc"),
            DeclineReason::IncorrectCvc,
        ),
        (
            "processing_error",
            Some("processing_error"),
            DeclineReason::ProcessingError,
        ),
        (
            "payment_intent_authentication_failure",
            None,
            DeclineReason::AuthenticationFailed,
        ),
        ("something_new", None, DeclineReason::Other),
    ] {
        let error = json!({ "code": code, "decline_code": decline_code, "message": "…" });
        let intent =
            |status| json!({ "id": "pi_1", "status": status, "last_payment_error": error });
        let session = |status| json!({ "id": reference, "payment_intent": intent(status) });
        stripe.change(session("requires_payment_method")).await;
        assert_eq!(read().await, ProviderState::Refused { reason }, "{code}");
        // The next card is being tried.
        stripe.change(session("requires_action")).await;
        assert_eq!(read().await, ProviderState::Open, "{code}");
    }
}

#[tokio::test]
async fn a_payment_in_another_currency_or_state_is_not_believed() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    stripe.pay(&reference).await;
    for change in [
        json!({ "id": reference, "currency": "usd" }),
        json!({ "id": reference, "currency": "eur", "payment_intent": null }),
        json!({ "id": reference, "status": "something_new" }),
    ] {
        stripe.change(change).await;
        let error = stripe.adapter.read(&reference).await.unwrap_err();
        assert!(matches!(error, PaymentError::Unavailable(_)), "{error}");
    }
}

#[tokio::test]
async fn a_page_is_closed_once_and_tells_how_it_ended() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    for _ in 0..2 {
        let state = stripe.adapter.expire(&reference).await.unwrap();
        assert_eq!(state, ProviderState::Expired);
    }
    let next = NewCheckout {
        attempt: 2,
        ..new_checkout()
    };
    let paid = stripe.opened(&next).await;
    stripe.pay(&paid).await;
    let state = stripe.adapter.expire(&paid).await.unwrap();
    assert!(matches!(state, ProviderState::Paid { .. }), "{state:?}");
    let error = stripe.adapter.expire("cs_test_none").await.unwrap_err();
    assert!(matches!(error, PaymentError::Rejected(_)), "{error}");
}

#[tokio::test]
async fn money_is_given_back_once_per_key_and_never_more_than_was_taken() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    stripe.pay(&reference).await;
    let part = NewRefund {
        capture_reference: "pi_1".to_owned(),
        amount_cents: 1500,
        idempotency_key: "ref_1".to_owned(),
    };
    let first = stripe.adapter.refund(&part).await.unwrap();
    assert_eq!(first.state, RefundState::Succeeded);
    let request = stripe.last_request().await;
    assert_eq!(request["path"], "/v1/refunds");
    assert_eq!(request["headers"]["idempotency-key"], "refund-ref_1");
    assert_eq!(
        request["form"],
        json!({ "payment_intent": "pi_1", "amount": "1500" })
    );
    assert_eq!(stripe.adapter.refund(&part).await.unwrap(), first);

    let again = NewRefund {
        idempotency_key: "ref_2".to_owned(),
        ..part.clone()
    };
    let error = stripe.adapter.refund(&again).await.unwrap_err();
    assert!(
        error.to_string().contains("charge_already_refunded"),
        "{error}"
    );

    let pending = NewRefund {
        amount_cents: 77,
        idempotency_key: "ref_3".to_owned(),
        ..part
    };
    let refund = stripe.adapter.refund(&pending).await.unwrap();
    assert_eq!(refund.state, RefundState::Pending);
    let read = stripe.adapter.read_refund(&refund.refund_reference).await;
    assert_eq!(read.unwrap(), RefundState::Pending);
    assert!(stripe.adapter.read_refund("re_none").await.is_err());
}
