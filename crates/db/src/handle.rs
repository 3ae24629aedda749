//! The handle through which use cases reach the database.

use std::cell::Cell;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;

use diesel::r2d2::Pool;
use tokio::sync::{Notify, Semaphore};

use crate::conn::Conn;
use crate::error::{Error, Result, TransactionError};
use crate::pool::{self, Access, Manager};
use crate::url::{DatabaseUrl, Engine};

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

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it is.
    pub url: DatabaseUrl,
    /// How many connections may read at once.
    pub readers: u32,
    /// How many connections may write at once on PostgreSQL; SQLite has one.
    pub writers: u32,
    /// Whether a missing SQLite file is made. Otherwise it is an error, because
    /// it is more likely a typing mistake than a wish for an empty database.
    pub create: bool,
    /// Whether a commit waits until it is on the disk. Only tests switch it off.
    pub durable: bool,
}

impl Options {
    /// The defaults for an address.
    #[must_use]
    pub const fn new(url: DatabaseUrl) -> Self {
        Self {
            url,
            readers: 8,
            writers: 8,
            create: false,
            durable: true,
        }
    }
}

/// A handle on the database; clones share its connections.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    readers: Side,
    writers: Side,
    job_queued: Notify,
}

/// A pool with as many permits as connections, so that who has to wait waits
/// without holding a thread of the blocking pool.
struct Side {
    pool: Pool<Manager>,
    permits: Arc<Semaphore>,
}

impl Side {
    fn new(options: &Options, access: Access, size: u32) -> Self {
        let size = size.max(1);
        Self {
            pool: pool::build(&options.url, access, options.durable, size),
            permits: Arc::new(Semaphore::new(usize::try_from(size).unwrap_or(1))),
        }
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("url", &self.inner.url)
            .finish_non_exhaustive()
    }
}

impl Db {
    /// Opens the database and checks that it answers. Blocks the thread.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if it does not answer, or if the SQLite file does
    /// not exist and [`Options::create`] is off.
    pub fn connect(options: &Options) -> Result<Self> {
        let writers = match &options.url {
            DatabaseUrl::Sqlite(path) => {
                if !options.create && !path.exists() {
                    return Err(Error::Unavailable(format!(
                        "there is no file {}; `cqc-hub migrate` makes it",
                        path.display()
                    )));
                }
                1
            }
            DatabaseUrl::Postgres(_) => options.writers,
        };
        let db = Self {
            inner: Arc::new(Inner {
                url: options.url.clone(),
                readers: Side::new(options, Access::Read, options.readers),
                writers: Side::new(options, Access::Write, writers),
                job_queued: Notify::new(),
            }),
        };
        pool::check_out(&db.inner.writers.pool)?;
        Ok(db)
    }

    /// Which engine is behind the handle.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.url.engine()
    }

    /// Where the database is.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// Resolves after a write of this process that queued a job was committed.
    pub async fn job_queued(&self) {
        self.inner.job_queued.notified().await;
    }

    /// Wakes one waiter of [`Db::job_queued`].
    pub fn wake_worker(&self) {
        self.inner.job_queued.notify_one();
    }

    /// Runs queries on a connection that refuses to write. Each statement sees
    /// what was committed before it.
    ///
    /// # Errors
    ///
    /// What `body` returns, or [`Error::Unavailable`].
    pub async fn read<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: TransactionError,
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let pool = self.inner.readers.pool.clone();
        let _permit = permit(&self.inner.readers).await?;
        on_blocking_pool(move || body(&mut *pool::check_out(&pool)?)).await
    }

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
            let (pool, body) = (self.inner.writers.pool.clone(), Arc::clone(&body));
            let result = {
                let _permit = permit(&self.inner.writers).await?;
                on_blocking_pool(move || transact(&mut *pool::check_out(&pool)?, isolation, &*body))
                    .await
            };
            match result {
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

    /// A write connection outside any transaction, for migrations and backups.
    pub(crate) async fn exclusive<T, F>(&self, body: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let pool = self.inner.writers.pool.clone();
        let _permit = permit(&self.inner.writers).await?;
        on_blocking_pool(move || body(&mut *pool::check_out(&pool)?)).await
    }

    /// Writes a consistent copy of an embedded database into a new file while
    /// others go on reading and writing.
    ///
    /// # Errors
    ///
    /// If the database is not SQLite, or the file exists or cannot be written.
    pub async fn copy_to(&self, file: std::path::PathBuf) -> Result<()> {
        if self.engine() != Engine::Sqlite {
            return Err(Error::other(
                "only an SQLite database is copied; use pg_dump for PostgreSQL",
            ));
        }
        self.exclusive(move |conn| {
            use diesel::RunQueryDsl as _;
            diesel::sql_query("VACUUM INTO ?")
                .bind::<diesel::sql_types::Text, _>(file.to_string_lossy().into_owned())
                .execute(conn)?;
            Ok(())
        })
        .await
    }
}

async fn permit(side: &Side) -> Result<tokio::sync::OwnedSemaphorePermit> {
    // The semaphore is never closed.
    Arc::clone(&side.permits)
        .acquire_owned()
        .await
        .map_err(Error::other)
}

/// Runs `work` where blocking is allowed, inside the caller's tracing span.
async fn on_blocking_pool<T, E, F>(work: F) -> Result<T, E>
where
    T: Send + 'static,
    E: TransactionError,
    F: FnOnce() -> Result<T, E> + Send + 'static,
{
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || span.in_scope(work))
        .await
        .map_err(|error| E::from(Error::other(error)))?
}

fn transact<T, E: TransactionError>(
    conn: &mut Conn,
    isolation: Isolation,
    body: impl Fn(&mut Conn) -> Result<T, E>,
) -> Result<(T, bool), E> {
    JOB_QUEUED.set(false);
    conn.begin_write(isolation).map_err(Error::from)?;
    let result = body(conn).and_then(|value| {
        conn.commit().map_err(Error::from)?;
        Ok(value)
    });
    match result {
        Ok(value) => Ok((value, JOB_QUEUED.take())),
        Err(error) => {
            // The first failure is the one worth telling. A connection whose
            // rollback failed counts as broken and leaves the pool.
            if let Err(failure) = conn.rollback() {
                tracing::debug!(error = %failure, "a failed write could not be rolled back");
            }
            Err(error)
        }
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
