//! The one way to write: a transaction that is run again when another was in
//! the way.

use std::cell::Cell;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot::error::TryRecvError;

use crate::conn::Conn;
use crate::error::{Error, Result, TransactionError};
use crate::group_commit::{self, Outcome};
use crate::handle::{Db, on_blocking_pool, permit};
use crate::pool;

/// How often a write is run again when another transaction was in the way.
const MAX_TRIES: u32 = 12;

thread_local! {
    // Set by `jobs::insert` while a write's body runs on this thread.
    static JOB_QUEUED: Cell<bool> = const { Cell::new(false) };
}

/// Remembers that the running write has queued a job, so that a worker of this
/// process is woken once it is committed.
pub(crate) fn note_queued_job() {
    JOB_QUEUED.set(true);
}

/// How a write transaction is kept apart from others on PostgreSQL. SQLite has
/// one writer at a time, so there both mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// As if writes happened one after the other; what was read stays true.
    Serializable,
    /// Sees what others commit meanwhile; for queues whose rows are locked one by one.
    ReadCommitted,
}

impl Db {
    /// Runs `body` in a write transaction, the only way to write: all of it
    /// happens or, when it returns an error, nothing. It may run several times,
    /// so it must do nothing but query.
    ///
    /// # Errors
    ///
    /// What `body` returns, or the failure to begin or commit.
    pub async fn write<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: TransactionError,
        F: Fn(&mut Conn) -> Result<T, E> + Send + Sync + 'static,
    {
        self.write_at(Isolation::Serializable, body).await
    }

    /// [`Db::write`] with a chosen isolation.
    ///
    /// # Errors
    ///
    /// As [`Db::write`].
    pub async fn write_at<T, E, F>(&self, isolation: Isolation, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: TransactionError,
        F: Fn(&mut Conn) -> Result<T, E> + Send + Sync + 'static,
    {
        let body = Arc::new(body);
        let mut tries = 1;
        loop {
            match self.write_once(isolation, &body).await {
                Ok((value, queued_job)) => {
                    if queued_job {
                        self.wake_worker();
                    }
                    return Ok(value);
                }
                Err(error) if tries < MAX_TRIES && is_contention(&error) => {
                    tracing::debug!(
                        tries,
                        "a write is run again: another transaction was in the way"
                    );
                    tokio::time::sleep(delay_before_retry(tries)).await;
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    async fn write_once<T, E, F>(&self, isolation: Isolation, body: &Arc<F>) -> Outcome<T, E>
    where
        T: Send + 'static,
        E: TransactionError,
        F: Fn(&mut Conn) -> Result<T, E> + Send + Sync + 'static,
    {
        if let Some(queue) = &self.inner.queue
            && let Some(outcome) = self.write_in_group(queue, body).await
        {
            return outcome;
        }
        let (pool, body) = (self.inner.writers.pool.clone(), Arc::clone(body));
        let permit = permit(&self.inner.writers).await?;
        on_blocking_pool(move || {
            let _permit = permit;
            transact(&mut *pool::check_out(&pool)?, isolation, &*body)
        })
        .await
    }

    /// Writes together with whoever waits for SQLite's one writer. Whoever gets
    /// the writer first writes for everybody. `None` if the group broke, because
    /// of a failing disk or a panic in somebody's body: then each writes alone.
    async fn write_in_group<T, E, F>(
        &self,
        queue: &Arc<group_commit::Queue>,
        body: &Arc<F>,
    ) -> Option<Outcome<T, E>>
    where
        T: Send + 'static,
        E: TransactionError,
        F: Fn(&mut Conn) -> Result<T, E> + Send + Sync + 'static,
    {
        let mut answer = queue.push(Arc::clone(body));
        loop {
            let permit = tokio::select! {
                biased;
                outcome = &mut answer => return outcome.ok(),
                permit = permit(&self.inner.writers) => permit,
            };
            let (queue, pool) = (Arc::clone(queue), self.inner.writers.pool.clone());
            let group = tokio::task::spawn_blocking(move || {
                let _permit = permit?;
                queue.run(&mut *pool::check_out(&pool)?);
                Ok::<_, Error>(())
            });
            let ended = group.await;
            match answer.try_recv() {
                Ok(outcome) => return Some(outcome),
                Err(TryRecvError::Closed) => return None,
                Err(TryRecvError::Empty) => {}
            }
            if let Ok(Err(error)) = ended {
                return Some(Err(error.into()));
            }
        }
    }
}

fn transact<T, E: TransactionError>(
    conn: &mut Conn,
    isolation: Isolation,
    body: impl Fn(&mut Conn) -> Result<T, E>,
) -> Outcome<T, E> {
    conn.begin_write(isolation).map_err(Error::from)?;
    let result = noting_jobs(|| body(conn)).and_then(|outcome| {
        conn.commit().map_err(Error::from)?;
        Ok(outcome)
    });
    if result.is_err() {
        undo(conn);
    }
    result
}

/// Runs a body and says whether it queued a job.
pub(crate) fn noting_jobs<T, E>(body: impl FnOnce() -> Result<T, E>) -> Outcome<T, E> {
    JOB_QUEUED.set(false);
    body().map(|value| (value, JOB_QUEUED.take()))
}

/// Undoes a transaction that failed. The first failure is the one worth telling;
/// a connection whose rollback failed counts as broken and leaves the pool.
pub(crate) fn undo(conn: &mut Conn) {
    if let Err(failure) = conn.rollback() {
        tracing::debug!(error = %failure, "a failed write could not be rolled back");
    }
}

fn is_contention<E: TransactionError>(error: &E) -> bool {
    matches!(error.as_database_error(), Some(Error::Contention))
}

/// Grows from about 2 ms to about 250 ms; the random part keeps two writers from
/// meeting again.
fn delay_before_retry(tries: u32) -> Duration {
    let longest = 1_u64 << tries.clamp(1, 8);
    let random = std::hash::RandomState::new().build_hasher().finish();
    Duration::from_micros(500 * longest + random % (500 * longest))
}
