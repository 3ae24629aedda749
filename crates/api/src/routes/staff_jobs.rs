//! Jobs that failed for good.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::staff::JobView;
use common::ids::JobId;
use serde::{Deserialize, Serialize};
use services::jobs_admin;
use utoipa::ToSchema;

use super::my_requests::caller;
use crate::auth::{Staff, WatchJobs};
use crate::cursor;
use crate::extract::{Ctx, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_jobs).service(retry_job);
}

/// Which jobs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobsShown {
    /// Those that failed as often as allowed.
    #[default]
    Dead,
}

/// A page of jobs.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JobsParams {
    /// Which ones.
    #[serde(default)]
    pub state: JobsShown,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// The jobs that failed for good, newest first
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(JobsParams),
    responses((status = 200, description = "A page of jobs.", body = Page<JobView>))
)]
#[get("/staff/jobs")]
pub async fn list_jobs(
    ctx: Ctx,
    _: Staff<WatchJobs>,
    Params(params): Params<JobsParams>,
) -> ApiResult<web::Json<Page<JobView>>> {
    let now = ctx.now();
    let filters = ("jobs", params.state);
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let (page, next) = jobs_admin::list_dead_jobs(&ctx, before, limit).await?;
    Ok(web::Json(cursor::page(
        page.items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// Have a job that failed for good tried again
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("job_id" = JobId, Path, description = "The job's id.")),
    responses(
        (status = 200, description = "The job, queued.", body = JobView),
        (status = 409, description = "The job has not failed for good.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/jobs/{job_id}/retry")]
pub async fn retry_job(
    ctx: Ctx,
    staff: Staff<WatchJobs>,
    Locale(language): Locale,
    Path(id): Path<JobId>,
) -> ApiResult<web::Json<JobView>> {
    Ok(web::Json(
        jobs_admin::retry_job(&ctx, caller(&staff, language), id).await?,
    ))
}
