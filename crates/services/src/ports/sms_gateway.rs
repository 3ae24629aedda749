//! Sends SMS.

use std::time::Duration;

use common::ids::MessageId;
use db::Db;
use db::outbox::OutboxMessage;
use serde::Serialize;
use url::Url;

use super::clock::Clock;
use super::mailer::SendError;

/// An SMS on its way. It holds no personal data: it only says where to look.
#[derive(Clone)]
pub struct OutgoingSms {
    /// The same for every attempt, so that the gateway can drop a double.
    pub id: MessageId,
    /// Phone number in international form.
    pub to: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for OutgoingSms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutgoingSms")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A way to send SMS.
#[async_trait::async_trait]
pub trait SmsGateway: Send + Sync + 'static {
    /// Hands an SMS over.
    ///
    /// # Errors
    ///
    /// If the gateway refuses it, for good or for now.
    async fn send(&self, sms: &OutgoingSms) -> Result<(), SendError>;
}

/// Keeps SMS in the database, for development.
pub struct OutboxSms {
    /// Where they are kept.
    pub db: Db,
    /// When they are kept.
    pub clock: std::sync::Arc<dyn Clock>,
}

#[async_trait::async_trait]
impl SmsGateway for OutboxSms {
    async fn send(&self, sms: &OutgoingSms) -> Result<(), SendError> {
        let message = OutboxMessage {
            id: sms.id,
            kind: "sms".to_owned(),
            recipient: sms.to.clone(),
            subject: String::new(),
            body_text: sms.text.clone(),
            body_html: None,
            attachments: "[]".to_owned(),
            sent_at: self.clock.now().naive_utc(),
        };
        self.db
            .write(move |conn| db::outbox::insert_if_missing(conn, &message))
            .await
            .map_err(|error| SendError::Temporary(error.into()))
    }
}

/// A gateway behind HTTP: `POST` of `{"id", "from", "to", "text"}` as JSON with a
/// bearer key and the id as `Idempotency-Key`.
pub struct HttpSmsGateway {
    client: reqwest::Client,
    url: Url,
    key: String,
    sender: String,
}

#[derive(Serialize)]
struct HttpSms<'a> {
    id: MessageId,
    from: &'a str,
    to: &'a str,
    text: &'a str,
}

impl HttpSmsGateway {
    /// A gateway at an address; `sender` is the name shown on the phone.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be built.
    pub fn new(url: Url, key: String, sender: String) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(15))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self {
            client,
            url,
            key,
            sender,
        })
    }
}

#[async_trait::async_trait]
impl SmsGateway for HttpSmsGateway {
    async fn send(&self, sms: &OutgoingSms) -> Result<(), SendError> {
        let body = HttpSms {
            id: sms.id,
            from: &self.sender,
            to: &sms.to,
            text: &sms.text,
        };
        let response = self
            .client
            .post(self.url.clone())
            .bearer_auth(&self.key)
            .header("Idempotency-Key", sms.id.as_str())
            .json(&body)
            .send()
            .await
            .map_err(|error| SendError::Temporary(error.without_url().into()))?;
        let status = response.status();
        if status.is_success() {
            Ok(())
        } else if status.is_client_error() && status != reqwest::StatusCode::TOO_MANY_REQUESTS {
            Err(SendError::Permanent(anyhow::anyhow!(
                "the gateway answered {status}"
            )))
        } else {
            Err(SendError::Temporary(anyhow::anyhow!(
                "the gateway answered {status}"
            )))
        }
    }
}
