//! Rows and queries of `jobs`, the durable queue.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::JobId;
use common::statuses::JobState;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::jobs;

/// Says the state in the statement's text: a bound value would hide from the
/// planner that the partial index fits.
fn is_queued() -> SqlLiteral<Bool> {
    sql("jobs.state = 'queued'")
}

fn is_unfinished() -> SqlLiteral<Bool> {
    sql("jobs.state IN ('queued', 'running')")
}

/// A durable job.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs, check_for_backend(MultiBackend))]
pub struct JobRow {
    /// Which one.
    pub id: JobId,
    /// The job's name; decides which code runs it.
    pub kind: String,
    /// The job itself, as JSON.
    pub payload: String,
    /// Where it stands.
    pub state: JobState,
    /// Not run before this instant.
    pub run_at: NaiveDateTime,
    /// How often a worker has begun it.
    pub attempts: i32,
    /// How often a worker may begin it before a person must look.
    pub max_attempts: i32,
    /// Equal keys among unfinished jobs of a kind mean the same work once.
    pub dedup_key: Option<String>,
    /// The worker that has it.
    pub leased_by: Option<String>,
    /// Until when that worker is believed to live.
    pub leased_until: Option<NaiveDateTime>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// The request that caused it.
    pub request_id: Option<String>,
    /// When it was queued.
    pub created_at: NaiveDateTime,
    /// When it was done or given up.
    pub finished_at: Option<NaiveDateTime>,
}

/// A job to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// The job's name.
    pub kind: &'static str,
    /// The job itself, as JSON.
    pub payload: String,
    /// Not run before this instant.
    pub run_at: DateTime<Utc>,
    /// How often a worker may begin it.
    pub max_attempts: i32,
    /// See [`JobRow::dedup_key`].
    pub dedup_key: Option<String>,
    /// The request that causes it.
    pub request_id: Option<String>,
}

/// Queues a job, or returns the unfinished one of the same kind and key. After
/// the commit a worker of this process is woken.
///
/// # Errors
///
/// If the database fails.
pub fn insert_if_missing(conn: &mut Conn, job: &NewJob, now: DateTime<Utc>) -> Result<JobId> {
    if let Some(key) = &job.dedup_key
        && let Some(id) = find_unfinished(conn, job.kind, key)?
    {
        return Ok(id);
    }
    let row = JobRow {
        id: JobId::new(),
        kind: job.kind.to_owned(),
        payload: job.payload.clone(),
        state: JobState::Queued,
        run_at: job.run_at.naive_utc(),
        attempts: 0,
        max_attempts: job.max_attempts,
        dedup_key: job.dedup_key.clone(),
        leased_by: None,
        leased_until: None,
        last_error: None,
        request_id: job.request_id.clone(),
        created_at: now.naive_utc(),
        finished_at: None,
    };
    diesel::insert_into(jobs::table)
        .values(&row)
        .execute(conn)?;
    crate::write::note_queued_job();
    Ok(row.id)
}

fn find_unfinished(conn: &mut Conn, kind: &str, key: &str) -> Result<Option<JobId>> {
    Ok(jobs::table
        .filter(jobs::kind.eq(kind).and(jobs::dedup_key.eq(key)))
        .filter(is_unfinished())
        .select(jobs::id)
        .first(conn)
        .optional()?)
}

/// Gives the next due job of one of `kinds` to `worker` until `lease_until` and
/// counts the attempt. On PostgreSQL a job that another worker is about to take
/// is passed over instead of waited for.
///
/// # Errors
///
/// If the database fails.
pub fn claim(
    conn: &mut Conn,
    worker: &str,
    kinds: &[&str],
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Option<JobRow>> {
    let due = || {
        jobs::table
            .filter(is_queued())
            .filter(jobs::run_at.le(now.naive_utc()))
            .filter(jobs::kind.eq_any(kinds))
            .order((jobs::run_at, jobs::id))
            .select(jobs::id)
            .limit(1)
    };
    let id: Option<JobId> = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(inner) => due().first(inner).optional()?,
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => due().for_update().skip_locked().first(inner).optional()?,
    };
    let Some(id) = id else { return Ok(None) };
    let claimed = diesel::update(jobs::table)
        .filter(jobs::id.eq(id).and(jobs::state.eq(JobState::Queued)))
        .set((
            jobs::state.eq(JobState::Running),
            jobs::attempts.eq(jobs::attempts + 1),
            jobs::leased_by.eq(worker),
            jobs::leased_until.eq(lease_until.naive_utc()),
        ))
        .returning(jobs::all_columns)
        .get_result(conn)
        .optional()?;
    Ok(claimed)
}

/// Lengthens the lease of a running job.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the worker no longer has the job.
pub fn renew_lease(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    lease_until: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(held(id, worker))
        .set(jobs::leased_until.eq(lease_until.naive_utc()))
        .execute(conn)?;
    expect_changed(rows)
}

