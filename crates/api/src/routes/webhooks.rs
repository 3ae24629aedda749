//! Webhooks, for organisations' software.

use actix_web::{delete, get, patch, post, web};
use common::dto::page::Page;
use common::dto::problem::Problem;
use common::dto::webhook::{
    CreateWebhookEndpointRequest, ReplayWebhooksRequest, ReplayedWebhooks,
    UpdateWebhookEndpointRequest, WebhookDeliveryView, WebhookEndpointView,
};
use common::ids::WebhookEndpointId;
use serde::Deserialize;
use services::webhooks::endpoints::{self, Manager};
use services::webhooks::{log, replay};

use crate::auth::{Centre, WebhooksManage};
use crate::cursor;
use crate::extract::{Body, Ctx, IfMatch, Params, Path};
use crate::problem::ApiResult;
use crate::reply::{Accepted, Created, NoContent, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_webhook_endpoint)
        .service(list_webhook_endpoints)
        .service(get_webhook_endpoint)
        .service(update_webhook_endpoint)
        .service(delete_webhook_endpoint)
        .service(rotate_webhook_secret)
        .service(test_webhook_endpoint)
        .service(replay_webhooks)
        .service(list_webhook_deliveries);
}

const fn manager(centre: &Centre<WebhooksManage>) -> Manager {
    Manager {
        client: centre.client,
        organisation: centre.organisation,
    }
}

const fn versioned(value: WebhookEndpointView) -> Versioned<WebhookEndpointView> {
    let version = value.version;
    Versioned { value, version }
}

/// Say where events are sent
///
/// Scope `webhooks:manage`. Each event is sent by `POST`, signed as Standard Webhooks
/// has it: `webhook-id`, `webhook-timestamp` and `webhook-signature`. Answer with any
/// status of success within 15 seconds. What fails is tried again for three days; 410
/// ends it. The secret is shown in this answer only. An organisation has ten endpoints
/// at most.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    request_body = CreateWebhookEndpointRequest,
    responses(
        (status = 201, description = "The endpoint, with its secret.", body = WebhookEndpointView,
            headers(("Location" = String, description = "Path of the endpoint."))),
    )
)]
#[post("/webhook-endpoints")]
pub async fn create_webhook_endpoint(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    body: Body<CreateWebhookEndpointRequest>,
) -> ApiResult<Created<WebhookEndpointView>> {
    let value = endpoints::create_endpoint(&ctx, manager(&centre), &body).await?;
    let location = format!("/api/v1/webhook-endpoints/{}", value.id);
    Ok(Created { value, location })
}

/// Where events are sent
///
/// Scope `webhooks:manage`.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    responses((status = 200, description = "The endpoints.", body = Page<WebhookEndpointView>))
)]
#[get("/webhook-endpoints")]
pub async fn list_webhook_endpoints(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
) -> ApiResult<web::Json<Page<WebhookEndpointView>>> {
    let items = endpoints::list_endpoints(&ctx, centre.organisation).await?;
    Ok(web::Json(Page::whole(items)))
}

/// Read an endpoint
///
/// Scope `webhooks:manage`.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint.", body = WebhookEndpointView,
        headers(("ETag" = String, description = "The endpoint's version."))))
)]
#[get("/webhook-endpoints/{webhook_endpoint_id}")]
pub async fn get_webhook_endpoint(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
) -> ApiResult<Versioned<WebhookEndpointView>> {
    let value = endpoints::get_endpoint(&ctx, centre.organisation, id).await?;
    Ok(versioned(value))
}

