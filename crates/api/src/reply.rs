//! Answers with more than a body.

use actix_web::body::BoxBody;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, ETAG, HeaderValue, IF_NONE_MATCH, LOCATION,
    TryIntoHeaderValue,
};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use serde::Serialize;
use services::accounting::AccountsFile;
use services::idempotency::Answered;

use crate::problem::ApiError;

/// A resource with its version in `ETag`; 304 if the client has that version.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    /// The resource.
    pub value: T,
    /// Its version.
    pub version: i64,
}

/// The `ETag` of a version.
#[must_use]
pub fn etag(version: i64) -> String {
    format!("\"v{version}\"")
}

impl<T: Serialize> Responder for Versioned<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let tag = etag(self.version);
        let known = request
            .headers()
            .get(IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok());
        if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
            return HttpResponse::NotModified()
                .insert_header((ETAG, tag))
                .finish();
        }
        HttpResponse::Ok()
            .insert_header((ETAG, tag))
            .json(self.value)
    }
}

/// 201 with the address of what was made.
#[derive(Clone, Debug)]
pub struct Created<T> {
    /// What was made.
    pub value: T,
    /// Its path.
    pub location: String,
}

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Created()
            .insert_header((LOCATION, self.location))
            .json(self.value)
    }
}

/// 202: it is being done.
#[derive(Clone, Copy, Debug)]
pub struct Accepted;

impl Responder for Accepted {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().finish()
    }
}

/// 204.
#[derive(Clone, Copy, Debug)]
pub struct NoContent;

impl Responder for NoContent {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

/// An answer kept under an idempotency key.
#[derive(Clone, Debug)]
pub struct Kept(pub Answered);

impl Responder for Kept {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Answered { answer, is_replay } = self.0;
        let status = actix_web::http::StatusCode::from_u16(answer.status)
            .unwrap_or(actix_web::http::StatusCode::OK);
        let mut builder = HttpResponse::build(status);
        builder.content_type("application/json");
        if let Some(location) = answer.location {
            builder.insert_header((LOCATION, location));
        }
        if is_replay {
            builder.insert_header(("Idempotent-Replayed", "true"));
        }
        builder.body(answer.body)
    }
}

/// A file. It is saved or shown, but never run: whatever it holds, the page it
/// is shown in may do nothing.
#[derive(Clone, Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Bytes,
    /// Its media type.
    pub media_type: String,
    /// The name under which it is saved; ASCII letters, digits, `.`, `-`, `_`.
    pub name: String,
    /// Whether the browser shows it instead of saving it.
    pub is_inline: bool,
}

impl Responder for File {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        file(self.media_type, &self.name, self.is_inline).body(self.bytes)
    }
}

/// What every file is handed over with.
fn file(media_type: impl TryIntoHeaderValue, name: &str, is_inline: bool) -> HttpResponseBuilder {
    let is_safe = |letter: &char| letter.is_ascii_alphanumeric() || ".-_".contains(*letter);
    let name: String = name.chars().filter(is_safe).collect();
    let kind = if is_inline { "inline" } else { "attachment" };
    let mut builder = HttpResponse::Ok();
    builder
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, format!("{kind}; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("private, no-store")))
        .insert_header((
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ));
    builder
}

/// A file that is saved while it is written. If something fails on the way, the
/// connection breaks, and the browser says that the file is not whole.
#[derive(Debug)]
pub struct StreamedFile(pub AccountsFile);

impl Responder for StreamedFile {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let pieces = self.0.pieces.map_err(|error| {
            tracing::error!(%error, "accounts broke off");
            ApiError::from(error)
        });
        file(self.0.media_type, &self.0.name, false).streaming(pieces)
    }
}
