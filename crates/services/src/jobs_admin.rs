//! Jobs that failed for good: a person looks, and has them tried again.

use common::dto::page::{Page, cut};
use common::dto::staff::JobView;
use common::ids::JobId;
use common::problem_code::ProblemCode;
use common::statuses::JobState;
use db::jobs::JobRow;

use crate::audit::Actor;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;

/// The most characters of an error that are shown.
const MAX_ERROR: usize = 500;

/// The dead jobs, newest first, and the last one's id if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_dead_jobs(
    ctx: &Context,
    before: Option<JobId>,
    limit: u32,
) -> ServiceResult<(Page<JobView>, Option<JobId>)> {
    ctx.read(move |conn| {
        let mut rows = db::jobs::list_dead(conn, before, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| has_more).map(|row| row.id);
        let items = rows.into_iter().map(view).collect();
        Ok((
            Page {
                items,
                next_cursor: None,
                has_more,
            },
            next,
        ))
    })
    .await
}

/// Queues a dead job again from its first attempt.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is no such job; `WrongState` unless it is dead.
pub async fn retry_job(ctx: &Context, caller: Caller, id: JobId) -> ServiceResult<JobView> {
    ctx.write(move |tx| {
        let now = tx.now;
        let job = db::jobs::get(tx, id)?;
        if job.state != JobState::Dead {
            return Err(ServiceError::Refused(ProblemCode::WrongState));
        }
        db::jobs::revive(tx, id, now)?;
        let details = serde_json::json!({ "kind": job.kind });
        tx.audit(
            &Actor::of(caller.account, caller.role),
            "job.retried",
            id,
            &details,
        )?;
        Ok(view(db::jobs::get(tx, id)?))
    })
    .await
}

/// A job without its payload, which may hold mail addresses.
fn view(job: JobRow) -> JobView {
    let positive = |number: i32| u32::try_from(number).unwrap_or_default();
    JobView {
        id: job.id,
        kind: job.kind,
        state: job.state,
        attempts: positive(job.attempts),
        max_attempts: positive(job.max_attempts),
        created_at: job.created_at.and_utc(),
        run_at: job.run_at.and_utc(),
        last_error: job
            .last_error
            .map(|error| error.chars().take(MAX_ERROR).collect()),
    }
}
