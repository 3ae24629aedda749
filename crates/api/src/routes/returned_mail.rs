//! Letters with a card that the post brought back: the driver's answer, and the desk.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::production::ShipRequest;
use common::dto::returned_mail::{
    ChangeReturnAddressRequest, RegisterReturnRequest, ReturnedMailView, StaffReturnedMail,
};
use common::ids::ReturnedMailId;
use common::statuses::ReturnedMailStatus;
use serde::Deserialize;
use services::returned_mail::{confirm, desk, dispatch, order, register, view};

use super::my_requests::caller;
use crate::auth::{Driver, Produce, Staff};
use crate::cursor;
use crate::extract::{Body, Ctx, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_returned_mail)
        .service(confirm_return_address)
        .service(order_reshipment)
        .service(register_return)
        .service(list_returned_mail)
        .service(dispatch_returned_mail);
}

fn versioned(value: ReturnedMailView) -> Versioned<ReturnedMailView> {
    let version = value.version;
    Versioned { value, version }
}

/// A card of one's own that the post brought back
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(("returned_mail_id" = ReturnedMailId, Path, description = "The letter's id.")),
    responses(
        (status = 200, description = "The letter.", body = ReturnedMailView,
            headers(("ETag" = String, description = "The letter's version."))),
    )
)]
#[get("/me/returned-mail/{returned_mail_id}")]
pub async fn get_returned_mail(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<ReturnedMailId>,
) -> ApiResult<Versioned<ReturnedMailView>> {
    let caller = caller(&driver, language);
    Ok(versioned(view::get_returned_mail(&ctx, caller, id).await?))
}

/// Confirm the address of a card that came back
///
/// It is sent to the same address again, free of charge. 409 if it came back from there
/// before.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(
        ("returned_mail_id" = ReturnedMailId, Path, description = "The letter's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The letter.", body = ReturnedMailView,
            headers(("ETag" = String, description = "The letter's version."))),
        (status = 409, description = "It does not wait for that answer.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/returned-mail/{returned_mail_id}/confirmation")]
pub async fn confirm_return_address(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<ReturnedMailId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<ReturnedMailView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        confirm::confirm_address(&ctx, caller, id, version).await?,
    ))
}

/// Have a card that came back sent to another address ("Commander avec obligation de paiement")
///
/// The price is frozen, and the provider's page is opened: its address appears in
/// `payment.checkout_url` within seconds. What costs nothing is settled at once.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(
        ("returned_mail_id" = ReturnedMailId, Path, description = "The letter's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = ChangeReturnAddressRequest,
    responses(
        (status = 200, description = "The letter with its payment.", body = ReturnedMailView,
            headers(("ETag" = String, description = "The letter's version."))),
        (status = 409, description = "It does not wait for an answer, or a payment is under way.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/returned-mail/{returned_mail_id}/payment")]
pub async fn order_reshipment(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(id): Path<ReturnedMailId>,
    IfMatch(version): IfMatch,
    Body(form): Body<ChangeReturnAddressRequest>,
) -> ApiResult<Versioned<ReturnedMailView>> {
    let caller = caller(&driver, language);
    Ok(versioned(
        order::order_reshipment(&ctx, caller, id, version, form).await?,
    ))
}

/// Note that the post brought a card back
///
/// By the card's number, the tracking number or the request's reference. The driver is
/// told. A letter that is noted already is given back as it is.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = RegisterReturnRequest,
    responses((status = 200, description = "The letter.", body = StaffReturnedMail))
)]
#[post("/staff/returned-mail")]
pub async fn register_return(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Body(form): Body<RegisterReturnRequest>,
) -> ApiResult<web::Json<StaffReturnedMail>> {
    let caller = caller(&staff, language);
    Ok(web::Json(
        register::register_return(&ctx, caller, form).await?,
    ))
}

/// A page of letters.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReturnedMailParams {
    /// Only this status; otherwise those that lie at the desk.
    pub status: Option<ReturnedMailStatus>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// What lies at the returns desk, newest first
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(ReturnedMailParams),
    responses((status = 200, description = "A page of letters.", body = Page<StaffReturnedMail>))
)]
#[get("/staff/returned-mail")]
pub async fn list_returned_mail(
    ctx: Ctx,
    _: Staff<Produce>,
    Params(params): Params<ReturnedMailParams>,
) -> ApiResult<web::Json<Page<StaffReturnedMail>>> {
    let now = ctx.now();
    let filters = ("returned-mail", params.status);
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let page = (before, cursor::limit(params.limit)?);
    let (items, next) = desk::list_returned_mail(&ctx, params.status, page).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// Note that a card that came back is handed to the carrier again
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("returned_mail_id" = ReturnedMailId, Path, description = "The letter's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = ShipRequest,
    responses(
        (status = 200, description = "The letter.", body = StaffReturnedMail,
            headers(("ETag" = String, description = "The letter's version."))),
        (status = 409, description = "Its driver has not answered.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/returned-mail/{returned_mail_id}/shipment")]
pub async fn dispatch_returned_mail(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Path(id): Path<ReturnedMailId>,
    IfMatch(version): IfMatch,
    Body(form): Body<ShipRequest>,
) -> ApiResult<Versioned<StaffReturnedMail>> {
    let caller = caller(&staff, language);
    let value = dispatch::dispatch_again(&ctx, caller, id, version, form).await?;
    let version = value.version;
    Ok(Versioned { value, version })
}
