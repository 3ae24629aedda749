//! Stripe Checkout: the page is Stripe's, and so are the card numbers.
//!
//! Spoken without a library of Stripe's: five calls, form-encoded, answered in
//! JSON (<https://docs.stripe.com/api>, ADR 9).

mod answers;
mod form;

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::{Client, RequestBuilder, Response, header};
use serde::de::DeserializeOwned;
use url::Url;

use super::{
    Checkout, NewCheckout, NewRefund, Notice, NoticeError, PaymentError, PaymentProvider,
    ProviderSecret, ProviderState, Refund, RefundState, notice,
};

/// The version of Stripe's API that is spoken, whatever the account's default is.
pub const API_VERSION: &str = "2026-08-26.dahlia";

/// How to reach Stripe.
#[derive(Clone, Debug)]
pub struct StripeSettings {
    /// The account's secret key, `sk_…`, or better a restricted one, `rk_…`, that
    /// may write Checkout Sessions and refunds and read payments.
    pub secret_key: ProviderSecret,
    /// The secrets of the webhook endpoint, `whsec_…`: one, or two while it is
    /// being changed.
    pub webhook_secrets: Vec<ProviderSecret>,
    /// Where the API is: `https://api.stripe.com`, or a stand-in on this machine.
    pub url: Url,
    /// How long an answer may take.
    pub timeout: Duration,
}

impl StripeSettings {
    /// How long an answer may take unless something else is said: Stripe waits for
    /// nobody's bank in these calls.
    pub const TIMEOUT: Duration = Duration::from_secs(20);
}

/// Payments through Stripe.
#[derive(Debug)]
pub struct StripeCheckout {
    client: Client,
    settings: StripeSettings,
}

impl StripeCheckout {
    /// Payments through an account of Stripe's.
    ///
    /// # Errors
    ///
    /// If a secret is missing or empty, the address would send the key without TLS
    /// to another machine, or the HTTP client cannot be built.
    pub fn new(settings: StripeSettings) -> anyhow::Result<Self> {
        anyhow::ensure!(
            !settings.secret_key.is_empty(),
            "the secret key of Stripe is missing"
        );
        // An empty secret is one that everybody knows.
        let secrets = &settings.webhook_secrets;
        anyhow::ensure!(
            !secrets.is_empty() && !secrets.iter().any(ProviderSecret::is_empty),
            "the secret of Stripe's notices is missing or empty"
        );
        anyhow::ensure!(
            settings.url.scheme() == "https" || is_this_machine(&settings.url),
            "the address of Stripe must begin with https"
        );
        let client = Client::builder()
            .timeout(settings.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client, settings })
    }

    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.settings.url.clone();
        // `new` accepts only addresses that have segments.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("v1").extend(path);
        }
        url
    }

    fn post(&self, path: &[&str], fields: &form::Fields) -> RequestBuilder {
        self.client.post(self.url(path)).form(fields)
    }

    async fn send<A: DeserializeOwned>(&self, request: RequestBuilder) -> Result<A, PaymentError> {
        let response = request
            .bearer_auth(self.settings.secret_key.expose())
            .header("Stripe-Version", API_VERSION)
            .header(header::ACCEPT, "application/json")
            .send()
            .await
            .map_err(|error| PaymentError::Unavailable(error.without_url().into()))?;
        receive(response).await
    }
}

fn is_this_machine(url: &Url) -> bool {
    url.scheme() == "http" && matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

async fn receive<A: DeserializeOwned>(response: Response) -> Result<A, PaymentError> {
    let status = response.status();
    let word = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
    let (request_id, should_retry) = (word("request-id"), word("stripe-should-retry"));
    let body = response
        .bytes()
        .await
        .map_err(|error| PaymentError::Unavailable(error.without_url().into()))?;
    if status.is_success() {
        return answers::parse(&body);
    }
    if answers::is_outcome_unknown(status, should_retry.as_deref()) {
        let request = request_id.unwrap_or_default();
        return Err(PaymentError::Unavailable(anyhow::anyhow!(
            "it answered {status} {request}"
        )));
    }
    Err(PaymentError::Rejected(answers::rejection(
        status, &body, request_id,
    )))
}

const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
const EXPAND: (&str, &str) = ("expand[]", "payment_intent");

#[async_trait::async_trait]
impl PaymentProvider for StripeCheckout {
    async fn open_checkout(&self, checkout: &NewCheckout) -> Result<Checkout, PaymentError> {
        let request = self
            .post(&["checkout", "sessions"], &form::checkout(checkout))
            .header(IDEMPOTENCY_KEY, checkout.idempotency_key());
        self.send::<answers::OpenedSession>(request)
            .await?
            .checkout()
    }

    async fn read(&self, provider_reference: &str) -> Result<ProviderState, PaymentError> {
        let mut url = self.url(&["checkout", "sessions", provider_reference]);
        url.query_pairs_mut().append_pair(EXPAND.0, EXPAND.1);
        let request = self.client.get(url);
        self.send::<answers::Session>(request).await?.state()
    }

    async fn expire(&self, provider_reference: &str) -> Result<ProviderState, PaymentError> {
        let path = ["checkout", "sessions", provider_reference, "expire"];
        let fields = vec![(EXPAND.0, EXPAND.1.to_owned())];
        // Without a key: closing is the same however often it is done, and a kept
        // answer would hide what has happened since.
        match self
            .send::<answers::Session>(self.post(&path, &fields))
            .await
        {
            Ok(session) => session.state(),
            // Only an open page can be closed, so it is over already.
            Err(PaymentError::Rejected(rejection)) if rejection.status == 400 => {
                self.read(provider_reference).await
            }
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, refund: &NewRefund) -> Result<Refund, PaymentError> {
        let request = self.post(&["refunds"], &form::refund(refund)).header(
            IDEMPOTENCY_KEY,
            format!("refund-{}", refund.idempotency_key),
        );
        self.send::<answers::Refunded>(request).await?.refund()
    }

    async fn read_refund(&self, refund_reference: &str) -> Result<RefundState, PaymentError> {
        let request = self.client.get(self.url(&["refunds", refund_reference]));
        Ok(self
            .send::<answers::Refunded>(request)
            .await?
            .refund()?
            .state)
    }

    fn read_notice(
        &self,
        headers: &[(&str, &str)],
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, NoticeError> {
        notice::read(&self.settings.webhook_secrets, headers, body, now)
    }
}
