//! The staff's review of card requests.

mod decisions;

use actix_web::{get, web};
use common::dto::page::Page;
use common::dto::staff::{StaffOverview, StaffRequestSummary, StaffRequestView};
use common::ids::RequestId;
use common::statuses::RequestStatus;
use serde::{Deserialize, Serialize};
use services::review::queue::{Assigned, QueueQuery};
use services::review::{overview, queue, view};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::my_requests::caller;
use crate::auth::{AnyStaff, SeeRequests, Staff};
use crate::cursor;
use crate::extract::{Ctx, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;

/// The area's routes.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(get_staff_overview)
        .service(list_staff_requests)
        .service(get_staff_request)
        .configure(decisions::configure);
}

pub(super) fn versioned(value: StaffRequestView) -> Versioned<StaffRequestView> {
    let version = value.request.version;
    Versioned { value, version }
}

/// Whose requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assignment {
    /// The caller's.
    Me,
    /// Nobody's.
    None,
}

/// Which requests of the queue.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StaffRequestsParams {
    /// Only this status; otherwise what waits for the caller's role.
    pub status: Option<RequestStatus>,
    /// Beginning of a reference, or part of a name; looks through all but drafts.
    #[serde(default)]
    #[param(max_length = 80)]
    pub q: String,
    /// Only the caller's, or nobody's.
    pub assigned: Option<Assignment>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// How much waits where
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    responses((status = 200, description = "The counts.", body = StaffOverview))
)]
#[get("/staff/overview")]
pub async fn get_staff_overview(
    ctx: Ctx,
    _: Staff<AnyStaff>,
) -> ApiResult<web::Json<StaffOverview>> {
    Ok(web::Json(overview::get_overview(&ctx).await?))
}

/// The queue of requests, what has waited longest first
///
/// Reviewers see all but drafts; production what is approved and after.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(StaffRequestsParams),
    responses((status = 200, description = "A page of the queue.", body = Page<StaffRequestSummary>))
)]
#[get("/staff/requests")]
pub async fn list_staff_requests(
    ctx: Ctx,
    staff: Staff<SeeRequests>,
    Locale(language): Locale,
    Params(params): Params<StaffRequestsParams>,
) -> ApiResult<web::Json<Page<StaffRequestSummary>>> {
    let now = ctx.now();
    let filters = (
        "staff_requests",
        staff.account,
        params.status,
        params.q.as_str(),
        params.assigned,
    );
    let query = QueueQuery {
        status: params.status,
        assigned: params.assigned.map(|assigned| match assigned {
            Assignment::Me => Assigned::Me,
            Assignment::None => Assigned::Nobody,
        }),
        search: params.q.clone(),
        after: cursor::read(params.cursor.as_deref(), &filters, now)?,
        limit: cursor::limit(params.limit)?,
    };
    let (page, next) = queue::list_staff_requests(&ctx, caller(&staff, language), query).await?;
    Ok(web::Json(cursor::page(
        page.items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// One request, as staff sees it
///
/// Production sees what is printed and where it goes, and no document.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("request_id" = RequestId, Path, description = "The request's id.")),
    responses((status = 200, description = "The request.", body = StaffRequestView,
        headers(("ETag" = String, description = "The request's version."))))
)]
#[get("/staff/requests/{request_id}")]
pub async fn get_staff_request(
    ctx: Ctx,
    staff: Staff<SeeRequests>,
    Locale(language): Locale,
    Path(id): Path<RequestId>,
) -> ApiResult<Versioned<StaffRequestView>> {
    Ok(versioned(
        view::get_staff_request(&ctx, caller(&staff, language), id).await?,
    ))
}