/// Marks a job as done.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the worker no longer has the job.
pub fn complete(conn: &mut Conn, id: JobId, worker: &str, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(held(id, worker))
        .set((
            jobs::state.eq(JobState::Done),
            jobs::finished_at.eq(now.naive_utc()),
            jobs::leased_by.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Puts a failed job back for `run_at`.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the worker no longer has the job.
pub fn retry_later(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    run_at: DateTime<Utc>,
    error: &str,
) -> Result<()> {
    let rows = diesel::update(held(id, worker))
        .set((
            jobs::state.eq(JobState::Queued),
            jobs::run_at.eq(run_at.naive_utc()),
            jobs::last_error.eq(error),
            jobs::leased_by.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Puts back a job that its worker had to stop, without counting the attempt.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the worker no longer has the job.
pub fn release(conn: &mut Conn, id: JobId, worker: &str) -> Result<()> {
    let rows = diesel::update(held(id, worker))
        .set((
            jobs::state.eq(JobState::Queued),
            jobs::attempts.eq(jobs::attempts - 1),
            jobs::leased_by.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Gives a job up: a person must look.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the worker no longer has the job.
pub fn bury(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    now: DateTime<Utc>,
    error: &str,
) -> Result<()> {
    let rows = diesel::update(held(id, worker))
        .set((
            jobs::state.eq(JobState::Dead),
            jobs::finished_at.eq(now.naive_utc()),
            jobs::last_error.eq(error),
            jobs::leased_by.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn held<'a>(id: JobId, worker: &'a str) -> _ {
    let running: JobState = JobState::Running;
    jobs::table
        .filter(jobs::id.eq(id))
        .filter(jobs::state.eq(running))
        .filter(jobs::leased_by.eq(worker))
}

/// Frees the jobs of workers that stopped renewing their lease: queued again, or
/// dead if they were begun as often as allowed. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn reap(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize> {
    let now = now.naive_utc();
    let expired = || {
        jobs::state
            .eq(JobState::Running)
            .and(jobs::leased_until.lt(now))
    };
    let dead = diesel::update(jobs::table)
        .filter(expired().and(jobs::attempts.ge(jobs::max_attempts)))
        .set((
            jobs::state.eq(JobState::Dead),
            jobs::finished_at.eq(now),
            jobs::last_error.eq("the worker died while it ran"),
            jobs::leased_by.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    let freed = diesel::update(jobs::table)
        .filter(expired())
        .set((
            jobs::state.eq(JobState::Queued),
            jobs::run_at.eq(now),
            jobs::leased_by.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(dead + freed)
}

/// Queues a dead job again from its first attempt.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if the job is not dead.
pub fn revive(conn: &mut Conn, id: JobId, now: DateTime<Utc>) -> Result<()> {
    let rows = diesel::update(jobs::table)
        .filter(jobs::id.eq(id).and(jobs::state.eq(JobState::Dead)))
        .set((
            jobs::state.eq(JobState::Queued),
            jobs::run_at.eq(now.naive_utc()),
            jobs::attempts.eq(0),
            jobs::finished_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    expect_changed(rows)?;
    crate::write::note_queued_job();
    Ok(())
}

/// Forgets jobs that were done before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_done_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(jobs::table)
        .filter(
            jobs::state
                .eq(JobState::Done)
                .and(jobs::finished_at.lt(before.naive_utc())),
        )
        .execute(conn)?)
}

/// One job.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: JobId) -> Result<JobRow> {
    Ok(jobs::table
        .find(id)
        .select(JobRow::as_select())
        .first(conn)?)
}

/// How many jobs are in a state.
///
/// # Errors
///
/// If the database fails.
pub fn count(conn: &mut Conn, state: JobState) -> Result<i64> {
    Ok(jobs::table
        .filter(jobs::state.eq(state))
        .count()
        .get_result(conn)?)
}

/// When the queued job that has waited longest became due.
///
/// # Errors
///
/// If the database fails.
pub fn find_oldest_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let oldest: Option<NaiveDateTime> = jobs::table
        .filter(is_queued())
        .filter(jobs::run_at.le(now.naive_utc()))
        .order(jobs::run_at)
        .select(jobs::run_at)
        .first(conn)
        .optional()?;
    Ok(oldest.map(|instant| instant.and_utc()))
}

/// The dead jobs, newest first, at most `limit`, older than `before` if given.
///
/// # Errors
///
/// If the database fails.
pub fn list_dead(conn: &mut Conn, before: Option<JobId>, limit: i64) -> Result<Vec<JobRow>> {
    let mut query = jobs::table
        .filter(jobs::state.eq(JobState::Dead))
        .order(jobs::id.desc())
        .limit(limit)
        .select(JobRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(jobs::id.lt(before));
    }
    Ok(query.load(conn)?)
}
