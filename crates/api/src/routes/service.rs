//! What anybody may know about the service.

use actix_web::{get, web};
use common::dto::service::ServiceInfo;

use crate::extract::Ctx;
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_service);
}

/// Who runs the service, and which texts are in force
///
/// Public. The pages ask it first.
#[utoipa::path(
    tag = "service",
    responses((status = 200, description = "The operator and the versions of the texts.", body = ServiceInfo))
)]
#[get("/service")]
pub async fn get_service(ctx: Ctx) -> ApiResult<web::Json<ServiceInfo>> {
    Ok(web::Json(ServiceInfo {
        operator: ctx.settings.operator.clone(),
        consent_texts: ctx.settings.consent_texts.clone(),
        development: ctx.settings.is_development,
        now: ctx.now(),
    }))
}
