//! Money that is given back: two persons.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::refund::{ProposeRefundRequest, RefundView};
use common::ids::{PaymentId, RefundId};
use common::statuses::RefundStatus;
use serde::Deserialize;
use services::refunds::{decide, list, propose};

use super::my_requests::caller;
use crate::auth::{ReviewRequests, Staff, Supervise};
use crate::cursor;
use crate::extract::{Body, Ctx, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::{Created, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(propose_refund)
        .service(list_refunds)
        .service(approve_refund)
        .service(decline_refund);
}

/// A page of refunds.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RefundsParams {
    /// Only this status; otherwise those that somebody has to look at or that are under way.
    pub status: Option<RefundStatus>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

fn versioned(value: RefundView) -> Versioned<RefundView> {
    let version = value.version;
    Versioned { value, version }
}

/// Propose to give a payment back
///
/// All of it. Another member of the staff has to approve.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("payment_id" = PaymentId, Path, description = "The payment's id.")),
    request_body = ProposeRefundRequest,
    responses(
        (status = 201, description = "The proposal.", body = RefundView,
            headers(("Location" = String, description = "Path of the refunds."))),
        (status = 409, description = "No money is there to be given back, or it is proposed already.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/payments/{payment_id}/refunds")]
pub async fn propose_refund(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Path(id): Path<PaymentId>,
    Body(form): Body<ProposeRefundRequest>,
) -> ApiResult<Created<RefundView>> {
    let value = propose::propose_refund(&ctx, caller(&staff, language), id, form).await?;
    Ok(Created {
        value,
        location: "/api/v1/staff/refunds".to_owned(),
    })
}

/// The refunds, newest first
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(RefundsParams),
    responses((status = 200, description = "A page of refunds.", body = Page<RefundView>))
)]
#[get("/staff/refunds")]
pub async fn list_refunds(
    ctx: Ctx,
    staff: Staff<ReviewRequests>,
    Locale(language): Locale,
    Params(params): Params<RefundsParams>,
) -> ApiResult<web::Json<Page<RefundView>>> {
    let now = ctx.now();
    let filters = ("refunds", params.status);
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let page = (before, cursor::limit(params.limit)?);
    let caller = caller(&staff, language);
    let (items, next) = list::list_refunds(&ctx, caller, params.status, page).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// Approve a refund
///
/// It is sent at once. 403 for who proposed it.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("refund_id" = RefundId, Path, description = "The refund's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The refund.", body = RefundView,
            headers(("ETag" = String, description = "The refund's version."))),
        (status = 409, description = "It does not wait for a decision.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/refunds/{refund_id}/approval")]
pub async fn approve_refund(
    ctx: Ctx,
    staff: Staff<Supervise>,
    Locale(language): Locale,
    Path(id): Path<RefundId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<RefundView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        decide::approve_refund(&ctx, caller, id, version).await?,
    ))
}

/// Decline a refund, or take one's own proposal back
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("refund_id" = RefundId, Path, description = "The refund's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The refund.", body = RefundView,
            headers(("ETag" = String, description = "The refund's version."))),
        (status = 409, description = "It does not wait for a decision.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/refunds/{refund_id}/rejection")]
pub async fn decline_refund(
    ctx: Ctx,
    staff: Staff<Supervise>,
    Locale(language): Locale,
    Path(id): Path<RefundId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<RefundView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        decide::decline_refund(&ctx, caller, id, version).await?,
    ))
}
