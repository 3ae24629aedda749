//! Connections kept open, and how each is set up.

use std::time::Duration;

use diesel::connection::{Connection as _, SimpleConnection as _};
use diesel::r2d2::{HandleError, ManageConnection, Pool, R2D2Connection as _};

use crate::conn::Conn;
use crate::error::Error;
use crate::url::DatabaseUrl;

/// How long a request may wait for a connection before it is told to come back.
const CHECKOUT_TIMEOUT: Duration = Duration::from_secs(5);

/// How much of an SQLite file is mapped into memory; the rest is read by copying.
const MAPPED_BYTES: u64 = 1 << 30;

/// What a connection of a pool may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// Opens connections of the engine that the address names.
#[derive(Debug)]
pub(crate) struct Manager {
    url: DatabaseUrl,
    access: Access,
    durable: bool,
}

pub(crate) fn build(url: &DatabaseUrl, access: Access, durable: bool, size: u32) -> Pool<Manager> {
    let is_remote = matches!(url, DatabaseUrl::Postgres(_));
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .idle_timeout(Some(Duration::from_secs(300)))
        .connection_timeout(CHECKOUT_TIMEOUT)
        // A file does not go away; a server may have been restarted.
        .test_on_check_out(is_remote)
        .error_handler(Box::new(LogErrors))
        .build_unchecked(Manager {
            url: url.clone(),
            access,
            durable,
        })
}

#[derive(Debug)]
struct LogErrors;

impl HandleError<diesel::r2d2::Error> for LogErrors {
    fn handle_error(&self, error: diesel::r2d2::Error) {
        tracing::warn!(error = %error, "a database connection could not be opened");
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        let mut conn = open(&self.url).map_err(diesel::r2d2::Error::ConnectionError)?;
        conn.batch_execute(&self.set_up())
            .map_err(diesel::r2d2::Error::QueryError)?;
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        conn.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

impl Manager {
    fn set_up(&self) -> String {
        let read_only = self.access == Access::Read;
        match self.url {
            // The cache is per connection: 4 MB each. Reading goes through the
            // system's own cache of the file instead of copies of it.
            DatabaseUrl::Sqlite(_) => format!(
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; \
                 PRAGMA synchronous = {}; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY; \
                 PRAGMA query_only = {}; PRAGMA mmap_size = {};",
                if self.durable { "FULL" } else { "OFF" },
                if read_only { "ON" } else { "OFF" },
                if read_only { MAPPED_BYTES } else { 0 },
            ),
            DatabaseUrl::Postgres(_) => format!(
                "SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET lock_timeout = '5s'; \
                 SET idle_in_transaction_session_timeout = '60s'; \
                 SET default_transaction_read_only = {}; SET synchronous_commit = {};",
                if read_only { "on" } else { "off" },
                if self.durable { "on" } else { "off" },
            ),
        }
    }
}

fn open(url: &DatabaseUrl) -> diesel::ConnectionResult<Conn> {
    match url {
        #[cfg(feature = "sqlite")]
        DatabaseUrl::Sqlite(path) => {
            diesel::SqliteConnection::establish(&path.to_string_lossy()).map(Conn::Sqlite)
        }
        #[cfg(feature = "postgres")]
        DatabaseUrl::Postgres(url) => diesel::PgConnection::establish(url).map(Conn::Postgres),
        #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
        other => Err(diesel::ConnectionError::BadConnection(format!(
            "this program was built without {}",
            other.engine()
        ))),
    }
}

/// Takes a connection of a pool; the caller holds a permit, so it waits for nobody.
pub(crate) fn check_out(
    pool: &Pool<Manager>,
) -> Result<diesel::r2d2::PooledConnection<Manager>, Error> {
    pool.get()
        .map_err(|error| Error::Unavailable(error.to_string()))
}
