//! The server that stands in for Stripe.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use services::ports::payment_provider::{
    NewCheckout, PaymentProvider as _, ProviderSecret, StripeCheckout, StripeSettings,
};

/// A server with an adapter that speaks to it.
pub struct Stripe {
    child: Child,
    address: String,
    pub adapter: StripeCheckout,
}

impl Stripe {
    pub fn start() -> Self {
        Self::with_key("rk_test_51Example")
    }

    pub fn with_key(key: &str) -> Self {
        let Ok(python) = std::env::var("CQC_TEST_PYTHON") else {
            panic!("CQC_TEST_PYTHON is not set: give it a Python (`cargo xtask test` makes one)");
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/stripe.py");
        let mut child = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        lines.read_line(&mut port).unwrap();
        let address = format!("http://127.0.0.1:{}", port.trim());
        let adapter = StripeCheckout::new(settings(key, &address)).unwrap();
        Self {
            child,
            address,
            adapter,
        }
    }

    /// An adapter that waits as long as it is told.
    pub fn patient_for(&self, timeout: Duration) -> StripeCheckout {
        let settings = settings("rk_test_51Example", &self.address);
        StripeCheckout::new(StripeSettings {
            timeout,
            ..settings
        })
        .unwrap()
    }

    /// What happens to the next calls.
    pub async fn plan(&self, faults: Value) {
        self.control("faults", &faults).await;
    }

    /// Changes what Stripe knows of a session.
    pub async fn change(&self, session: Value) {
        self.control("session", &session).await;
    }

    /// Somebody paid.
    pub async fn pay(&self, reference: &str) {
        let intent = json!({ "id": "pi_1", "status": "succeeded", "last_payment_error": null });
        self.change(json!({
            "id": reference, "status": "complete", "payment_status": "paid", "payment_intent": intent,
        }))
        .await;
    }

    /// A page that is open, and its reference.
    pub async fn opened(&self, checkout: &NewCheckout) -> String {
        let opened = self.adapter.open_checkout(checkout).await.unwrap();
        opened.provider_reference
    }

    /// Everything that was asked, oldest first.
    pub async fn requests(&self) -> Vec<Value> {
        let url = format!("{}/control/requests", self.address);
        let answer = reqwest::get(url).await.unwrap();
        answer.json().await.unwrap()
    }

    pub async fn last_request(&self) -> Value {
        self.requests().await.pop().unwrap()
    }

    async fn control(&self, what: &str, body: &Value) {
        let url = format!("{}/control/{what}", self.address);
        let request = reqwest::Client::new().post(url).json(body);
        request.send().await.unwrap().error_for_status().unwrap();
    }
}

impl Drop for Stripe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn settings(key: &str, address: &str) -> StripeSettings {
    StripeSettings {
        secret_key: ProviderSecret::new(key),
        webhook_secrets: vec![
            ProviderSecret::new("whsec_new"),
            ProviderSecret::new("whsec_old"),
        ],
        url: address.parse().unwrap(),
        timeout: StripeSettings::TIMEOUT,
    }
}
