//! Whether the service can do its work, and the numbers that say how well.

use actix_web::{HttpResponse, web};
use common::problem_code::ProblemCode;
use common::statuses::JobState;
use services::Context;

use crate::problem::{ApiError, ApiResult};
use crate::state::AppState;

/// Checks that the database answers and has every migration.
///
/// # Errors
///
/// 503 if not.
pub async fn check_ready(ctx: &Context) -> ApiResult<()> {
    let unready = |cause: String| ApiError {
        cause: Some(cause.into()),
        ..ProblemCode::Unavailable.into()
    };
    let pending = ctx
        .db
        .pending_migrations()
        .await
        .map_err(|error| unready(error.to_string()))?;
    if pending.is_empty() {
        Ok(())
    } else {
        Err(unready(format!(
            "{} migrations are not applied",
            pending.len()
        )))
    }
}

/// `GET /metrics`: Prometheus text.
///
/// # Errors
///
/// If the database cannot be asked about its queue.
pub async fn metrics(state: web::Data<AppState>) -> ApiResult<HttpResponse> {
    let now = state.ctx.now();
    let (queued, dead, oldest) = state
        .ctx
        .read(move |conn| {
            Ok((
                db::jobs::count(conn, JobState::Queued)?,
                db::jobs::count(conn, JobState::Dead)?,
                db::jobs::find_oldest_due(conn, now)?,
            ))
        })
        .await?;
    let waiting = oldest.map_or(0, |since| (now - since).num_seconds());
    for (name, value) in [
        ("cqc_jobs_queued", queued),
        ("cqc_jobs_dead", dead),
        ("cqc_jobs_oldest_due_seconds", waiting),
    ] {
        let value = u32::try_from(value).unwrap_or(u32::MAX);
        metrics::gauge!(name).set(f64::from(value));
    }
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body(state.metrics.render()))
}
