//! Defective cards: the reception desk, and their analysis.

use actix_web::{post, web};
use common::dto::analysis::{AnalyseCardRequest, ReceiveCardRequest, ReceivedCard};
use common::dto::staff::StaffRequestView;
use common::ids::RequestId;
use services::replacements::{analyse, receive};

use super::my_requests::caller;
use super::staff_requests::versioned;
use crate::auth::{Produce, ReviewRequests, Staff};
use crate::extract::{Body, Ctx, IfMatch, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(receive_card).service(analyse_card);
}

/// Note that a defective card has arrived
///
/// By the request's reference, which the barcode of the return slip says. The driver is
/// told, and the card is not valid any more.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = ReceiveCardRequest,
    responses((status = 200, description = "The card.", body = ReceivedCard))
)]
#[post("/staff/receptions")]
pub async fn receive_card(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Body(form): Body<ReceiveCardRequest>,
) -> ApiResult<web::Json<ReceivedCard>> {
    let caller = caller(&staff, language);
    Ok(web::Json(receive::receive_card(&ctx, caller, form).await?))
}

/// Say what the analysis of a defective card found
///
/// The issuer's fault has it replaced free of charge; the driver's asks for correction and
/// payment; without a defect it is given back. The driver is told in each case.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = AnalyseCardRequest,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "No card is being analysed for it.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/analysis")]
pub async fn analyse_card(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<AnalyseCardRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        analyse::analyse_card(&ctx, caller, id, version, form).await?,
    ))
}
