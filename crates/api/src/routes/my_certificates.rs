//! "Mes certificats".

use actix_web::{HttpResponse, get, post, web};
use common::dto::certificate::CertificateView;
use common::dto::page::Page;
use common::ids::CertificateId;
use services::certificates::{list, resend};
use services::driver_space;

use crate::auth::Driver;
use crate::extract::{Ctx, Path};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_my_certificates)
        .service(get_my_certificate)
        .service(mail_my_certificate);
}

/// One's certificates, newest first
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    responses((status = 200, description = "All of them.", body = Page<CertificateView>))
)]
#[get("/me/certificates")]
pub async fn list_my_certificates(
    ctx: Ctx,
    driver: Driver,
) -> ApiResult<web::Json<Page<CertificateView>>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    Ok(web::Json(Page::whole(
        list::list_certificates(&ctx, id).await?,
    )))
}

/// One of one's certificates
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(("certificate_id" = CertificateId, Path, description = "The certificate's id.")),
    responses((status = 200, description = "The certificate.", body = CertificateView))
)]
#[get("/me/certificates/{certificate_id}")]
pub async fn get_my_certificate(
    ctx: Ctx,
    driver: Driver,
    Path(certificate): Path<CertificateId>,
) -> ApiResult<web::Json<CertificateView>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    Ok(web::Json(
        list::get_certificate(&ctx, id, certificate).await?,
    ))
}

/// Have a certificate mailed once more
///
/// The same number and the same PDF, three times an hour at most.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(("certificate_id" = CertificateId, Path, description = "The certificate's id.")),
    responses((status = 202, description = "The mail is on its way.", body = Object))
)]
#[post("/me/certificates/{certificate_id}/mail")]
pub async fn mail_my_certificate(
    ctx: Ctx,
    driver: Driver,
    Path(certificate): Path<CertificateId>,
) -> ApiResult<HttpResponse> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    resend::mail_certificate(&ctx, driver.account, id, certificate).await?;
    Ok(HttpResponse::Accepted().json(serde_json::json!({})))
}
