//! Tighter limits for operations that somebody could use for guessing.

use actix_web::HttpRequest;
use common::problem_code::ProblemCode;
use services::accounts::origin::Origin;

use super::client::address_of;
use super::limits::Limits;
use crate::problem::{ApiError, ApiResult};
use crate::state::AppState;

/// Counts a request of the address that it comes from.
///
/// # Errors
///
/// `RateLimited` with the time to wait.
pub fn admit(limits: &Limits, request: &HttpRequest, state: &AppState) -> ApiResult<()> {
    let address = address_of(request, state.http.trust_proxy);
    let network = address
        .map(|address| Origin::new(address, "").network())
        .unwrap_or_default();
    match limits.count(&network).wait {
        None => Ok(()),
        Some(wait) => Err(ApiError {
            retry_after: Some(wait),
            ..ProblemCode::RateLimited.into()
        }),
    }
}
