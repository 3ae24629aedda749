//! The guard of the few operations that a cookie opens.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{HOST, ORIGIN};
use actix_web::{FromRequest, HttpRequest};
use common::problem_code::ProblemCode;

use crate::problem::{ApiError, ApiResult};

/// The request comes from a page of this service: the browser says so in
/// `Sec-Fetch-Site`, or, in older ones, in `Origin`. Without either it is refused.
#[derive(Clone, Copy, Debug)]
pub struct SameOrigin;

impl FromRequest for SameOrigin {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = |name: &str| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let is_same = match header("sec-fetch-site") {
            Some(site) => site == "same-origin",
            None => header(ORIGIN.as_str())
                .and_then(|origin| origin.split_once("://"))
                .is_some_and(|(_, host)| Some(host) == header(HOST.as_str())),
        };
        ready(if is_same {
            Ok(Self)
        } else {
            Err(ProblemCode::CrossSite.into())
        })
    }
}
