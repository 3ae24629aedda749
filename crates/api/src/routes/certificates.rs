//! Checking a certificate, for road officers and employers.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use common::dto::certificate::{CertificateCheck, CertificateKeys, CheckCertificateRequest};
use services::certificates::{check, keys};

use crate::extract::{Body, Ctx};
use crate::http::throttle::admit;
use crate::problem::ApiResult;
use crate::routes::Routes;
use crate::state::AppState;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(check_certificate)
        .service(list_certificate_keys);
}

/// Check a certificate
///
/// Public. By the content of the QR code, or by the number together with the
/// holder's birth date. A number that does not exist and a birth date that does
/// not fit get the same answer, `unknown`. 20 checks per address and minute.
#[utoipa::path(
    tag = "certificates",
    request_body = CheckCertificateRequest,
    responses((status = 200, description = "The verdict, and what the paper shows.", body = CertificateCheck))
)]
#[post("/certificate-checks")]
pub async fn check_certificate(
    ctx: Ctx,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<CheckCertificateRequest>,
) -> ApiResult<web::Json<CertificateCheck>> {
    admit(&state.checks, &request, &state)?;
    Ok(web::Json(check::check_certificate(&ctx, &body).await?))
}

/// The public keys that certificates are signed with
///
/// Public. With them the code of a certificate is checked without a network.
#[utoipa::path(
    tag = "certificates",
    responses((status = 200, description = "JSON Web Keys (RFC 7517).", body = CertificateKeys))
)]
#[get("/certificate-keys")]
pub async fn list_certificate_keys(ctx: Ctx) -> ApiResult<HttpResponse> {
    let keys = keys::certificate_keys(&ctx)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .json(keys))
}
