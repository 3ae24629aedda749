//! Which error belongs where: queries return [`db::Error`]; use cases return
//! [`ServiceError`], whose kinds a caller can act on; jobs and start-up code,
//! whose failures only people read, return [`anyhow::Error`].

use std::time::Duration;

use common::field_error::{Fault, Faults, FieldError};
use common::problem_code::ProblemCode;
use common::words::Language;

/// What a use case returns.
pub type ServiceResult<T> = Result<T, ServiceError>;

/// Why a use case did nothing. A write that returns one is rolled back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// Fields are wrong: all of them at once.
    #[error("fields are wrong")]
    Invalid(Faults),
    /// There is no such thing, or not for whoever asks.
    #[error("not found")]
    NotFound,
    /// Whoever asks may not do this.
    #[error("forbidden")]
    Forbidden,
    /// A rule or the state of things forbids it; the code says which, and with
    /// which HTTP status.
    #[error("refused: {0}")]
    Refused(ProblemCode),
    /// A rule forbids it, for reasons that are written out in the caller's language.
    #[error("refused: {code}")]
    RefusedFor {
        /// Which rule.
        code: ProblemCode,
        /// The reasons.
        errors: Vec<FieldError>,
        /// The path of the thing that stands in the way, if one does.
        instance: Option<String>,
    },
    /// The thing has changed since it was read.
    #[error("changed meanwhile")]
    Stale,
    /// Too many tries; come back after this time.
    #[error("throttled")]
    Throttled(Duration),
    /// What was sent is larger than allowed.
    #[error("too large")]
    TooLarge,
    /// What was sent is of a kind that is not taken.
    #[error("unsupported media type")]
    UnsupportedMedia,
    /// A fault of ours or of something we rely on. Its text is for the log only.
    #[error("internal: {0:#}")]
    Internal(anyhow::Error),
    /// The database failed in a way that is nobody's mistake.
    #[error("database: {0}")]
    Database(db::Error),
}

impl ServiceError {
    /// One wrong field, by its JSON pointer.
    #[must_use]
    pub fn invalid(pointer: &str, fault: impl Into<Fault>) -> Self {
        let mut faults = Faults::new();
        faults.push(pointer, fault);
        Self::Invalid(faults)
    }

    /// What was wrong, for somebody who gave a command: each faulty field with
    /// what to do, or the rule that was broken. Holds nothing of the internals.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let list = |errors: &[FieldError]| {
            let lines: Vec<_> = errors
                .iter()
                .map(|error| {
                    format!(
                        "{}: {}",
                        error.pointer.trim_start_matches('/'),
                        error.detail
                    )
                })
                .collect();
            lines.join("; ")
        };
        match self {
            Self::Invalid(faults) => list(&faults.to_errors(language)),
            Self::RefusedFor { errors, .. } if !errors.is_empty() => list(errors),
            other => {
                let code = other.code();
                format!("{} {}", code.title(language), code.detail(language))
            }
        }
    }

    /// The code with which the outside learns of it.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        match self {
            Self::Invalid(_) => ProblemCode::ValidationFailed,
            Self::NotFound => ProblemCode::NotFound,
            Self::Forbidden => ProblemCode::Forbidden,
            Self::Refused(code) | Self::RefusedFor { code, .. } => *code,
            Self::Stale => ProblemCode::Stale,
            Self::Throttled(_) => ProblemCode::RateLimited,
            Self::TooLarge => ProblemCode::TooLarge,
            Self::UnsupportedMedia => ProblemCode::UnsupportedMediaType,
            Self::Database(db::Error::UniqueViolation(_)) => ProblemCode::AlreadyExists,
            Self::Database(
                db::Error::Unavailable(_) | db::Error::Contention | db::Error::ReadOnly,
            ) => ProblemCode::Unavailable,
            Self::Internal(_) | Self::Database(_) => ProblemCode::Internal,
        }
    }
}

impl From<db::Error> for ServiceError {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            db::Error::Stale => Self::Stale,
            other => Self::Database(other),
        }
    }
}

impl db::TransactionError for ServiceError {
    fn as_database_error(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<Faults> for ServiceError {
    fn from(faults: Faults) -> Self {
        Self::Invalid(faults)
    }
}

impl From<ProblemCode> for ServiceError {
    fn from(code: ProblemCode) -> Self {
        Self::Refused(code)
    }
}

impl From<anyhow::Error> for ServiceError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<serde_json::Error> for ServiceError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}
