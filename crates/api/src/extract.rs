//! What handlers take out of a request. Every failure is an [`ApiError`], so a
//! client sees one form of error whatever it got wrong.

mod body;
mod file_name;
mod origin;
mod strict_json;

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header::IF_MATCH;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use common::problem_code::ProblemCode;
use common::words::Language;
use serde::de::DeserializeOwned;
use services::Context;

pub use body::{Body, Bytes, CsvFile, IdempotencyKey, Idempotent, MAX_JSON_BYTES, MaybeBody};
pub use file_name::FileName;
pub use origin::ComesFrom;

use crate::http::client::{RequestId, language_of};
use crate::problem::{ApiError, ApiResult};
use crate::state::AppState;

/// The way to the use cases, with this request's id.
#[derive(Clone, Debug)]
pub struct Ctx(pub Context);

impl Deref for Ctx {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.0
    }
}

impl FromRequest for Ctx {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(state) = request.app_data::<web::Data<AppState>>() else {
            return ready(Err(anyhow::anyhow!("the server has no state").into()));
        };
        let id = request
            .extensions()
            .get::<RequestId>()
            .cloned()
            .unwrap_or_default();
        ready(Ok(Self(state.ctx.for_request(id.as_str()))))
    }
}

/// The language that `Accept-Language` prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale(pub Language);

impl FromRequest for Locale {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(language_of(request.headers()))))
    }
}

/// The query string. `T` denies unknown fields, so a misspelt one is a 400
/// instead of being overlooked.
#[derive(Clone, Debug)]
pub struct Params<T>(pub T);

impl<T> Deref for Params<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let params = web::Query::<T>::from_query(request.query_string());
        ready(
            params
                .map(|params| Self(params.into_inner()))
                .map_err(|_| ProblemCode::UnknownParameter.into()),
        )
    }
}

/// The variable parts of the path. One that cannot be an id names nothing: 404.
#[derive(Clone, Debug)]
pub struct Path<T>(pub T);

impl<T> Deref for Path<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let path = web::Path::<T>::from_request(request, payload).into_inner();
        ready(
            path.map(|path| Self(path.into_inner()))
                .map_err(|_| ProblemCode::NotFound.into()),
        )
    }
}

/// The version that the client means to change, from `If-Match: "v7"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(IF_MATCH) else {
            return ready(Err(ProblemCode::PreconditionRequired.into()));
        };
        let version = value.to_str().ok().and_then(version_of);
        // A tag that was never given out is one that no longer fits.
        ready(version.map(Self).ok_or_else(|| ProblemCode::Stale.into()))
    }
}

fn version_of(tag: &str) -> Option<i64> {
    tag.trim()
        .strip_prefix("\"v")?
        .strip_suffix('"')?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_strong_tags_only() {
        assert_eq!(version_of("\"v7\""), Some(7));
        assert_eq!(version_of(crate::reply::etag(12).as_str()), Some(12));
        for bad in ["", "*", "v7", "\"7\"", "W/\"v7\"", "\"v7\", \"v8\""] {
            assert_eq!(version_of(bad), None, "{bad}");
        }
    }
}
