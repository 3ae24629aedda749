//! Asks whether a driving licence exists and belongs to a person.

use std::time::Duration;

use chrono::NaiveDate;
pub use common::licence_answer::LicenceAnswer;
use serde::{Deserialize, Serialize};
use url::Url;

/// What is asked: enough to find one licence and to know that it is the person's.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct LicenceQuery {
    /// Country that issued the licence, ISO 3166-1 alpha-2.
    pub country: String,
    /// NEPH for France; the licence's number elsewhere. Normalised.
    pub number: String,
    /// Surname at birth.
    pub surname: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
}

impl std::fmt::Debug for LicenceQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LicenceQuery")
            .field("country", &self.country)
            .finish_non_exhaustive()
    }
}

/// A register of driving licences. It may be slow or away, so it is asked from a
/// job, never within a request.
#[async_trait::async_trait]
pub trait LicenceRegister: Send + Sync + 'static {
    /// Asks about one licence.
    ///
    /// # Errors
    ///
    /// If the register cannot be asked now; the job tries again.
    async fn check(&self, query: &LicenceQuery) -> anyhow::Result<LicenceAnswer>;

    /// Whether the answers are made up.
    fn is_simulated(&self) -> bool;
}

/// Answers by magic values, for development: French numbers ending in
/// `020` are unknown, `030` belong to somebody else, `040` are not valid, `050`
/// make the register unreachable; all others are confirmed. Licences of other
/// countries are not covered.
#[derive(Clone, Copy, Debug, Default)]
pub struct SimulatedRegister;

#[async_trait::async_trait]
impl LicenceRegister for SimulatedRegister {
    async fn check(&self, query: &LicenceQuery) -> anyhow::Result<LicenceAnswer> {
        if query.country != "FR" {
            return Ok(LicenceAnswer::NotCovered);
        }
        match query.number.get(query.number.len().saturating_sub(3)..) {
            Some("020") => Ok(LicenceAnswer::Unknown),
            Some("030") => Ok(LicenceAnswer::Mismatch),
            Some("040") => Ok(LicenceAnswer::NotValid),
            Some("050") => anyhow::bail!("the simulated register is away"),
            _ => Ok(LicenceAnswer::Confirmed),
        }
    }

    fn is_simulated(&self) -> bool {
        true
    }
}

/// Knows nothing: a person looks at every licence.
#[derive(Clone, Copy, Debug, Default)]
pub struct ManualRegister;

#[async_trait::async_trait]
impl LicenceRegister for ManualRegister {
    async fn check(&self, _: &LicenceQuery) -> anyhow::Result<LicenceAnswer> {
        Ok(LicenceAnswer::NotCovered)
    }

    fn is_simulated(&self) -> bool {
        false
    }
}

/// A register behind HTTP: `POST` of a [`LicenceQuery`] as JSON with a bearer
/// key; the answer is `{"answer": "confirmed" | …}`.
pub struct HttpRegister {
    client: reqwest::Client,
    url: Url,
    key: String,
}

impl std::fmt::Debug for HttpRegister {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpRegister")
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct HttpAnswer {
    answer: LicenceAnswer,
}

impl HttpRegister {
    /// A register at an address.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be built.
    pub fn new(url: Url, key: String) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(15))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client, url, key })
    }
}

#[async_trait::async_trait]
impl LicenceRegister for HttpRegister {
    async fn check(&self, query: &LicenceQuery) -> anyhow::Result<LicenceAnswer> {
        let response = self
            .client
            .post(self.url.clone())
            .bearer_auth(&self.key)
            .json(query)
            .send()
            .await
            .map_err(reqwest::Error::without_url)?
            .error_for_status()
            .map_err(reqwest::Error::without_url)?;
        let HttpAnswer { answer } = response.json().await?;
        Ok(answer)
    }

    fn is_simulated(&self) -> bool {
        false
    }
}
