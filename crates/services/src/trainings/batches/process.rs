//! Works through a batch, some declarations at a time. Each step is one transaction that
//! holds their records, their outcomes and the job of the next step, so that a process
//! that dies loses nothing and repeats nothing; and others get their turn between steps.

use common::dto::training::DeclareTrainingRequest;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::TrainingBatchId;
use common::organisation_event::OrganisationEventKind;
use common::statuses::{TrainingBatchStatus, TrainingItemOutcome};
use common::words::{ActorKind, Language};
use db::training_batches::{Progress, TrainingBatchItemRow, TrainingBatchRow};
use serde::{Deserialize, Serialize};

use super::columns::Line;
use super::file::{FileLine, PIECE, Piece, find_delimiter, is_blank, read_piece};
use super::import::stored_as;
use super::outcome::{Item, settle};
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::jobs::{Job, JobContext};
use crate::trainings::declare::Declarer;

/// How many declarations one step takes.
const AT_ONCE: usize = 50;

/// Works through the next declarations of a batch.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ProcessTrainingBatch {
    /// Which batch.
    pub batch_id: TrainingBatchId,
}

impl Job for ProcessTrainingBatch {
    const NAME: &'static str = "process_training_batch";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let id = self.batch_id;
        let batch = ctx
            .read(move |conn| Ok(db::training_batches::get(conn, id)?))
            .await?;
        if batch.status == TrainingBatchStatus::Finished {
            return Ok(());
        }
        let step = next_step(ctx, &batch).await?;
        let is_file = batch.file_size.is_some();
        let is_end = step.is_end;
        ctx.write(move |tx| work(tx, &batch, &step)).await?;
        if is_end && is_file {
            ctx.files.delete_named(&stored_as(id)).await?;
        }
        Ok(())
    }
}

/// What one step works on.
struct Step {
    items: Vec<Item>,
    next_byte: i64,
    next_line: i64,
    is_end: bool,
}

async fn next_step(ctx: &Context, batch: &TrainingBatchRow) -> anyhow::Result<Step> {
    match batch.file_size {
        None => Ok(of_list(batch)?),
        Some(size) => of_file(ctx, batch, size).await,
    }
}

fn of_list(batch: &TrainingBatchRow) -> Result<Step, serde_json::Error> {
    let content = batch.content.as_deref().unwrap_or("[]");
    let all: Vec<DeclareTrainingRequest> = serde_json::from_str(content)?;
    let done = usize::try_from(batch.processed()).unwrap_or_default();
    let is_end = done + AT_ONCE >= all.len();
    let items = all.into_iter().skip(done).take(AT_ONCE).map(|form| Item {
        line: None,
        external_id: Some(form.external_id.clone()),
        form: Ok(form),
    });
    Ok(Step {
        items: items.collect(),
        next_byte: 0,
        next_line: 1,
        is_end,
    })
}

async fn of_file(ctx: &Context, batch: &TrainingBatchRow, size: i64) -> anyhow::Result<Step> {
    let name = stored_as(batch.id);
    let (start, size) = (u64::try_from(batch.next_byte)?, u64::try_from(size)?);
    let end = (start + PIECE).min(size);
    let head = ctx.files.read_part(&name, 0..size.min(PIECE)).await?;
    let bytes = ctx.files.read_part(&name, start..end).await?;
    let first = (batch.next_line, AT_ONCE);
    let piece = read_piece(&bytes, find_delimiter(&head), first, end == size);
    if piece.lines.is_empty() {
        return Ok(last_of_file(batch, &bytes));
    }
    let is_end = start + u64::try_from(piece.bytes)? >= size;
    let columns = batch.column_names.as_deref().map(Vec::as_slice);
    Ok(step_of(batch, piece, columns.unwrap_or_default(), is_end))
}

fn step_of(batch: &TrainingBatchRow, piece: Piece, columns: &[String], is_end: bool) -> Step {
    let lines = piece.lines.iter().filter(|line| !is_blank(line));
    Step {
        items: lines.map(|line| item(columns, line)).collect(),
        next_byte: batch.next_byte + piece.bytes,
        next_line: piece.next_line,
        is_end,
    }
}

fn item(columns: &[String], line: &FileLine) -> Item {
    let Some(fields) = &line.fields else {
        return unreadable(line.number);
    };
    let read = Line::new(columns, fields);
    Item {
        line: Some(line.number),
        external_id: read.external_id(),
        form: read.read(),
    }
}

fn unreadable(line: i64) -> Item {
    let mut faults = Faults::new();
    faults.push("", FieldErrorCode::Malformed);
    Item {
        line: Some(line),
        external_id: None,
        form: Err(faults),
    }
}

/// Nothing is left; or what is left is longer than a line can be.
fn last_of_file(batch: &TrainingBatchRow, rest: &[u8]) -> Step {
    let is_over = rest.iter().all(u8::is_ascii_whitespace);
    Step {
        items: if is_over {
            Vec::new()
        } else {
            vec![unreadable(batch.next_line)]
        },
        next_byte: batch.next_byte,
        next_line: batch.next_line,
        is_end: true,
    }
}

fn work(tx: &mut Tx<'_>, batch: &TrainingBatchRow, step: &Step) -> ServiceResult<()> {
    let by = Declarer {
        client: batch.declared_by,
        organisation: batch.organisation_id,
        // Remarks are written out when somebody reads them.
        language: Language::French,
    };
    let mut settled = Vec::with_capacity(step.items.len());
    for (position, item) in (batch.processed()..).zip(&step.items) {
        let item = settle(tx, batch, by, (position, item))?;
        db::training_batches::insert_item(tx, &item)?;
        settled.push(item);
    }
    let progress = progress(batch, step, &settled, tx.now.naive_utc());
    db::training_batches::advance(tx, batch, &progress)?;
    if !step.is_end {
        tx.enqueue(&ProcessTrainingBatch { batch_id: batch.id })?;
        return Ok(());
    }
    let details = serde_json::json!({
        "recorded": progress.recorded,
        "known": progress.known,
        "refused": progress.refused,
    });
    let actor = Actor::new(ActorKind::Centre, batch.declared_by);
    tx.audit(&actor, "training_batch.finished", batch.id, &details)?;
    let finished = OrganisationEventKind::TrainingBatchFinished;
    tx.tell_organisation(batch.organisation_id, finished, (batch.id, 1))?;
    Ok(())
}

fn progress(
    batch: &TrainingBatchRow,
    step: &Step,
    settled: &[TrainingBatchItemRow],
    now: chrono::NaiveDateTime,
) -> Progress {
    let count = |outcome: TrainingItemOutcome| {
        let some = settled.iter().filter(|item| item.outcome == outcome);
        i64::try_from(some.count()).unwrap_or_default()
    };
    let done = batch.processed() + i64::try_from(settled.len()).unwrap_or_default();
    Progress {
        status: if step.is_end {
            TrainingBatchStatus::Finished
        } else {
            TrainingBatchStatus::Processing
        },
        next_byte: step.next_byte,
        next_line: step.next_line,
        total: batch.total.or(step.is_end.then_some(done)),
        recorded: batch.recorded + count(TrainingItemOutcome::Recorded),
        known: batch.known + count(TrainingItemOutcome::Known),
        refused: batch.refused + count(TrainingItemOutcome::Refused),
        updated_at: now,
        finished_at: step.is_end.then_some(now),
    }
}
