//! Qualifications of other States that are exchanged for a card.

use actix_web::post;
use common::dto::exchange::VerifyQualificationRequest;
use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use services::replacements::verify;

use super::my_requests::caller;
use super::staff_requests::versioned;
use crate::auth::{ReviewRequests, Staff};
use crate::extract::{Body, Ctx, IfMatch, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(verify_qualification);
}

/// Note what the State that issued a qualification has answered
///
/// Without its confirmation the request cannot be approved; the card says the sectors and
/// the last day that it confirms. A later answer takes the place of the one before.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = VerifyQualificationRequest,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "No qualification of another State is being examined for it.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/verification")]
pub async fn verify_qualification(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<VerifyQualificationRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        verify::verify_qualification(&ctx, caller, id, version, form).await?,
    ))
}
