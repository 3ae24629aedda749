//! What goes wrong between Stripe and us: what may be tried again, and that it
//! then has one effect.

use std::time::Duration;

use serde_json::{Value, json};
use services::ports::payment_provider::{
    NewRefund, PaymentError, PaymentProvider as _, ProviderState,
};

use super::new_checkout;
use super::server::Stripe;

fn answers(status: u16, headers: Value) -> Value {
    let body = json!({ "error": { "type": "api_error", "code": "said_so", "param": "amount",
        "message": "Invalid email address: jean@exemple.fr" } });
    json!([{ "status": status, "headers": headers, "body": body }])
}

#[tokio::test]
async fn what_may_pass_is_told_from_what_will_not() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    for (status, headers, is_unavailable) in [
        (400, json!({}), false),
        (401, json!({}), false),
        (402, json!({}), false),
        (403, json!({}), false),
        (404, json!({}), false),
        (302, json!({ "Location": "/v1/elsewhere" }), false),
        (400, json!({ "Stripe_Should_Retry": "true" }), true),
        (409, json!({}), true),
        (424, json!({}), true),
        (429, json!({}), true),
        (500, json!({}), true),
        (502, json!({ "Stripe_Should_Retry": "false" }), true),
        (503, json!({}), true),
    ] {
        stripe.plan(answers(status, headers)).await;
        let error = stripe.adapter.read(&reference).await.unwrap_err();
        let found = matches!(error, PaymentError::Unavailable(_));
        assert_eq!(found, is_unavailable, "{status}: {error}");
        let printed = format!("{error} {error:?}");
        assert!(printed.contains(&status.to_string()), "{printed}");
        assert!(printed.contains("req_"), "names the call: {printed}");
        assert!(!printed.contains("jean"), "{printed}");
    }
}

#[tokio::test]
async fn a_refusal_says_what_is_wrong_and_not_whose() {
    let stripe = Stripe::start();
    stripe.plan(answers(402, json!({}))).await;
    let error = stripe.adapter.open_checkout(&new_checkout()).await;
    let Err(PaymentError::Rejected(rejection)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(rejection.status, 402);
    assert_eq!(rejection.code, "said_so");
    assert_eq!(rejection.parameter.as_deref(), Some("amount"));
    assert_eq!(rejection.request_id.as_deref(), Some("req_1"));
}

#[tokio::test]
async fn a_wrong_key_is_our_fault() {
    let stripe = Stripe::with_key("rk_test_other");
    let error = stripe.adapter.open_checkout(&new_checkout()).await;
    let Err(PaymentError::Rejected(rejection)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(rejection.status, 401);
}

#[tokio::test]
async fn an_answer_that_is_not_stripes_decides_nothing() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    for body in [
        json!("jean@exemple.fr"),
        json!({ "id": "jean@exemple.fr", "status": 1 }),
        json!({ "status": "complete", "payment_status": "jean@exemple.fr" }),
    ] {
        stripe.plan(json!([{ "status": 200, "body": body }])).await;
        let error = stripe.adapter.read(&reference).await.unwrap_err();
        assert!(matches!(error, PaymentError::Unavailable(_)), "{error}");
        assert!(!format!("{error} {error:?}").contains("jean"), "{error:?}");
    }
    // Neither does one that refuses without saying why.
    stripe.plan(json!([{ "status": 403, "body": "no" }])).await;
    let error = stripe.adapter.read(&reference).await.unwrap_err();
    assert!(error.to_string().contains("unknown (403)"), "{error}");
}

#[tokio::test]
async fn an_answer_that_is_lost_or_late_is_asked_for_again_and_opens_one_page() {
    let stripe = Stripe::start();
    let asked = new_checkout();
    stripe
        .plan(json!([
            "refuse the connection",
            "lose the answer",
            "lose the answer",
            "hang"
        ]))
        .await;
    let hasty = stripe.patient_for(Duration::from_secs(1));
    for attempt in 0..4 {
        let error = hasty.open_checkout(&asked).await.unwrap_err();
        assert!(
            matches!(error, PaymentError::Unavailable(_)),
            "{attempt}: {error}"
        );
        assert!(!error.to_string().contains("127.0.0.1"), "{error}");
    }
    let opened = stripe.adapter.open_checkout(&asked).await.unwrap();
    assert_eq!(
        opened.provider_reference, "cs_test_1",
        "made by a lost answer"
    );
    let asked_for: Vec<_> = stripe.requests().await;
    let keys: Vec<_> = asked_for
        .iter()
        .map(|request| &request["headers"]["idempotency-key"])
        .collect();
    assert_eq!(keys, vec!["checkout-pay_01j0example-1"; 5]);
}

#[tokio::test]
async fn a_lost_answer_to_a_refund_does_not_give_back_twice() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    stripe.pay(&reference).await;
    let refund = NewRefund {
        capture_reference: "pi_1".to_owned(),
        amount_cents: 1000,
        idempotency_key: "ref_1".to_owned(),
    };
    stripe.plan(json!(["lose the answer"])).await;
    assert!(stripe.adapter.refund(&refund).await.is_err());
    let made = stripe.adapter.refund(&refund).await.unwrap();
    assert_eq!(made.refund_reference, "re_1");
}

#[tokio::test]
async fn a_lost_answer_to_closing_is_no_error_the_second_time() {
    let stripe = Stripe::start();
    let reference = stripe.opened(&new_checkout()).await;
    stripe.plan(json!(["lose the answer"])).await;
    assert!(stripe.adapter.expire(&reference).await.is_err());
    let state = stripe.adapter.expire(&reference).await.unwrap();
    assert_eq!(state, ProviderState::Expired);
}

#[tokio::test]
async fn nobody_at_the_address_is_unavailable() {
    let settings = super::server::settings("rk_test_51Example", "http://127.0.0.1:9");
    let adapter = services::ports::payment_provider::StripeCheckout::new(settings).unwrap();
    let error = adapter.read("cs_test_1").await.unwrap_err();
    assert!(matches!(error, PaymentError::Unavailable(_)), "{error}");
}

#[tokio::test]
async fn a_reference_stays_within_its_path() {
    let stripe = Stripe::start();
    let odd = "../refunds/re_1?x=1#y";
    assert!(stripe.adapter.read(odd).await.is_err());
    let path = stripe.last_request().await["path"].clone();
    assert_eq!(path, "/v1/checkout/sessions/..%2Frefunds%2Fre_1%3Fx=1%23y");
}
