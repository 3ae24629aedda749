//! What things cost from which day on.

use actix_web::{delete, get, post, web};
use common::dto::fee::{EnterFeeRequest, FeeLine};
use common::dto::page::Page;
use common::ids::FeeId;
use services::fees::{enter, list, remove};

use super::my_requests::caller;
use crate::auth::{KeepAccounts, Staff};
use crate::extract::{Body, Ctx, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::{Created, NoContent};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_fees)
        .service(enter_fee)
        .service(remove_fee);
}

/// The fees with their first days
///
/// Past, present and coming amounts; of each thing the latest first.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    responses((status = 200, description = "Every amount.", body = Page<FeeLine>))
)]
#[get("/staff/fees")]
pub async fn list_fees(ctx: Ctx, _: Staff<KeepAccounts>) -> ApiResult<web::Json<Page<FeeLine>>> {
    Ok(web::Json(Page::whole(list::list_fees(&ctx).await?)))
}

/// Enter what something costs from a coming day on
///
/// Prices that drivers have validated already stay as they are.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = EnterFeeRequest,
    responses(
        (status = 201, description = "The amount.", body = FeeLine,
            headers(("Location" = String, description = "Path of the fees."))),
        (status = 409, description = "There is an amount from that day.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/fees")]
pub async fn enter_fee(
    ctx: Ctx,
    staff: Staff<KeepAccounts>,
    Locale(language): Locale,
    Body(form): Body<EnterFeeRequest>,
) -> ApiResult<Created<FeeLine>> {
    let value = enter::enter_fee(&ctx, caller(&staff, language), form).await?;
    Ok(Created {
        value,
        location: "/api/v1/staff/fees".to_owned(),
    })
}

/// Remove an amount that has not begun
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("fee_id" = FeeId, Path, description = "The amount's id.")),
    responses(
        (status = 204, description = "Removed."),
        (status = 409, description = "It has begun.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/staff/fees/{fee_id}")]
pub async fn remove_fee(
    ctx: Ctx,
    staff: Staff<KeepAccounts>,
    Locale(language): Locale,
    Path(id): Path<FeeId>,
) -> ApiResult<NoContent> {
    remove::remove_fee(&ctx, caller(&staff, language), id).await?;
    Ok(NoContent)
}
