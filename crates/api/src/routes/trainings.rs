//! Trainings, for training centres' software.

use actix_web::{get, post};
use common::dto::training::{DeclareTrainingRequest, TrainingRecord};
use common::ids::TrainingId;
use services::trainings::declare::{Declarer, declare_training as declare};
use services::trainings::record;

use crate::auth::{Centre, TrainingsRead, TrainingsWrite};
use crate::extract::{Ctx, Idempotent, Locale, Path};
use crate::problem::ApiResult;
use crate::reply::{Kept, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(declare_training).service(get_training);
}

/// Declare a training
///
/// Scope `trainings:write`. The record is checked against rules R1 to R9; every
/// violation is listed at once, and remarks that do not refuse it stand in
/// `warnings`. The driver is told by mail, and a certificate follows when the
/// training gives right to a new card. The same `external_id` with other content
/// is refused with the existing record's path in `instance`; the same person,
/// kind, sector and last day give the existing record back with 200.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:write"])),
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for each training; remembered for 72 hours.")),
    request_body = DeclareTrainingRequest,
    responses(
        (status = 201, description = "Recorded.", body = TrainingRecord,
            headers(("Location" = String, description = "Path of the record."))),
        (status = 200, description = "The training was on record already.", body = TrainingRecord),
        (status = 409, description = "The centre's number stands for a training of other content.", body = common::dto::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/trainings")]
pub async fn declare_training(
    ctx: Ctx,
    centre: Centre<TrainingsWrite>,
    Locale(language): Locale,
    body: Idempotent<DeclareTrainingRequest>,
) -> ApiResult<Kept> {
    let by = Declarer {
        client: centre.client,
        organisation: centre.organisation,
        language,
    };
    let declared = declare(&ctx, by, &body.value, body.request(centre.client)).await?;
    Ok(Kept(declared))
}

/// Read a training that this organisation declared
///
/// Scope `trainings:read`.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:read"])),
    params(("training_id" = TrainingId, Path, description = "The record's id.")),
    responses((status = 200, description = "The record.", body = TrainingRecord,
        headers(("ETag" = String, description = "The record's version."))))
)]
#[get("/trainings/{training_id}")]
pub async fn get_training(
    ctx: Ctx,
    centre: Centre<TrainingsRead>,
    Locale(language): Locale,
    Path(id): Path<TrainingId>,
) -> ApiResult<Versioned<TrainingRecord>> {
    let value = record::get_training(&ctx, centre.organisation, id, language).await?;
    let version = value.version;
    Ok(Versioned { value, version })
}
