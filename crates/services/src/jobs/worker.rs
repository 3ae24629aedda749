//! Takes jobs from the queue and runs them.

use std::time::Duration;

use chrono::TimeDelta;
use common::ids::JobId;
use db::Isolation;
use db::jobs::JobRow;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::backoff::delay_after;
use super::{JobContext, Permanent, Registry};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// How much of an error's text is kept with the job.
const MAX_ERROR_CHARACTERS: usize = 500;

/// How a worker works.
#[derive(Clone, Copy, Debug)]
pub struct WorkerOptions {
    /// How many jobs run at the same time.
    pub loops: usize,
    /// How long a job stays with a worker that shows no sign of life.
    pub lease: Duration,
    /// How often the queue is looked at when nothing wakes the worker.
    pub poll: Duration,
    /// How long running jobs may take to finish when the worker is stopped.
    pub grace: Duration,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            loops: 4,
            lease: Duration::from_secs(60),
            poll: Duration::from_secs(1),
            grace: Duration::from_secs(10),
        }
    }
}

/// A running worker.
#[derive(Debug)]
pub struct Worker {
    stop: CancellationToken,
    loops: JoinSet<()>,
    grace: Duration,
}

impl Worker {
    /// Starts a worker on the present runtime.
    #[must_use]
    pub fn start(ctx: &Context, registry: &Registry, options: WorkerOptions) -> Self {
        let stop = CancellationToken::new();
        let mut loops = JoinSet::new();
        for _ in 0..options.loops.max(1) {
            let bench = Bench::new(ctx, registry, options.lease);
            loops.spawn(bench.work_until(stop.clone(), options.poll));
        }
        let bench = Bench::new(ctx, registry, options.lease);
        loops.spawn(bench.keep_time_until(stop.clone(), options.poll));
        Self {
            stop,
            loops,
            grace: options.grace,
        }
    }

    /// Takes no further job, lets running ones finish, and returns. Jobs that do
    /// not finish in time stay with this worker's lease and are run again later.
    pub async fn stop(mut self) {
        self.stop.cancel();
        let finished = async { while self.loops.join_next().await.is_some() {} };
        if tokio::time::timeout(self.grace, finished).await.is_err() {
            tracing::warn!("running jobs did not finish in time; they will be run again");
        }
    }
}

/// Runs due jobs one after the other until none is due, and says how many ran.
/// For tests and tools; jobs queued by jobs run too.
///
/// # Errors
///
/// If the database fails.
pub async fn run_until_idle(ctx: &Context, registry: &Registry) -> ServiceResult<usize> {
    let bench = Bench::new(ctx, registry, WorkerOptions::default().lease);
    let mut count = 0;
    while bench.claim_and_run().await? {
        count += 1;
    }
    Ok(count)
}

/// Where one loop of a worker does its work.
struct Bench {
    ctx: Context,
    registry: Registry,
    name: String,
    lease: Duration,
}

impl Bench {
    fn new(ctx: &Context, registry: &Registry, lease: Duration) -> Self {
        Self {
            ctx: ctx.clone(),
            registry: registry.clone(),
            // Unique among all workers of all machines.
            name: JobId::new().to_string(),
            lease,
        }
    }

