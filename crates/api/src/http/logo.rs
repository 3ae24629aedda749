//! The operator's logo, as it is configured.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use common::problem_code::ProblemCode;

use crate::extract::Ctx;
use crate::problem::ApiResult;

/// Where it is.
pub const PATH: &str = "/logo";

/// Gives the logo.
///
/// # Errors
///
/// 404 if none is configured.
pub async fn logo(ctx: Ctx) -> ApiResult<HttpResponse> {
    let logo = ctx.settings.logo.as_ref().ok_or(ProblemCode::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(logo.media_type)
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(logo.file.clone()))
}
