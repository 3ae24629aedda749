//! How a failure leaves the service: a problem document (RFC 9457).
//!
//! Handlers and extractors return [`ApiError`]; use cases return
//! [`ServiceError`], which `?` turns into one. The text is written last, in
//! `http::envelope`, which knows the language and the request's id.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use common::dto::problem::Problem;
use common::field_error::{Fault, Faults, FieldError, MAX_ERRORS};
use common::problem_code::ProblemCode;
use common::words::Language;
use services::ServiceError;

/// What a handler returns.
pub type ApiResult<T> = Result<T, ApiError>;

/// Why a call is refused.
#[derive(Debug, thiserror::Error)]
#[error("{code}")]
pub struct ApiError {
    /// The stable word, which decides status and sentences.
    pub code: ProblemCode,
    /// The wrong fields.
    pub faults: Box<Faults>,
    /// Reasons that are written out already, and what stands in the way.
    pub reasons: Option<Box<Reasons>>,
    /// When to come back.
    pub retry_after: Option<Duration>,
    /// The methods that are possible, for 405.
    pub allow: Option<Box<str>>,
    /// What really happened, for the log only.
    pub cause: Option<Box<str>>,
}

/// Why a rule forbids it.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The reasons, written out in the caller's language.
    pub errors: Vec<FieldError>,
    /// The path of the thing that stands in the way.
    pub instance: Option<String>,
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self {
            code,
            faults: Box::default(),
            reasons: None,
            retry_after: None,
            allow: None,
            cause: None,
        }
    }
}

impl From<Faults> for ApiError {
    fn from(faults: Faults) -> Self {
        Self {
            faults: Box::new(faults),
            ..ProblemCode::ValidationFailed.into()
        }
    }
}

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        let code = error.code();
        let cause = (code.status() >= 500).then(|| error.to_string().into());
        let mut this = Self {
            cause,
            ..code.into()
        };
        match error {
            ServiceError::Invalid(faults) => *this.faults = faults,
            ServiceError::RefusedFor {
                errors, instance, ..
            } => {
                this.reasons = Some(Box::new(Reasons { errors, instance }));
            }
            ServiceError::Throttled(wait) => this.retry_after = Some(wait),
            _ if code == ProblemCode::Unavailable => {
                this.retry_after = Some(Duration::from_secs(5))
            }
            _ => {}
        }
        this
    }
}

impl From<anyhow::Error> for ApiError {
    fn from(error: anyhow::Error) -> Self {
        ServiceError::Internal(error).into()
    }
}

impl ApiError {
    /// One wrong field, by its JSON pointer.
    #[must_use]
    pub fn invalid(pointer: &str, fault: impl Into<Fault>) -> Self {
        ServiceError::invalid(pointer, fault).into()
    }

    /// The document, written out for whoever asked.
    #[must_use]
    pub fn document(&self, about: &Occurrence<'_>) -> Problem {
        let (code, language) = (self.code, about.language);
        Problem {
            kind: format!(
                "{}/problems/{}",
                about.base.trim_end_matches('/'),
                code.slug()
            ),
            title: code.title(language).to_owned(),
            status: code.status(),
            detail: self.detail(language),
            instance: self
                .reasons
                .as_ref()
                .and_then(|reasons| reasons.instance.clone())
                .unwrap_or_else(|| format!("{}#{}", about.path, about.request_id)),
            code: code.as_str().to_owned(),
            request_id: about.request_id.to_owned(),
            errors: self.errors(language),
        }
    }

    fn errors(&self, language: Language) -> Vec<FieldError> {
        let written = self.reasons.as_ref().map(|reasons| reasons.errors.clone());
        let mut errors = written.unwrap_or_default();
        errors.extend(self.faults.to_errors(language));
        errors.truncate(MAX_ERRORS);
        errors
    }

    fn detail(&self, language: Language) -> String {
        match (self.faults.iter().count(), language) {
            (0, _) => self.code.detail(language).to_owned(),
            (1, Language::French) => "1 champ est à corriger.".to_owned(),
            (1, Language::English) => "1 field is to be corrected.".to_owned(),
            (count, Language::French) => format!("{count} champs sont à corriger."),
            (count, Language::English) => format!("{count} fields are to be corrected."),
        }
    }
}

/// Where and for whom a problem occurred.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence<'a> {
    /// The service's address.
    pub base: &'a str,
    /// The path that was called.
    pub path: &'a str,
    /// The request's id.
    pub request_id: &'a str,
    /// The language to write in.
    pub language: Language,
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        // The envelope fills it in.
        HttpResponse::new(self.status_code())
    }
}

#[cfg(test)]
mod tests {
    use common::field_error::FieldErrorCode;

    use super::*;

    const HERE: Occurrence<'static> = Occurrence {
        base: "https://hub.example/",
        path: "/api/v1/trainings",
        request_id: "abc",
        language: Language::French,
    };

    #[test]
    fn a_document_has_every_member() {
        let mut faults = Faults::new();
        faults.push("/driver/birth_date", FieldErrorCode::DateInFuture);
        faults.push("/driver/email", FieldErrorCode::Required);
        let document = ApiError::from(faults).document(&HERE);
        assert_eq!(
            document.kind,
            "https://hub.example/problems/validation-failed"
        );
        assert_eq!(document.status, 422);
        assert_eq!(document.detail, "2 champs sont à corriger.");
        assert_eq!(document.instance, "/api/v1/trainings#abc");
        assert_eq!(document.errors.len(), 2);
    }

    #[test]
    fn a_fault_of_ours_says_nothing() {
        let error = ServiceError::Internal(anyhow::anyhow!("password=hunter2"));
        let document = ApiError::from(error).document(&HERE);
        let text = serde_json::to_string(&document).unwrap();
        assert_eq!(document.status, 500);
        assert!(!text.contains("hunter2"), "{text}");
    }
}
