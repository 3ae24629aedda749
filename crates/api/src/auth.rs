//! Who calls. Each type is an extractor: a handler that takes one can only be
//! called by whom it names, and the signature says so.
//!
//! No token or a wrong one is 401; a right one without the right is 403; a
//! thing of somebody else is 404, which is the use case's to say.

mod centre;
mod person;
mod same_origin;

use actix_web::HttpRequest;
use common::problem_code::ProblemCode;
use services::tokens::Principal;

pub use centre::{Centre, DriversLookup, ScopeWord, TrainingsRead, TrainingsWrite, WebhooksManage};
pub use person::{
    AnyStaff, Driver, DriverAnyState, KeepAccounts, ManageCentres, Permission, Person, Produce,
    ReviewAccounts, ReviewRequests, ReviewTrainings, SeeRequests, Staff, Supervise, WatchJobs,
};
pub use same_origin::SameOrigin;

use crate::problem::{ApiError, ApiResult};
use crate::state::AppState;

/// What the `Authorization` header says; the envelope puts it into each request.
#[derive(Clone, Debug)]
pub enum Identity {
    /// There is no such header.
    Anonymous,
    /// It holds a token that is not valid.
    Refused,
    /// It holds a valid token.
    Known(Principal),
}

/// Whom the request's token speaks for.
fn principal_of(identity: Option<Identity>) -> ApiResult<Principal> {
    match identity {
        Some(Identity::Known(principal)) => Ok(principal),
        _ => Err(ProblemCode::Unauthenticated.into()),
    }
}

/// Whether the request can change something.
fn is_change(request: &HttpRequest) -> bool {
    !request.method().is_safe()
}

fn state_of(request: &HttpRequest) -> ApiResult<actix_web::web::Data<AppState>> {
    request
        .app_data::<actix_web::web::Data<AppState>>()
        .cloned()
        .ok_or_else(|| ApiError::from(anyhow::anyhow!("the server has no state")))
}