/// Change an endpoint
///
/// Scope `webhooks:manage`. What is left out stays as it is. `enabled` brings back one
/// that was given up.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(
        ("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    request_body = UpdateWebhookEndpointRequest,
    responses(
        (status = 200, description = "The changed endpoint.", body = WebhookEndpointView),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/webhook-endpoints/{webhook_endpoint_id}")]
pub async fn update_webhook_endpoint(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
    version: IfMatch,
    body: Body<UpdateWebhookEndpointRequest>,
) -> ApiResult<Versioned<WebhookEndpointView>> {
    let at = (id, version.0);
    let value = endpoints::update_endpoint(&ctx, manager(&centre), at, &body).await?;
    Ok(versioned(value))
}

/// Forget an endpoint
///
/// Scope `webhooks:manage`. Its log goes with it; events stay in the feed.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(
        ("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    responses(
        (status = 204, description = "Forgotten."),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/webhook-endpoints/{webhook_endpoint_id}")]
pub async fn delete_webhook_endpoint(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
    version: IfMatch,
) -> ApiResult<NoContent> {
    endpoints::delete_endpoint(&ctx, manager(&centre), (id, version.0)).await?;
    Ok(NoContent)
}

/// Give an endpoint another secret
///
/// Scope `webhooks:manage`. For 24 hours messages carry a signature of each secret, so
/// that none is lost while the receiver changes over. The new one is shown in this
/// answer only.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(
        ("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    responses(
        (status = 200, description = "The endpoint, with its new secret.", body = WebhookEndpointView),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/webhook-endpoints/{webhook_endpoint_id}/secret")]
pub async fn rotate_webhook_secret(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
    version: IfMatch,
) -> ApiResult<Versioned<WebhookEndpointView>> {
    let at = (id, version.0);
    let value = endpoints::rotate_secret(&ctx, manager(&centre), at).await?;
    Ok(versioned(value))
}

/// Send a test
///
/// Scope `webhooks:manage`. An event `webhook.test` about the endpoint itself.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses(
        (status = 202, description = "It is being sent; the log says what became of it."),
        (status = 409, description = "The endpoint is not enabled.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/webhook-endpoints/{webhook_endpoint_id}/test")]
pub async fn test_webhook_endpoint(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
) -> ApiResult<Accepted> {
    replay::send_test(&ctx, manager(&centre), id).await?;
    Ok(Accepted)
}

/// Send events again
///
/// Scope `webhooks:manage`. One event by `event_id`, or those of a period by `from` and
/// `until`, under the ids that they had: a receiver that remembers ids takes none twice.
/// 10,000 events at most.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint.")),
    request_body = ReplayWebhooksRequest,
    responses(
        (status = 200, description = "How many are being sent.", body = ReplayedWebhooks),
        (status = 409, description = "The endpoint is not enabled.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/webhook-endpoints/{webhook_endpoint_id}/replays")]
pub async fn replay_webhooks(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
    body: Body<ReplayWebhooksRequest>,
) -> ApiResult<web::Json<ReplayedWebhooks>> {
    let replayed = replay::replay(&ctx, manager(&centre), id, &body).await?;
    Ok(web::Json(replayed))
}

/// Which tries.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveriesParams {
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// What became of the tries to tell an endpoint
///
/// Scope `webhooks:manage`. Newest first, with the answer's status and its first 2 kB;
/// kept for 30 days.
#[utoipa::path(
    tag = "events",
    security(("client" = ["webhooks:manage"])),
    params(
        ("webhook_endpoint_id" = WebhookEndpointId, Path, description = "The endpoint."),
        DeliveriesParams,
    ),
    responses((status = 200, description = "A page of tries.", body = Page<WebhookDeliveryView>))
)]
#[get("/webhook-endpoints/{webhook_endpoint_id}/deliveries")]
pub async fn list_webhook_deliveries(
    ctx: Ctx,
    centre: Centre<WebhooksManage>,
    Path(id): Path<WebhookEndpointId>,
    Params(params): Params<DeliveriesParams>,
) -> ApiResult<web::Json<Page<WebhookDeliveryView>>> {
    let now = ctx.now();
    let filters = ("webhook-deliveries", id);
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let organisation = centre.organisation;
    let (items, next) = log::list_deliveries(&ctx, organisation, id, before, limit).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}
