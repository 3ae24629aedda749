//! The handle through which use cases reach the database.

use std::sync::Arc;

use diesel::r2d2::Pool;
use tokio::sync::{Notify, Semaphore};

use crate::conn::Conn;
use crate::error::{Error, Result, TransactionError};
use crate::group_commit::Queue;
use crate::pool::{self, Access, Manager};
use crate::url::{DatabaseUrl, Engine};

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
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    url: DatabaseUrl,
    readers: Side,
    pub(crate) writers: Side,
    /// Only SQLite needs one.
    pub(crate) queue: Option<Arc<Queue>>,
    job_queued: Notify,
}

/// A pool with as many permits as connections, so that who has to wait waits
/// without holding a thread of the blocking pool.
pub(crate) struct Side {
    pub(crate) pool: Pool<Manager>,
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
                queue: (options.url.engine() == Engine::Sqlite).then(Arc::default),
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

pub(crate) async fn permit(side: &Side) -> Result<tokio::sync::OwnedSemaphorePermit> {
    // The semaphore is never closed.
    Arc::clone(&side.permits)
        .acquire_owned()
        .await
        .map_err(Error::other)
}

/// Runs `work` where blocking is allowed, inside the caller's tracing span.
pub(crate) async fn on_blocking_pool<T, E, F>(work: F) -> Result<T, E>
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
