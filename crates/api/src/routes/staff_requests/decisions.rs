//! What reviewers decide about a request.

use actix_web::{post, put};
use common::dto::staff::{
    ApproveRequestRequest, AskInformationRequest, DecideDocumentRequest, RejectRequestRequest,
    StaffRequestView,
};
use common::ids::{DocumentId, RequestId};
use services::review::{approve, ask, decide_document as decide, reject, take};

use super::versioned;
use crate::auth::{ReviewRequests, Staff, Supervise};
use crate::extract::{Body, Ctx, IfMatch, Locale, MaybeBody, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;
use crate::routes::my_requests::caller;

/// The routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(take_request)
        .service(decide_document)
        .service(ask_information)
        .service(approve_request)
        .service(reject_request);
}

/// Take a request
///
/// Also one that a colleague has.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/take")]
pub async fn take_request(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        take::take_request(&ctx, caller, id, version).await?,
    ))
}

/// Accept or refuse one document
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("document_id" = DocumentId, Path, description = "The document's id, of the version in force."),
        ("If-Match" = String, Header, description = "The ETag of the request's version that was read."),
    ),
    request_body = DecideDocumentRequest,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[put("/staff/requests/{request_id}/documents/{document_id}/decision")]
pub async fn decide_document(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(which): Path<(RequestId, DocumentId)>,
    IfMatch(version): IfMatch,
    Body(form): Body<DecideDocumentRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        decide::decide_document(&ctx, caller, which, version, form).await?,
    ))
}

/// Ask the driver for corrections
///
/// Each item with its reason; the deadline lies 3 to 90 days ahead. The driver is told
/// by mail or SMS.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = AskInformationRequest,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/information-requests")]
pub async fn ask_information(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<AskInformationRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        ask::ask_information(&ctx, caller, id, version, form).await?,
    ))
}

/// Accept a request
///
/// 422 lists every mandatory document that is not accepted. A licence that the
/// register does not confirm needs `licence_override` (at its pointer), one that is
/// not valid any more cannot be approved (`/licence`). 412 comes also when the
/// register has answered since. Without an override no body is needed.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = Option<ApproveRequestRequest>,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 422, description = "What is missing; `errors` lists it all.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/approval")]
pub async fn approve_request(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    MaybeBody(form): MaybeBody<ApproveRequestRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        approve::approve_request(&ctx, caller, id, version, form).await?,
    ))
}

/// Refuse a request
///
/// Supervisors only. The driver gets the letter with reasons and remedies by mail, and
/// the training is available again.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = RejectRequestRequest,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/rejection")]
pub async fn reject_request(
    ctx: Ctx,
    staff: Staff<Supervise>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<RejectRequestRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        reject::reject_request(&ctx, caller, id, version, form).await?,
    ))
}
