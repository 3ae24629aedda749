//! Payments, and the provider's notices about them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use common::dto::payment::PaymentView;
use common::ids::PaymentId;
use services::payments::{abandon, notice, settle, view};

use super::my_requests::caller;
use crate::auth::Driver;
use crate::extract::{Bytes, Ctx, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::NoContent;
use crate::routes::Routes;

/// No event of a provider is longer.
const MAX_NOTICE: usize = 256 * 1024;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_payment)
        .service(check_payment)
        .service(abandon_payment)
        .service(receive_payment_notice);
}

/// One of one's payments
///
/// As far as the provider has told. While it is `redirected`, nobody knows yet
/// whether it was made: do not pay a second time.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("payment_id" = PaymentId, Path, description = "The payment's id.")),
    responses((status = 200, description = "The payment.", body = PaymentView))
)]
#[get("/me/payments/{payment_id}")]
pub async fn get_payment(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<PaymentId>,
) -> ApiResult<web::Json<PaymentView>> {
    let caller = caller(&driver, language);
    Ok(web::Json(view::get_payment(&ctx, caller, id).await?))
}

/// Have the provider asked about a payment
///
/// For who comes back from the provider's page. The answer shows in the payment.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("payment_id" = PaymentId, Path, description = "The payment's id.")),
    responses((status = 202, description = "The provider is being asked.", body = Object))
)]
#[post("/me/payments/{payment_id}/check")]
pub async fn check_payment(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<PaymentId>,
) -> ApiResult<HttpResponse> {
    settle::check_payment(&ctx, caller(&driver, language), id).await?;
    Ok(accepted())
}

/// Abandon a payment
///
/// The provider's page is closed. Who paid in the meantime has paid.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("payment_id" = PaymentId, Path, description = "The payment's id.")),
    responses((status = 202, description = "The page is being closed.", body = Object))
)]
#[post("/me/payments/{payment_id}/abandonment")]
pub async fn abandon_payment(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<PaymentId>,
) -> ApiResult<HttpResponse> {
    abandon::abandon_payment(&ctx, caller(&driver, language), id).await?;
    Ok(accepted())
}

fn accepted() -> HttpResponse {
    HttpResponse::build(StatusCode::ACCEPTED).json(serde_json::json!({}))
}

/// Take a notice of the payment provider
///
/// Signed by the provider over the bytes of the body (`Stripe-Signature`). It only
/// has the provider asked. 400 for one that is forged, stale or unreadable.
#[utoipa::path(
    tag = "service",
    request_body(content = Object, content_type = "application/json", description = "The provider's event."),
    params(("Stripe-Signature" = Option<String>, Header, description = "Time and signatures.")),
    responses(
        (status = 204, description = "It was taken, or is about something else."),
        (status = 400, description = "It is not to be believed.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/payment-notices")]
pub async fn receive_payment_notice(
    ctx: Ctx,
    request: HttpRequest,
    Bytes(body): Bytes<MAX_NOTICE>,
) -> ApiResult<NoContent> {
    let headers = request.headers().iter();
    let headers: Vec<_> = headers
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    notice::receive_notice(&ctx, &headers, &body).await?;
    Ok(NoContent)
}
