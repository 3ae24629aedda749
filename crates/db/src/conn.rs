//! One connection type over both engines.

#[cfg(feature = "postgres")]
use diesel::PgConnection;
#[cfg(feature = "sqlite")]
use diesel::SqliteConnection;
use diesel::connection::{AnsiTransactionManager, Connection as _, TransactionManager as _};
use diesel::result::QueryResult;

use crate::error::{Error, TransactionError};
use crate::write::Isolation;

/// A connection to the database, whichever engine it is.
///
/// Queries stay within the part of diesel that both engines share. Inserting
/// many rows at once, `on_conflict` and row locks are outside it: insert in a
/// loop, look first (a write transaction sees no other writer), or write both
/// arms with `on_each!`.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded engine.
    #[cfg(feature = "sqlite")]
    Sqlite(SqliteConnection),
    /// The engine for more than one machine.
    #[cfg(feature = "postgres")]
    Postgres(PgConnection),
}

/// Runs one expression on the connection beneath the enum, for the rare
/// statement that the enum cannot express.
macro_rules! on_each {
    ($conn:expr, $inner:ident => $body:expr) => {
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::conn::Conn::Sqlite($inner) => $body,
            #[cfg(feature = "postgres")]
            $crate::conn::Conn::Postgres($inner) => $body,
        }
    };
}

impl Conn {
    /// Opens a write transaction. SQLite takes its write lock at once: a
    /// transaction that reads first and locks later fails when another has
    /// written in between, and waiting does not help.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(unused_variables, reason = "SQLite has one writer at a time")
    )]
    pub(crate) fn begin_write(&mut self, isolation: Isolation) -> QueryResult<()> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(inner) => {
                AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE")
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
                inner,
                match isolation {
                    Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
                    Isolation::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
                },
            ),
        }
    }

    pub(crate) fn commit(&mut self) -> QueryResult<()> {
        on_each!(self, inner => AnsiTransactionManager::commit_transaction(inner))
    }

    pub(crate) fn rollback(&mut self) -> QueryResult<()> {
        on_each!(self, inner => AnsiTransactionManager::rollback_transaction(inner))
    }
}

/// Runs `body` so that its failure undoes only itself, and not the write
/// transaction around it. PostgreSQL refuses every later statement of a
/// transaction in which one has failed, so an error that the caller wants to
/// survive has to happen in here.
///
/// # Errors
///
/// What `body` returns, or the failure to set the savepoint.
#[expect(
    clippy::disallowed_methods,
    reason = "inside a write transaction this is a savepoint"
)]
pub fn savepoint<T, E: TransactionError>(
    conn: &mut Conn,
    body: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    // diesel wants an error it can convert to; the body's own passes through.
    enum Failure<E> {
        Body(E),
        Database(diesel::result::Error),
    }
    impl<E> From<diesel::result::Error> for Failure<E> {
        fn from(error: diesel::result::Error) -> Self {
            Self::Database(error)
        }
    }
    conn.transaction(|conn| body(conn).map_err(Failure::Body))
        .map_err(|failure| match failure {
            Failure::Body(error) => error,
            Failure::Database(error) => Error::from(error).into(),
        })
}
