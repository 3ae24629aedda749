//! Batches and their outcomes, for the centre's software.

use common::dto::page::cut;
use common::dto::training_batch::{TrainingBatchItem, TrainingBatchView};
use common::ids::{OrganisationId, TrainingBatchId};
use common::statuses::TrainingItemOutcome;
use common::words::Language;
use db::training_batches::{TrainingBatchItemRow, TrainingBatchRow};

use crate::context::Context;
use crate::error::ServiceResult;
use crate::trainings::record::sentence;

/// A batch of this organisation.
///
/// # Errors
///
/// [`NotFound`](crate::ServiceError::NotFound) if there is none, or another one sent it.
pub async fn get_batch(
    ctx: &Context,
    organisation: OrganisationId,
    id: TrainingBatchId,
) -> ServiceResult<TrainingBatchView> {
    ctx.read(move |conn| {
        let row = db::training_batches::get_of_organisation(conn, organisation, id)?;
        Ok(view(&row))
    })
    .await
}

/// One page of an organisation's batches, newest first, and the last one's id if another
/// page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_batches(
    ctx: &Context,
    organisation: OrganisationId,
    before: Option<TrainingBatchId>,
    limit: u32,
) -> ServiceResult<(Vec<TrainingBatchView>, Option<TrainingBatchId>)> {
    ctx.read(move |conn| {
        let limit_and_one = i64::from(limit) + 1;
        let mut rows = db::training_batches::list(conn, organisation, before, limit_and_one)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.id);
        Ok((rows.iter().map(view).collect(), last))
    })
    .await
}

/// Which outcomes of a batch.
#[derive(Clone, Copy, Debug)]
pub struct ItemsWanted {
    /// Only of this kind.
    pub outcome: Option<TrainingItemOutcome>,
    /// Only behind this position.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// One page of a batch's outcomes in their order, and the position of the last if
/// another page follows.
///
/// # Errors
///
/// As [`get_batch`].
pub async fn list_items(
    ctx: &Context,
    organisation: OrganisationId,
    id: TrainingBatchId,
    wanted: ItemsWanted,
    language: Language,
) -> ServiceResult<(Vec<TrainingBatchItem>, Option<i64>)> {
    ctx.read(move |conn| {
        db::training_batches::get_of_organisation(conn, organisation, id)?;
        let ItemsWanted {
            outcome,
            after,
            limit,
        } = wanted;
        let limit_and_one = i64::from(limit) + 1;
        let mut rows = db::training_batches::list_items(conn, id, outcome, after, limit_and_one)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.position);
        Ok((rows.iter().map(|row| item(row, language)).collect(), last))
    })
    .await
}

/// The receipt.
pub(super) fn view(row: &TrainingBatchRow) -> TrainingBatchView {
    TrainingBatchView {
        id: row.id,
        object: "training_batch".to_owned(),
        status: row.status,
        dry_run: row.is_dry_run,
        total: row.total.map(small),
        processed: small(row.processed()),
        recorded: small(row.recorded),
        known: small(row.known),
        refused: small(row.refused),
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        finished_at: row.finished_at.map(|at| at.and_utc()),
    }
}

fn item(row: &TrainingBatchItemRow, language: Language) -> TrainingBatchItem {
    let errors = row.errors.iter();
    TrainingBatchItem {
        position: small(row.position),
        line: row.line.map(small),
        external_id: row.external_id.clone(),
        outcome: row.outcome,
        training_id: row.training_id,
        training_status: row.training_status,
        problem: row.problem,
        errors: errors.map(|error| sentence(error, language)).collect(),
    }
}

fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
