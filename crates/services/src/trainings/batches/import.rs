//! Takes a CSV file of declarations: stored as it comes, whatever its size.

use bytes::Bytes;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::TrainingBatchId;
use common::problem_code::ProblemCode;
use db::json::Json;
use db::training_batches::TrainingBatchRow;
use futures_util::Stream;

use super::accept::{empty, keep};
use super::columns::check_names;
use super::file::{MARK, PIECE, find_delimiter, read_piece};
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::idempotency::{Answered, IdempotentRequest};
use crate::ports::file_store::{PutError, StoredFile};
use crate::trainings::declare::Declarer;

/// The most bytes of a file: 64 MiB.
pub const MAX_BYTES: i64 = 64 << 20;

/// Under which name a batch's file is stored.
pub(super) fn stored_as(batch: TrainingBatchId) -> String {
    format!("imports/{batch}.csv")
}

/// How the request came: the key, and what it is a request for.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// Who asks.
    pub owner: String,
    /// Method and path.
    pub operation: String,
    /// The key that the client chose.
    pub key: String,
}

/// Stores the file with the job that processes it; the answer is the receipt.
///
/// # Errors
///
/// `TooLarge`; `Malformed` if the file breaks off; the columns that are unknown or
/// missing; `IdempotencyKeyReused` if the key came with another file.
pub async fn accept_import<S, E>(
    ctx: &Context,
    by: Declarer,
    content: S,
    is_dry_run: bool,
    request: ImportRequest,
) -> ServiceResult<Answered>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let id = TrainingBatchId::new();
    let name = stored_as(id);
    let stored = ctx.files.put_named(&name, content, MAX_BYTES).await;
    let answered = match stored {
        Ok(stored) => accept(ctx, by, (id, stored), is_dry_run, request).await,
        Err(PutError::TooLarge) => Err(ProblemCode::TooLarge.into()),
        Err(PutError::BrokenOff) => Err(ProblemCode::Malformed.into()),
        Err(PutError::Store(error)) => Err(error.into()),
    };
    let is_kept = answered.as_ref().is_ok_and(|answer| !answer.is_replay);
    if !is_kept {
        ctx.files.delete_named(&name).await?;
    }
    answered
}

async fn accept(
    ctx: &Context,
    by: Declarer,
    (id, stored): (TrainingBatchId, StoredFile),
    is_dry_run: bool,
    request: ImportRequest,
) -> ServiceResult<Answered> {
    let head = Head::read(ctx, id, stored.size).await?;
    let request = IdempotentRequest {
        owner: request.owner,
        operation: request.operation,
        key: request.key,
        fingerprint: format!("{}{}", stored.sha256, if is_dry_run { "?" } else { "" }),
    };
    ctx.write(move |tx| {
        tx.answer_once(&request, |tx| {
            let row = TrainingBatchRow {
                id,
                file_size: Some(stored.size),
                column_names: Some(Json::new(head.columns.clone())?),
                next_byte: head.bytes,
                next_line: head.next_line,
                ..empty(tx, by, is_dry_run)
            };
            keep(tx, &row)
        })
    })
    .await
}

/// The first line: the names of the columns.
#[derive(Clone)]
struct Head {
    columns: Vec<String>,
    bytes: i64,
    next_line: i64,
}

impl Head {
    async fn read(ctx: &Context, id: TrainingBatchId, size: i64) -> ServiceResult<Self> {
        let empty = || ServiceError::invalid("/columns", FieldErrorCode::Required);
        let size = u64::try_from(size).unwrap_or_default();
        if size == 0 {
            return Err(empty());
        }
        let end = size.min(PIECE);
        let start = ctx.files.read_part(&stored_as(id), 0..end).await?;
        let mark = if start.starts_with(MARK) {
            MARK.len()
        } else {
            0
        };
        let text = start.get(mark..).unwrap_or_default();
        let read = read_piece(text, find_delimiter(text), (1, 1), end == size);
        let line = read.lines.into_iter().next().ok_or_else(empty)?;
        let names = line.fields.ok_or_else(|| {
            let mut faults = Faults::new();
            faults.push("/columns", FieldErrorCode::Malformed);
            ServiceError::Invalid(faults)
        })?;
        Ok(Self {
            columns: check_names(&names)?,
            bytes: read.bytes + i64::try_from(mark).unwrap_or_default(),
            next_line: read.next_line,
        })
    }
}
