//! Sending a request, and the answer to an information request.

use actix_web::post;
use common::dto::request::{RequestView, SubmitRequestRequest};
use common::ids::RequestId;
use services::requests::{respond, submit};

use super::{caller, versioned};
use crate::auth::Driver;
use crate::extract::{Body, Ctx, IfMatch, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(submit_my_request)
        .service(respond_to_my_request);
}

/// Send a request
///
/// 422 lists every missing step and document at once, each by its pointer
/// (`/documents/<kind>`, `/delivery_address` …). An acknowledgement of receipt
/// goes out by mail.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is sent."),
    ),
    request_body = SubmitRequestRequest,
    responses(
        (status = 200, description = "The request, sent.", body = RequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is sent already.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/requests/{request_id}/submission")]
pub async fn submit_my_request(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<SubmitRequestRequest>,
) -> ApiResult<Versioned<RequestView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        submit::submit_request(&ctx, caller, id, version, form).await?,
    ))
}

/// Send the answer to an information request ("Répondre")
///
/// 422 lists every item that is not answered, by its pointer `/items/<index>`.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is answered."),
    ),
    responses(
        (status = 200, description = "The request, under review again.", body = RequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "Nothing is asked.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 422, description = "Items are not answered.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/requests/{request_id}/response")]
pub async fn respond_to_my_request(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<RequestView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        respond::respond_to_request(&ctx, caller, id, version).await?,
    ))
}
