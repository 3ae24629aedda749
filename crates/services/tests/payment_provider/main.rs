//! Payments on the wire, against a server that reads requests with other code
//! (`tests/servers/stripe.py`), and without a wire.
//!
//! `CQC_TEST_PYTHON` names a Python; it needs no package.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod notices;
mod server;
mod simulated;
mod simulated_faults;
mod stripe;
mod stripe_faults;

use chrono::{DateTime, TimeDelta, Utc};
use common::words::Language;
use services::ports::payment_provider::NewCheckout;
use services::testing::start_of_tests;

/// A payment of 25 euros.
fn new_checkout() -> NewCheckout {
    NewCheckout {
        payment_id: "pay_01j0example".to_owned(),
        attempt: 1,
        amount_cents: 2500,
        description: "Remplacement d’une carte & envoi = 25 €".to_owned(),
        customer_email: Some("jean+cqc@exemple.fr".to_owned()),
        success_url: "https://hub.example/paiements/pay_1?retour=oui"
            .parse()
            .unwrap(),
        cancel_url: "https://hub.example/paiements/pay_1?retour=non"
            .parse()
            .unwrap(),
        expires_at: now() + TimeDelta::minutes(90),
        language: Language::French,
    }
}

fn now() -> DateTime<Utc> {
    start_of_tests()
}
