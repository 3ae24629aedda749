//! The staff's review of card requests.

mod decisions;

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::staff::{
    Assignment, SearchRequestsRequest, StaffOverview, StaffRequestSummary, StaffRequestView,
};
use common::ids::RequestId;
use common::statuses::RequestStatus;
use serde::Deserialize;
use services::requests::caller::Caller;
use services::review::queue::QueueQuery;
use services::review::{overview, queue, view};

use super::my_requests::caller;
use crate::auth::{AnyStaff, SeeRequests, Staff};
use crate::cursor;
use crate::extract::{Body, Ctx, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(get_staff_overview)
        .service(list_staff_requests)
        .service(search_staff_requests)
        .service(get_staff_request)
        .configure(decisions::configure);
}

pub(super) fn versioned(value: StaffRequestView) -> Versioned<StaffRequestView> {
    let version = value.request.version;
    Versioned { value, version }
}

/// Which requests of the queue.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StaffRequestsParams {
    /// Only this status; otherwise what waits for the caller's role.
    pub status: Option<RequestStatus>,
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
    let search = SearchRequestsRequest {
        q: String::new(),
        status: params.status,
        assigned: params.assigned,
        cursor: params.cursor,
        limit: None,
    };
    let limit = cursor::limit(params.limit)?;
    queue_page(&ctx, caller(&staff, language), &search, limit).await
}

/// Look for requests by reference or name
///
/// Looks through all that the caller may see, drafts left out. A body, so that no
/// address holds a name.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    request_body = SearchRequestsRequest,
    responses((status = 200, description = "A page of what was found.", body = Page<StaffRequestSummary>))
)]
#[post("/staff/requests/search")]
pub async fn search_staff_requests(
    ctx: Ctx,
    staff: Staff<SeeRequests>,
    Locale(language): Locale,
    Body(mut search): Body<SearchRequestsRequest>,
) -> ApiResult<web::Json<Page<StaffRequestSummary>>> {
    let (words, limit) = cursor::search(&search.q, search.limit)?;
    search.q = words;
    queue_page(&ctx, caller(&staff, language), &search, limit).await
}

async fn queue_page(
    ctx: &Ctx,
    caller: Caller,
    search: &SearchRequestsRequest,
    limit: u32,
) -> ApiResult<web::Json<Page<StaffRequestSummary>>> {
    let now = ctx.now();
    let filters = (
        "staff_requests",
        caller.account,
        search.status,
        &search.q,
        search.assigned,
    );
    let query = QueueQuery {
        status: search.status,
        assigned: search.assigned,
        search: search.q.clone(),
        after: cursor::read(search.cursor.as_deref(), &filters, now)?,
        limit,
    };
    let (page, next) = queue::list_staff_requests(ctx, caller, query).await?;
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
