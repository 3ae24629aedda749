//! One call: how it is put together, sent, renewed and read.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

use super::{ApiError, BASE, Refreshed, key, language, refresh, token};
use crate::session;

/// After this the network counts as lost.
const TIMEOUT_MILLIS: u32 = 30_000;

/// A call that can be sent more than once, should the session end meanwhile.
pub struct Call {
    method: Method,
    url: String,
    body: Option<String>,
    content_type: &'static str,
    headers: Vec<(&'static str, String)>,
    anonymous: bool,
    asks: bool,
}

impl Call {
    fn new(method: Method, path: impl AsRef<str>) -> Self {
        Self {
            method,
            url: format!("{BASE}{}", path.as_ref()),
            body: None,
            content_type: "application/json",
            headers: Vec::new(),
            anonymous: false,
            asks: true,
        }
    }

    /// Reads; the path begins after `/api/v1`.
    #[must_use]
    pub fn get(path: impl AsRef<str>) -> Self {
        Self::new(Method::GET, path)
    }

    /// Creates or acts.
    #[must_use]
    pub fn post(path: impl AsRef<str>) -> Self {
        Self::new(Method::POST, path)
    }

    /// Replaces.
    #[must_use]
    pub fn put(path: impl AsRef<str>) -> Self {
        Self::new(Method::PUT, path)
    }

    /// Changes a part; the body is a merge patch (RFC 7396).
    #[must_use]
    pub fn patch(path: impl AsRef<str>) -> Self {
        let mut call = Self::new(Method::PATCH, path);
        call.content_type = "application/merge-patch+json";
        call
    }

    /// Deletes.
    #[must_use]
    pub fn delete(path: impl AsRef<str>) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// Adds a query parameter; an empty value leaves it out.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl AsRef<str>) -> Self {
        let value = value.as_ref();
        if !value.is_empty() {
            let separator = if self.url.contains('?') { '&' } else { '?' };
            let value = js_sys::encode_uri_component(value);
            self.url = format!("{}{separator}{name}={}", self.url, String::from(value));
        }
        self
    }

    /// Sets the body. A DTO always serialises; should one not, the server says so.
    #[must_use]
    pub fn json<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        self.body = serde_json::to_string(body).ok();
        self
    }

    /// Sends `If-Match` with the `version` of the thing that was read.
    #[must_use]
    pub fn if_match(mut self, version: i64) -> Self {
        self.headers.push(("If-Match", format!("\"v{version}\"")));
        self
    }

    /// Sends an `Idempotency-Key`. The same call gets the same key until the
    /// server has answered it, so that a second try after a lost answer does
    /// not do the thing twice. Comes after `json`.
    #[must_use]
    pub fn idempotent(mut self) -> Self {
        let key = key::for_call(&self.fingerprint());
        self.headers.push(("Idempotency-Key", format!("\"{key}\"")));
        self
    }

    fn fingerprint(&self) -> String {
        format!(
            "{} {} {}",
            self.method,
            self.url,
            self.body.as_deref().unwrap_or_default()
        )
    }

    /// Sends no token, and takes 401 for an answer: for calls before sign-in.
    #[must_use]
    pub const fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Takes 401 for an answer instead of asking for the password.
    #[must_use]
    pub const fn without_asking(mut self) -> Self {
        self.asks = false;
        self
    }

    /// Sends the call and reads the answer; use `()` where there is none.
    ///
    /// # Errors
    ///
    /// Everything that keeps the page from having its answer, see [`ApiError`].
    pub async fn send<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let (status, body) = self.answer().await?;
        if (200..300).contains(&status) {
            let body = if body.is_empty() { "null" } else { &body };
            serde_json::from_str(body).map_err(|_| ApiError::Broken)
        } else {
            Err(ApiError::from_body(status, &body))
        }
    }

    /// Status and body, after renewing the session if that is what it takes.
    async fn answer(&self) -> Result<(u16, String), ApiError> {
        if self.anonymous {
            return self.fetch(None).await;
        }
        let mut bearer = token::bearer();
        if bearer.is_none() && session::is_signed_in() {
            self.renew().await?;
            bearer = token::bearer();
        }
        let answer = self.fetch(bearer).await?;
        if answer.0 != 401 {
            return Ok(answer);
        }
        self.renew().await?;
        self.fetch(token::bearer()).await
    }

    async fn renew(&self) -> Result<(), ApiError> {
        if self.asks {
            return renew_or_ask().await;
        }
        match refresh().await {
            Refreshed::Renewed => Ok(()),
            Refreshed::Refused => Err(ApiError::Expired),
            Refreshed::Offline => Err(ApiError::Offline),
        }
    }

    async fn fetch(&self, bearer: Option<String>) -> Result<(u16, String), ApiError> {
        let timeout = AbortSignal::timeout_with_u32(TIMEOUT_MILLIS);
        let mut builder = RequestBuilder::new(&self.url)
            .method(self.method.clone())
            .credentials(RequestCredentials::SameOrigin)
            .cache(RequestCache::NoStore)
            .abort_signal(Some(&timeout))
            .header("Accept", "application/json, application/problem+json")
            .header("Accept-Language", &language());
        if let Some(bearer) = bearer {
            builder = builder.header("Authorization", &bearer);
        }
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        let request: Result<Request, _> = match &self.body {
            Some(body) => builder.header("Content-Type", self.content_type).body(body),
            None => builder.build(),
        };
        let request = request.map_err(|_| ApiError::Broken)?;
        let response: Response = request.send().await.map_err(|_| ApiError::Offline)?;
        let body = response.text().await.map_err(|_| ApiError::Offline)?;
        if response.status() != 401 {
            key::answered(&self.fingerprint());
        }
        Ok((response.status(), body))
    }
}

/// Renews the session; if the server will not, asks for the password.
pub(super) async fn renew_or_ask() -> Result<(), ApiError> {
    match refresh().await {
        Refreshed::Renewed => Ok(()),
        Refreshed::Offline => Err(ApiError::Offline),
        Refreshed::Refused if session::ask_to_sign_in().await => Ok(()),
        Refreshed::Refused => Err(ApiError::Expired),
    }
}
