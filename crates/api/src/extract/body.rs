//! Bodies: JSON without surprises, raw bytes, and requests that may be repeated.

use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use common::problem_code::ProblemCode;
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use services::idempotency::{IdempotentRequest, fingerprint};
use services::trainings::batches::import::ImportRequest;

use super::strict_json;
use crate::problem::{ApiError, ApiResult};

/// The most bytes of a JSON body: 1 MiB.
pub const MAX_JSON_BYTES: usize = 1 << 20;

/// A JSON body. An unknown property, a missing one and one of the wrong type are
/// named all at once (422); what is not JSON is 400, another media type 415.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T> Deref for Body<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read_json(request, payload);
        Box::pin(async move { Ok(Self(strict_json::parse(&bytes.await?)?)) })
    }
}

/// As [`Body`], but where every property may be left out, so may the body.
#[derive(Clone, Debug)]
pub struct MaybeBody<T>(pub T);

impl<T: DeserializeOwned + Default + 'static> FromRequest for MaybeBody<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(CONTENT_TYPE) {
            let bytes = read(request, payload, MAX_JSON_BYTES);
            return Box::pin(async move {
                if bytes.await?.is_empty() {
                    Ok(Self(T::default()))
                } else {
                    Err(ProblemCode::UnsupportedMediaType.into())
                }
            });
        }
        let body = Body::<T>::from_request(request, payload);
        Box::pin(async move { Ok(Self(body.await?.0)) })
    }
}

/// A body of any kind, up to `MAX` bytes; what it is, its content has to say.
#[derive(Clone, Debug)]
pub struct Bytes<const MAX: usize>(pub bytes::Bytes);

impl<const MAX: usize> FromRequest for Bytes<MAX> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read(request, payload, MAX);
        Box::pin(async move { Ok(Self(bytes.await?)) })
    }
}

/// The key of a request that may be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    fn of(request: &HttpRequest) -> ApiResult<Self> {
        let missing = || ApiError::from(ProblemCode::IdempotencyKeyMissing);
        let value = request
            .headers()
            .get("idempotency-key")
            .ok_or_else(missing)?;
        Self::parse(value.to_str().map_err(|_| missing())?).ok_or_else(missing)
    }

    /// The draft's quoted string, or the bare form that many clients send.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let key = match text.strip_prefix('"') {
            Some(rest) => rest.strip_suffix('"')?,
            None => text,
        };
        let is_visible = key
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"');
        (is_visible && (1..=255).contains(&key.len())).then(|| Self(key.to_owned()))
    }
}

/// A JSON body with the key under which the request may be sent again.
#[derive(Clone, Debug)]
pub struct Idempotent<T> {
    /// The body.
    pub value: T,
    operation: String,
    key: IdempotencyKey,
    fingerprint: String,
}

impl<T> Idempotent<T> {
    /// The request as the use case keeps its answer; `owner` is the id of who asks.
    #[must_use]
    pub fn request(&self, owner: impl ToString) -> IdempotentRequest {
        IdempotentRequest {
            owner: owner.to_string(),
            operation: self.operation.clone(),
            key: self.key.0.clone(),
            fingerprint: self.fingerprint.clone(),
        }
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Idempotent<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = IdempotencyKey::of(request);
        let operation = format!("{} {}", request.method(), request.path());
        let bytes = read_json(request, payload);
        Box::pin(async move {
            let (key, bytes) = (key?, bytes.await?);
            let value = strict_json::parse(&bytes)?;
            Ok(Self {
                value,
                operation,
                key,
                fingerprint: fingerprint(&bytes),
            })
        })
    }
}

/// A CSV file that comes in parts, with the key under which it may be sent again.
pub struct CsvFile {
    /// Its bytes, as they come.
    pub content: web::Payload,
    operation: String,
    key: IdempotencyKey,
}

impl std::fmt::Debug for CsvFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CsvFile")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

impl CsvFile {
    /// The request as the use case keeps its answer; `owner` is the id of who asks.
    #[must_use]
    pub fn request(&self, owner: impl ToString) -> ImportRequest {
        ImportRequest {
            owner: owner.to_string(),
            operation: self.operation.clone(),
            key: self.key.0.clone(),
        }
    }
}

impl FromRequest for CsvFile {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = IdempotencyKey::of(request);
        let operation = format!("{} {}", request.method(), request.path());
        let is_csv = request.content_type().eq_ignore_ascii_case("text/csv");
        let content = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let key = key?;
            if !is_csv {
                return Err(ProblemCode::UnsupportedMediaType.into());
            }
            let content = content.await.map_err(|_| ProblemCode::Malformed)?;
            Ok(Self {
                content,
                operation,
                key,
            })
        })
    }
}

fn read_json(
    request: &HttpRequest,
    payload: &mut Payload,
) -> LocalBoxFuture<'static, ApiResult<bytes::Bytes>> {
    // An empty media type is 415 too: a form of another site can send that.
    if !request
        .content_type()
        .eq_ignore_ascii_case("application/json")
        && !request
            .content_type()
            .eq_ignore_ascii_case("application/merge-patch+json")
    {
        tracing::debug!(
            has_type = request.headers().contains_key(CONTENT_TYPE),
            "not JSON"
        );
        return Box::pin(async { Err(ProblemCode::UnsupportedMediaType.into()) });
    }
    read(request, payload, MAX_JSON_BYTES)
}

/// Reads a body, and stops as soon as it is larger than allowed.
fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    max: usize,
) -> LocalBoxFuture<'static, ApiResult<bytes::Bytes>> {
    let announced = request
        .headers()
        .get("content-length")
        .and_then(|value| value.to_str().ok());
    let is_announced_too_large = announced
        .and_then(|text| text.parse::<usize>().ok())
        .is_some_and(|length| length > max);
    let mut payload = payload.take();
    Box::pin(async move {
        if is_announced_too_large {
            return Err(ProblemCode::TooLarge.into());
        }
        let mut bytes = bytes::BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|error| match error {
                PayloadError::Overflow => ApiError::from(ProblemCode::TooLarge),
                _ => ProblemCode::Malformed.into(),
            })?;
            if bytes.len() + chunk.len() > max {
                return Err(ProblemCode::TooLarge.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_quoted_or_bare() {
        let key = Some(IdempotencyKey("8e03978e-40d5".to_owned()));
        assert_eq!(IdempotencyKey::parse("\"8e03978e-40d5\""), key);
        assert_eq!(IdempotencyKey::parse(" 8e03978e-40d5 "), key);
        for bad in ["", "\"\"", "\"", "\"abc", "a b", "é", &"x".repeat(256)] {
            assert_eq!(IdempotencyKey::parse(bad), None, "{bad}");
        }
    }
}
