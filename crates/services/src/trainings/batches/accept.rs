//! Takes a batch of declarations: kept before it is answered, processed afterwards.

use common::dto::training_batch::{CreateTrainingBatchRequest, MAX_ITEMS};
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::TrainingBatchId;
use common::statuses::TrainingBatchStatus;
use common::words::ActorKind;
use db::training_batches::TrainingBatchRow;

use super::process::ProcessTrainingBatch;
use super::view::view;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::idempotency::{Answered, IdempotentRequest, KeptAnswer};
use crate::trainings::declare::Declarer;

/// Keeps the declarations with the job that processes them; the answer is the receipt.
///
/// # Errors
///
/// Faults if there are none or too many; `IdempotencyKeyReused` if the key came with
/// another body.
pub async fn accept_batch(
    ctx: &Context,
    by: Declarer,
    form: &CreateTrainingBatchRequest,
    is_dry_run: bool,
    request: IdempotentRequest,
) -> ServiceResult<Answered> {
    check_length(form.items.len())?;
    let content = serde_json::to_string(&form.items)?;
    let total = i64::try_from(form.items.len()).unwrap_or_default();
    ctx.write(move |tx| {
        tx.answer_once(&request, |tx| {
            let row = TrainingBatchRow {
                content: Some(content.clone()),
                total: Some(total),
                ..empty(tx, by, is_dry_run)
            };
            keep(tx, &row)
        })
    })
    .await
}

fn check_length(length: usize) -> Result<(), Faults> {
    let fault = match length {
        0 => Fault::new(FieldErrorCode::TooFewItems).min(1),
        length if length > MAX_ITEMS => Fault::new(FieldErrorCode::TooManyItems)
            .max(MAX_ITEMS)
            .count(length),
        _ => return Ok(()),
    };
    let mut faults = Faults::new();
    faults.push("/items", fault);
    Err(faults)
}

/// A batch of which nothing is processed.
pub(super) fn empty(tx: &Tx<'_>, by: Declarer, is_dry_run: bool) -> TrainingBatchRow {
    let now = tx.now.naive_utc();
    TrainingBatchRow {
        id: TrainingBatchId::new(),
        organisation_id: by.organisation,
        declared_by: by.client,
        is_dry_run,
        status: TrainingBatchStatus::Accepted,
        content: None,
        file_size: None,
        column_names: None,
        next_byte: 0,
        next_line: 1,
        total: None,
        recorded: 0,
        known: 0,
        refused: 0,
        created_at: now,
        updated_at: now,
        finished_at: None,
    }
}

/// Keeps a batch, and has it processed.
pub(super) fn keep(tx: &mut Tx<'_>, row: &TrainingBatchRow) -> ServiceResult<KeptAnswer> {
    db::training_batches::insert(tx, row)?;
    tx.enqueue(&ProcessTrainingBatch { batch_id: row.id })?;
    let details = serde_json::json!({
        "organisation": row.organisation_id,
        "total": row.total,
        "bytes": row.file_size,
        "dry_run": row.is_dry_run,
    });
    let actor = Actor::new(ActorKind::Centre, row.declared_by);
    tx.audit(&actor, "training_batch.accepted", row.id, &details)?;
    Ok(KeptAnswer {
        status: 202,
        location: Some(format!("/api/v1/training-batches/{}", row.id)),
        body: serde_json::to_string(&view(row))?,
    })
}
