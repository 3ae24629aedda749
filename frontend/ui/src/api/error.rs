//! Why a call did not succeed, as far as a page needs to know.

use common::dto::problem::Problem;

use crate::i18n::{Texts, tu_string};

/// Why a call did not succeed. Pages never see status codes.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server was not reached: no network, or it did not answer in time.
    Offline,
    /// The session has ended, and nobody signed in again.
    Expired,
    /// The server said no, and why.
    Problem(Box<Problem>),
    /// The answer was not understood, or the server failed.
    Broken,
    /// The page called it off.
    Aborted,
    /// The thing had changed; it was read again, and what was typed is kept.
    Changed,
}

impl ApiError {
    /// The sentence to show, in the language of the page.
    #[must_use]
    pub fn message(&self, texts: Texts) -> String {
        match self {
            Self::Offline => tu_string!(texts, common.error_offline).to_owned(),
            Self::Expired => tu_string!(texts, common.error_expired).to_owned(),
            Self::Problem(problem) => problem.detail.clone(),
            Self::Changed => tu_string!(texts, common.error_changed).to_owned(),
            Self::Broken | Self::Aborted => tu_string!(texts, common.error_broken).to_owned(),
        }
    }

    /// The server's stable word, such as `version_conflict`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => Some(&problem.code),
            _ => None,
        }
    }

    /// Whether the server says that there is no such thing (404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Problem(problem) if problem.status == 404)
    }

    /// Whether somebody else changed the thing in the meantime (409 or 412).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Problem(problem) if matches!(problem.status, 409 | 412))
    }

    /// After a conflict of versions, for a page that has read the thing again and
    /// keeps what was typed; other errors stay what they are.
    #[must_use]
    pub fn with_input_kept(self) -> Self {
        match self {
            Self::Problem(problem) if problem.status == 412 => Self::Changed,
            other => other,
        }
    }

    /// Reads the body of an answer that is not a success.
    pub(crate) fn from_body(status: u16, body: &str) -> Self {
        match serde_json::from_str(body) {
            Ok(problem) => Self::Problem(Box::new(problem)),
            // A gateway in between answers for a server that is not there.
            Err(_) if matches!(status, 502..=504) => Self::Offline,
            Err(_) => Self::Broken,
        }
    }
}
