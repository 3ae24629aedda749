//! Many trainings at once, for training centres' software.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::training_batch::{
    CreateTrainingBatchRequest, TrainingBatchItem, TrainingBatchView,
};
use common::ids::TrainingBatchId;
use common::statuses::TrainingItemOutcome;
use serde::Deserialize;
use services::trainings::batches::accept::accept_batch;
use services::trainings::batches::import::accept_import;
use services::trainings::batches::view::{self, ItemsWanted};

use super::trainings::declarer;
use crate::auth::{Centre, TrainingsRead, TrainingsWrite};
use crate::cursor;
use crate::extract::{CsvFile, Ctx, Idempotent, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::Kept;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(create_training_batch)
        .service(import_trainings)
        .service(list_training_batches)
        .service(get_training_batch)
        .service(list_training_batch_items);
}

/// Whether it is meant.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DryRunParams {
    /// Only try: every declaration gets the outcome that it would have, and nothing is
    /// recorded.
    #[serde(default)]
    pub dry_run: bool,
}

/// Declare many trainings
///
/// Scope `trainings:write`. Up to 500 declarations, accepted first and processed after:
/// the answer is a receipt that is kept, whatever happens afterwards, and each
/// declaration gets an outcome on the batch. One that is refused does not hold up the
/// others. Processing takes seconds; ask the batch for its `status`.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:write"])),
    params(
        DryRunParams,
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for each batch; remembered for 72 hours."),
    ),
    request_body = CreateTrainingBatchRequest,
    responses(
        (status = 202, description = "Accepted.", body = TrainingBatchView,
            headers(("Location" = String, description = "Path of the batch."))),
    )
)]
#[post("/training-batches")]
pub async fn create_training_batch(
    ctx: Ctx,
    centre: Centre<TrainingsWrite>,
    Locale(language): Locale,
    params: Params<DryRunParams>,
    body: Idempotent<CreateTrainingBatchRequest>,
) -> ApiResult<Kept> {
    let by = declarer(&centre, language);
    let request = body.request(centre.client);
    let answered = accept_batch(&ctx, by, &body.value, params.dry_run, request).await?;
    Ok(Kept(answered))
}

/// Declare trainings by a CSV file
///
/// Scope `trainings:write`. Up to 64 MiB, in UTF-8, separated by commas, semicolons or
/// tabs. The first line names the columns, in any order: `external_id`, `kind`,
/// `sector`, `approval_number`, `started_on`, `completed_on`, `minutes`, `surname`,
/// `first_names`, `birth_date`, `licence_country`, `licence_number`, and if wished
/// `title_code`, `e_learning_minutes`, `practical_part` (`true` or `false`),
/// `instructor` and `sequences` (`2026-03-02:420:0|2026-03-09:420`: day, minutes, of
/// these by e-learning, and the centre's name when another one gave it). The report has
/// one outcome per line. Send the file with `dry_run=true` first.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:write"])),
    params(
        DryRunParams,
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for each file; remembered for 72 hours."),
    ),
    request_body(content = String, content_type = "text/csv"),
    responses(
        (status = 202, description = "Accepted.", body = TrainingBatchView,
            headers(("Location" = String, description = "Path of the batch."))),
    )
)]
#[post("/training-imports")]
pub async fn import_trainings(
    ctx: Ctx,
    centre: Centre<TrainingsWrite>,
    Locale(language): Locale,
    params: Params<DryRunParams>,
    file: CsvFile,
) -> ApiResult<Kept> {
    let by = declarer(&centre, language);
    let request = file.request(centre.client);
    let answered = accept_import(&ctx, by, file.content, params.dry_run, request).await?;
    Ok(Kept(answered))
}

/// Which batches.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BatchesParams {
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// The batches that this organisation sent, newest first
///
/// Scope `trainings:read`. A batch is forgotten 90 days after it was finished; the
/// records that it made stay.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:read"])),
    params(BatchesParams),
    responses((status = 200, description = "A page of batches.", body = Page<TrainingBatchView>))
)]
#[get("/training-batches")]
pub async fn list_training_batches(
    ctx: Ctx,
    centre: Centre<TrainingsRead>,
    Params(params): Params<BatchesParams>,
) -> ApiResult<web::Json<Page<TrainingBatchView>>> {
    let now = ctx.now();
    let filters = ("training-batches", centre.organisation);
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let (items, next) = view::list_batches(&ctx, centre.organisation, before, limit).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// Read a batch
///
/// Scope `trainings:read`.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:read"])),
    params(("training_batch_id" = TrainingBatchId, Path, description = "The batch.")),
    responses((status = 200, description = "The batch.", body = TrainingBatchView))
)]
#[get("/training-batches/{training_batch_id}")]
pub async fn get_training_batch(
    ctx: Ctx,
    centre: Centre<TrainingsRead>,
    Path(id): Path<TrainingBatchId>,
) -> ApiResult<web::Json<TrainingBatchView>> {
    let batch = view::get_batch(&ctx, centre.organisation, id).await?;
    Ok(web::Json(batch))
}

/// Which outcomes.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BatchItemsParams {
    /// Only of this kind.
    pub outcome: Option<TrainingItemOutcome>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// What became of each declaration of a batch
///
/// Scope `trainings:read`. In the order of the batch; those that are not processed yet
/// are not in the list. `errors` names each broken rule (R1 to R9), the field and the
/// remedy.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:read"])),
    params(
        ("training_batch_id" = TrainingBatchId, Path, description = "The batch."),
        BatchItemsParams,
    ),
    responses((status = 200, description = "A page of outcomes.", body = Page<TrainingBatchItem>))
)]
#[get("/training-batches/{training_batch_id}/items")]
pub async fn list_training_batch_items(
    ctx: Ctx,
    centre: Centre<TrainingsRead>,
    Locale(language): Locale,
    Path(id): Path<TrainingBatchId>,
    Params(params): Params<BatchItemsParams>,
) -> ApiResult<web::Json<Page<TrainingBatchItem>>> {
    let now = ctx.now();
    let filters = ("training-batch-items", id, params.outcome);
    let wanted = ItemsWanted {
        outcome: params.outcome,
        after: cursor::read(params.cursor.as_deref(), &filters, now)?,
        limit: cursor::limit(params.limit)?,
    };
    let (items, next) = view::list_items(&ctx, centre.organisation, id, wanted, language).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}
