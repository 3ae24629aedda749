//! Answers kept under the key that a client chose, so that a request sent twice
//! has its effect once. An answer is kept in the transaction of its effect.

use chrono::TimeDelta;
use common::problem_code::ProblemCode;
use db::idempotency::IdempotencyRow;
use sha2::{Digest as _, Sha256};

use crate::context::Tx;
use crate::error::{ServiceError, ServiceResult};
use crate::ports::file_store::hex;

/// How long a key is remembered.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(72);

/// A request that may be sent again under its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotentRequest {
    /// Who asks: an account's or a client's id.
    pub owner: String,
    /// Method and path.
    pub operation: String,
    /// The key that the client chose.
    pub key: String,
    /// SHA-256 of the request's body, see [`fingerprint`].
    pub fingerprint: String,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The answer's status code.
    pub status: u16,
    /// Path of what was made.
    pub location: Option<String>,
    /// The answer's body.
    pub body: String,
}

/// An answer, given now or before.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The answer.
    pub answer: KeptAnswer,
    /// Whether the same request came before under its key.
    pub is_replay: bool,
}

/// What decides whether two requests under one key are the same.
#[must_use]
pub fn fingerprint(body: &[u8]) -> String {
    hex(&Sha256::digest(body))
}

impl Tx<'_> {
    /// The answer that was given under this request's key.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::IdempotencyKeyReused`] if the key came with another body.
    fn find_answer(&mut self, request: &IdempotentRequest) -> ServiceResult<Option<KeptAnswer>> {
        let since = self.now - KEPT_FOR;
        let IdempotentRequest {
            owner,
            operation,
            key,
            fingerprint,
        } = request;
        let Some(row) = db::idempotency::find(self, owner, operation, key, since)? else {
            return Ok(None);
        };
        if row.fingerprint != *fingerprint {
            return Err(ProblemCode::IdempotencyKeyReused.into());
        }
        Ok(Some(KeptAnswer {
            status: u16::try_from(row.status).unwrap_or(200),
            location: serde_json::from_str(&row.headers)?,
            body: row.body,
        }))
    }

    /// The answer that was given under this request's key, whatever has changed since;
    /// else `make`'s, which is kept. A unique index that refuses means that the same
    /// request was faster on another connection: the write runs again, and finds it.
    ///
    /// # Errors
    ///
    /// As [`Tx::find_answer`], and what `make` returns.
    pub fn answer_once(
        &mut self,
        request: &IdempotentRequest,
        make: impl FnOnce(&mut Self) -> ServiceResult<KeptAnswer>,
    ) -> ServiceResult<Answered> {
        if let Some(answer) = self.find_answer(request)? {
            return Ok(Answered {
                answer,
                is_replay: true,
            });
        }
        let made = make(self).and_then(|answer| {
            self.keep_answer(request, &answer)?;
            Ok(answer)
        });
        Ok(Answered {
            answer: run_again_if_taken(made)?,
            is_replay: false,
        })
    }

    /// Forgets the answers that told of a thing which is deleted now, so that
    /// nothing of it is kept and the same request makes a new one.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn forget_answers(
        &mut self,
        owner: &str,
        operation: &str,
        location: &str,
    ) -> ServiceResult<()> {
        let headers = serde_json::to_string(&Some(location))?;
        db::idempotency::delete_by_headers(self, owner, operation, &headers)?;
        Ok(())
    }

    /// Keeps an answer, to be given again.
    ///
    /// # Errors
    ///
    /// If the database fails.
    fn keep_answer(
        &mut self,
        request: &IdempotentRequest,
        answer: &KeptAnswer,
    ) -> ServiceResult<()> {
        let now = self.now;
        let row = IdempotencyRow {
            client_id: request.owner.clone(),
            operation: request.operation.clone(),
            idempotency_key: request.key.clone(),
            fingerprint: request.fingerprint.clone(),
            status: i32::from(answer.status),
            headers: serde_json::to_string(&answer.location)?,
            body: answer.body.clone(),
            created_at: now.naive_utc(),
        };
        db::idempotency::insert(self, &row, now - KEPT_FOR)?;
        Ok(())
    }
}

fn run_again_if_taken<T>(result: ServiceResult<T>) -> ServiceResult<T> {
    result.map_err(|error| match error {
        ServiceError::Database(db::Error::UniqueViolation(_)) => {
            ServiceError::Database(db::Error::Contention)
        }
        other => other,
    })
}
