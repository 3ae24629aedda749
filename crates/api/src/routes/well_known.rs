//! What programs look for at fixed places: health and public keys.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Ctx;
use crate::http::health;
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_liveness)
        .service(get_readiness)
        .service(get_jwk_set);
}

/// That the service lives, or is ready.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok", max_length = 16)]
    pub status: &'static str,
}

/// Public keys (RFC 7517).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JwkSet {
    /// One JSON Web Key each; `kid` names it.
    #[schema(value_type = Vec<Object>, max_items = 100)]
    pub keys: Vec<serde_json::Value>,
}

/// Whether the process lives
#[utoipa::path(
    tag = "operations",
    responses((status = 200, description = "The process answers.", body = Health))
)]
#[get("/health/live")]
pub async fn get_liveness() -> web::Json<Health> {
    web::Json(Health { status: "ok" })
}

/// Whether requests can be answered: the database is there and up to date
#[utoipa::path(
    tag = "operations",
    responses((status = 200, description = "Requests can be answered.", body = Health))
)]
#[get("/health/ready")]
pub async fn get_readiness(ctx: Ctx) -> ApiResult<web::Json<Health>> {
    health::check_ready(&ctx).await?;
    Ok(web::Json(Health { status: "ok" }))
}

/// The public keys that check access tokens and certificates
#[utoipa::path(
    tag = "operations",
    responses((status = 200, description = "The keys.", body = JwkSet))
)]
#[get("/.well-known/jwks.json")]
pub async fn get_jwk_set(ctx: Ctx) -> ApiResult<HttpResponse> {
    let keys = ctx.keys.jwk_set()?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .json(keys))
}
