//! Production and dispatch.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::production::{BatchManifest, BatchView, CreateBatchRequest, ShipRequest};
use common::dto::staff::StaffRequestView;
use common::ids::{BatchId, RequestId};
use serde::Deserialize;
use services::production::{batches, deliver, manifest, ship, workshop};

use super::my_requests::caller;
use super::staff_requests::versioned;
use crate::auth::{Produce, Staff};
use crate::cursor;
use crate::extract::{Body, Ctx, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::{Created, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_batch)
        .service(list_batches)
        .service(get_batch_manifest)
        .service(personalise_card)
        .service(ship_card)
        .service(deliver_card)
        .service(report_defect);
}

/// A page of batches.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BatchesParams {
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// Send approved requests to production
///
/// All of them or none: 409 names every request that is not approved.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = CreateBatchRequest,
    responses(
        (status = 201, description = "The batch.", body = BatchView,
            headers(("Location" = String, description = "Path of the batches."))),
        (status = 409, description = "A request is not approved.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/batches")]
pub async fn create_batch(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Body(form): Body<CreateBatchRequest>,
) -> ApiResult<Created<BatchView>> {
    let value = batches::create_batch(&ctx, caller(&staff, language), form).await?;
    Ok(Created {
        value,
        location: "/api/v1/staff/batches".to_owned(),
    })
}

/// The batches, newest first
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(BatchesParams),
    responses((status = 200, description = "A page of batches.", body = Page<BatchView>))
)]
#[get("/staff/batches")]
pub async fn list_batches(
    ctx: Ctx,
    _: Staff<Produce>,
    Params(params): Params<BatchesParams>,
) -> ApiResult<web::Json<Page<BatchView>>> {
    let now = ctx.now();
    let filters = ("batches",);
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let (page, next) = batches::list_batches(&ctx, before, limit).await?;
    Ok(web::Json(cursor::page(
        page.items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// What the workshop needs to make a batch's cards
///
/// The fields of each card that is still in production, where it goes, and addresses
/// that open photo and signature for five minutes. That it was handed out is recorded.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("batch_id" = BatchId, Path, description = "The batch's id.")),
    responses((status = 200, description = "The manifest.", body = BatchManifest))
)]
#[get("/staff/batches/{batch_id}/manifest")]
pub async fn get_batch_manifest(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Path(id): Path<BatchId>,
) -> ApiResult<web::Json<BatchManifest>> {
    let caller = caller(&staff, language);
    Ok(web::Json(manifest::get_manifest(&ctx, caller, id).await?))
}

/// Note that a card is personalised and checked
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/personalisation")]
pub async fn personalise_card(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        workshop::personalise_card(&ctx, caller, id, version).await?,
    ))
}

/// Note that a card was handed to the carrier
///
/// The driver gets carrier and tracking number by mail.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    request_body = ShipRequest,
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/shipment")]
pub async fn ship_card(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
    Body(form): Body<ShipRequest>,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        ship::ship_card(&ctx, caller, id, version, form).await?,
    ))
}

/// Note that a card was delivered
///
/// Otherwise it counts as delivered 15 days after dispatch. The certificate has then
/// done its work.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/delivery")]
pub async fn deliver_card(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        deliver::deliver_card(&ctx, caller, id, version).await?,
    ))
}

/// Have a defective card made again
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("request_id" = RequestId, Path, description = "The request's id."),
        ("If-Match" = String, Header, description = "The ETag of the version that was read."),
    ),
    responses(
        (status = 200, description = "The request.", body = StaffRequestView,
            headers(("ETag" = String, description = "The request's version."))),
        (status = 409, description = "The request is in another state.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 412, description = "The request has changed meanwhile.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/requests/{request_id}/defect")]
pub async fn report_defect(
    ctx: Ctx,
    staff: Staff<Produce>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<Versioned<StaffRequestView>> {
    let caller = caller(&staff, language);
    Ok(versioned(
        workshop::report_defect(&ctx, caller, id, version).await?,
    ))
}
