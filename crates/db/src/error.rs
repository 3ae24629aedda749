//! Which kind of failure a query met. Use cases see this, never diesel's errors.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// What a query returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failed query, by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A row that must exist does not.
    #[error("no such row")]
    NotFound,
    /// A unique index refused the row. The text names the index or the columns
    /// (they differ by engine), never the values.
    #[error("a unique index refused the row: {0}")]
    UniqueViolation(String),
    /// A row refers to one that does not exist, or is still referred to.
    #[error("a foreign key refused the row: {0}")]
    ForeignKey(String),
    /// A guarded update found the row changed meanwhile.
    #[error("the row has changed meanwhile")]
    Stale,
    /// A write was tried on a connection that only reads.
    #[error("the connection only reads")]
    ReadOnly,
    /// Another transaction was in the way; the whole of this one may be run again.
    #[error("another transaction was in the way")]
    Contention,
    /// No connection could be had in time.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// Anything else: a fault of ours or of the database.
    #[error(transparent)]
    Other(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Wraps a failure that has no kind of its own.
    pub fn other(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Other(error.into())
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        let DieselError::DatabaseError(kind, information) = &error else {
            return match error {
                DieselError::NotFound => Self::NotFound,
                other => Self::other(other),
            };
        };
        let message = information.message();
        match kind {
            DatabaseErrorKind::UniqueViolation => Self::UniqueViolation(message.to_owned()),
            DatabaseErrorKind::ForeignKeyViolation => Self::ForeignKey(message.to_owned()),
            DatabaseErrorKind::SerializationFailure => Self::Contention,
            DatabaseErrorKind::ReadOnlyTransaction => Self::ReadOnly,
            DatabaseErrorKind::ClosedConnection => Self::Unavailable(message.to_owned()),
            // These have no kind in diesel; both engines write them in English.
            _ if message.contains("deadlock detected") => Self::Contention,
            _ if message.contains("database is locked") => Self::Contention,
            _ if message.contains("readonly database") => Self::ReadOnly,
            _ => Self::other(error),
        }
    }
}

/// An error with which a transaction's body may fail. The body's own refusals
/// roll back like any failure; [`Db::write`](crate::Db::write) looks inside only
/// to know whether running it again can help.
pub trait TransactionError: From<Error> + Send + 'static {
    /// The database's failure, if it was one.
    fn as_database_error(&self) -> Option<&Error>;
}

impl TransactionError for Error {
    fn as_database_error(&self) -> Option<&Error> {
        Some(self)
    }
}

/// Turns the count of a guarded update into success or [`Error::Stale`].
///
/// # Errors
///
/// [`Error::Stale`] if no row was changed.
pub(crate) fn expect_changed(rows: usize) -> Result<()> {
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}
