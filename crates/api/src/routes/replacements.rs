//! The replacement of a card ("Remplacement, Échange").

use actix_web::{get, patch, post, web};
use common::dto::replacement::{
    ReplacementOptions, ReplacementView, StartReplacementRequest, UpdateReplacementRequest,
};
use common::ids::RequestId;
use services::replacements::{options, pay, save, send, start, view};

use super::my_requests::caller;
use crate::auth::Driver;
use crate::extract::{Body, Ctx, Idempotent, IfMatch, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::{Kept, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_replacement_options)
        .service(start_replacement)
        .service(get_replacement)
        .service(update_replacement)
        .service(send_replacement)
        .service(pay_replacement);
}

fn versioned(value: ReplacementView) -> Versioned<ReplacementView> {
    let version = value.version;
    Versioned { value, version }
}

/// Which cards can be replaced, and what it costs
///
/// Every rule that blocks is explained with its remedy, and a better way is named
/// where there is one.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    responses((status = 200, description = "One's cards, and the fees of today.", body = ReplacementOptions))
)]
#[get("/me/replacement-options")]
pub async fn get_replacement_options(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
) -> ApiResult<web::Json<ReplacementOptions>> {
    let caller = caller(&driver, language);
    Ok(web::Json(
        options::get_replacement_options(&ctx, caller).await?,
    ))
}

/// Begin the replacement or the exchange of a card
///
/// A qualification of another State is exchanged without a card (`exchange_reason`
/// `foreign`).
///
/// 422 `not_entitled` gives every reason in `errors`; 409 `open_request` names the
/// replacement that is under way in `instance`.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for each request; remembered for 72 hours.")),
    request_body = StartReplacementRequest,
    responses(
        (status = 201, description = "The draft.", body = ReplacementView,
            headers(("Location" = String, description = "Path of the draft."))),
        (status = 404, description = "The card is not one's own.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 409, description = "A replacement of the card is under way.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/replacements")]
pub async fn start_replacement(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    body: Idempotent<StartReplacementRequest>,
) -> ApiResult<Kept> {
    let request = body.request(driver.account);
    let caller = caller(&driver, language);
    let started = start::start_replacement(&ctx, caller, body.value, request).await?;
    Ok(Kept(started))
}

/// One of one's replacements
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(("request_id" = RequestId, Path, description = "The request's id.")),
    responses(
        (status = 200, description = "The replacement.", body = ReplacementView,
            headers(("ETag" = String, description = "The request's version."))),
    )
)]
#[get("/me/replacements/{request_id}")]
pub async fn get_replacement(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
) -> ApiResult<Versioned<ReplacementView>> {
    let caller = caller(&driver, language);
    Ok(versioned(view::get_replacement(&ctx, caller, id).await?))
}

/// Save steps of a replacement
///
/// Absent fields stay as they are. What was validated before has to be validated again.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is changed."),
    ),
    request_body = UpdateReplacementRequest,
    responses(
        (status = 200, description = "The replacement.", body = ReplacementView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "It is paid already, or a payment is under way.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/me/replacements/{request_id}")]
pub async fn update_replacement(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<UpdateReplacementRequest>,
) -> ApiResult<Versioned<ReplacementView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        save::update_replacement(&ctx, caller, id, version, form).await?,
    ))
}

/// Validate the summary of a defective card
///
/// Its driver gets the return slip by mail; `POST /download-links` with `acknowledgement`
/// and the request's id gives it again. Nothing is paid unless the error is the driver's.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is sent."),
    ),
    responses(
        (status = 200, description = "The replacement, which waits for the card.", body = ReplacementView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "It is sent already, or not about a defective card.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/replacements/{request_id}/submission")]
pub async fn send_replacement(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<ReplacementView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        send::send_replacement(&ctx, caller, id, version).await?,
    ))
}

/// Validate the summary and ask for the payment ("Commander avec obligation de paiement")
///
/// The price is frozen, and the provider's page is opened: its address appears in
/// `payment.checkout_url` within seconds. What costs nothing is settled at once.
#[utoipa::path(
    tag = "requests",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that is paid for."),
    ),
    responses(
        (status = 200, description = "The replacement with its payment.", body = ReplacementView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "It is paid already, or a payment is under way.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/replacements/{request_id}/payment")]
pub async fn pay_replacement(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<ReplacementView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        pay::pay_replacement(&ctx, caller, id, version).await?,
    ))
}