    async fn work_until(self, stop: CancellationToken, poll: Duration) {
        while !stop.is_cancelled() {
            match self.claim_and_run().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the job queue cannot be read"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.ctx.db.job_queued() => {}
                () = tokio::time::sleep(poll) => {}
            }
        }
    }

    /// Frees jobs of dead workers and queues what runs by the clock.
    async fn keep_time_until(self, stop: CancellationToken, poll: Duration) {
        let period = (poll * 5).min(self.lease / 2);
        while !stop.is_cancelled() {
            if let Err(error) = self.keep_time().await {
                tracing::error!(%error, "scheduled jobs cannot be queued");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(period) => {}
            }
        }
    }

    async fn keep_time(&self) -> ServiceResult<()> {
        let now = self.ctx.now();
        let freed: usize = self
            .ctx
            .db
            .write_at(Isolation::ReadCommitted, move |conn| {
                db::jobs::reap(conn, now)
            })
            .await?;
        if freed > 0 {
            tracing::warn!(freed, "freed {freed} jobs whose worker died");
            self.ctx.db.wake_worker();
        }
        for schedule in self.registry.schedules() {
            std::sync::Arc::clone(schedule).tick(&self.ctx).await?;
        }
        Ok(())
    }

    async fn claim_and_run(&self) -> ServiceResult<bool> {
        let Some(job) = self.claim().await? else {
            return Ok(false);
        };
        // There may be more: wake another loop before getting busy.
        self.ctx.db.wake_worker();
        let span = tracing::info_span!(
            "job",
            id = %job.id,
            kind = %job.kind,
            attempt = job.attempts,
            request_id = job.request_id.as_deref().unwrap_or_default(),
        );
        self.run(job).instrument(span).await?;
        Ok(true)
    }

    async fn claim(&self) -> ServiceResult<Option<JobRow>> {
        let (now, worker, kinds) = (self.ctx.now(), self.name.clone(), self.registry.kinds());
        let lease_until = now + self.lease();
        // A glance first, so that an idle worker never asks for the write lock.
        let is_due = self
            .ctx
            .read(move |conn| Ok(db::jobs::find_oldest_due(conn, now)?))
            .await?;
        if is_due.is_none() {
            return Ok(None);
        }
        self.ctx
            .db
            .write_at(Isolation::ReadCommitted, move |conn| {
                db::jobs::claim(conn, &worker, &kinds, now, lease_until)
            })
            .await
            .map_err(ServiceError::from)
    }

    fn lease(&self) -> TimeDelta {
        TimeDelta::from_std(self.lease).unwrap_or(TimeDelta::minutes(1))
    }

    async fn run(&self, job: JobRow) -> ServiceResult<()> {
        let started = std::time::Instant::now();
        let outcome = self.run_with_heartbeat(&job).await;
        let kind = job.kind.clone();
        metrics::histogram!("cqc_job_duration_seconds", "kind" => kind.clone())
            .record(started.elapsed().as_secs_f64());
        let (word, result) = match outcome {
            Outcome::Done => ("done", self.complete(job.id).await),
            Outcome::Lost => ("lost", Ok(())),
            Outcome::Failed(error) => self.settle_failure(&job, &error).await,
        };
        metrics::counter!("cqc_jobs_total", "kind" => kind, "outcome" => word).increment(1);
        match result {
            // Somebody else has the job by now; what was done is done.
            Err(ServiceError::Stale) => Ok(()),
            other => other,
        }
    }

    /// Runs the job in a task of its own, so that a panic stays within it, and
    /// renews the lease meanwhile.
    async fn run_with_heartbeat(&self, job: &JobRow) -> Outcome {
        let mut context = self.ctx.clone();
        context.request_id = job.request_id.as_deref().map(Into::into);
        let context = JobContext {
            context,
            job_id: job.id,
            attempt: job.attempts,
        };
        let (registry, kind, payload) =
            (self.registry.clone(), job.kind.clone(), job.payload.clone());
        let work = async move { registry.run(&kind, context, payload).await };
        let mut task = AbortOnDrop(tokio::spawn(work.in_current_span()));
        loop {
            tokio::select! {
                finished = &mut task.0 => return match finished {
                    Ok(Ok(())) => Outcome::Done,
                    Ok(Err(error)) => Outcome::Failed(error),
                    Err(panic) => Outcome::Failed(panic.into()),
                },
                () = tokio::time::sleep(self.lease / 3) => {
                    if let Err(ServiceError::Stale) = self.renew_lease(job.id).await {
                        tracing::warn!("the job was given to another worker");
                        return Outcome::Lost;
                    }
                }
            }
        }
    }

    async fn renew_lease(&self, id: JobId) -> ServiceResult<()> {
        let (worker, until) = (self.name.clone(), self.ctx.now() + self.lease());
        self.ctx
            .write(move |tx| Ok(db::jobs::renew_lease(tx, id, &worker, until)?))
            .await
    }

    async fn complete(&self, id: JobId) -> ServiceResult<()> {
        let worker = self.name.clone();
        self.ctx
            .write(move |tx| {
                let now = tx.now;
                Ok(db::jobs::complete(tx, id, &worker, now)?)
            })
            .await
    }

    async fn settle_failure(
        &self,
        job: &JobRow,
        error: &anyhow::Error,
    ) -> (&'static str, ServiceResult<()>) {
        let is_dead = error.is::<Permanent>() || job.attempts >= job.max_attempts;
        // The text may name a person, so it stays out of the log.
        let text: String = format!("{error:#}")
            .chars()
            .take(MAX_ERROR_CHARACTERS)
            .collect();
        let (id, worker, attempt) = (job.id, self.name.clone(), job.attempts);
        let result = self
            .ctx
            .write(move |tx| {
                let now = tx.now;
                if is_dead {
                    db::jobs::bury(tx, id, &worker, now, &text)?;
                } else {
                    db::jobs::retry_later(tx, id, &worker, now + delay_after(attempt), &text)?;
                }
                Ok(())
            })
            .await;
        if is_dead {
            tracing::error!("the job failed for good; its last error is with it in the database");
            ("dead", result)
        } else {
            tracing::warn!("the job failed and will be tried again");
            ("failed", result)
        }
    }
}

enum Outcome {
    Done,
    Failed(anyhow::Error),
    Lost,
}

/// A task that does not go on after whoever waits for it is gone.
struct AbortOnDrop(tokio::task::JoinHandle<anyhow::Result<()>>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
