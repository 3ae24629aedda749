//! "Mes notifications".

use actix_web::{get, put, web};
use common::dto::notice::{NoticePreferences, UpdateNoticePreferencesRequest};
use services::notices::preferences;

use crate::auth::DriverAnyState;
use crate::extract::{Body, Ctx};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_notice_preferences)
        .service(update_notice_preferences);
}

/// By which way one is told of what
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    responses((status = 200, description = "One line per kind.", body = NoticePreferences))
)]
#[get("/me/notice-preferences")]
pub async fn get_notice_preferences(
    ctx: Ctx,
    driver: DriverAnyState,
) -> ApiResult<web::Json<NoticePreferences>> {
    Ok(web::Json(
        preferences::get_preferences(&ctx, driver.account).await?,
    ))
}

/// Choose by which way one is told of what
///
/// Mails that the law asks for cannot be switched off. Kinds that are left out stay as
/// they are.
#[utoipa::path(
    tag = "account",
    security(("person" = [])),
    request_body = UpdateNoticePreferencesRequest,
    responses((status = 200, description = "One line per kind.", body = NoticePreferences))
)]
#[put("/me/notice-preferences")]
pub async fn update_notice_preferences(
    ctx: Ctx,
    driver: DriverAnyState,
    Body(form): Body<UpdateNoticePreferencesRequest>,
) -> ApiResult<web::Json<NoticePreferences>> {
    Ok(web::Json(
        preferences::update_preferences(&ctx, driver.account, form).await?,
    ))
}
