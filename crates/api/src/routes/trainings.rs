//! Trainings, for training centres' software.

use actix_web::{get, patch, post, web};
use chrono::{DateTime, Utc};
use common::dto::page::Page;
use common::dto::problem::Problem;
use common::dto::training::{
    AmendTrainingRequest, CancelTrainingRequest, DeclareTrainingRequest, TrainingRecord,
};
use common::ids::TrainingId;
use common::statuses::TrainingStatus;
use common::words::{Language, Sector, TrainingKind};
use db::trainings::of_centre::CentreFilter;
use serde::Deserialize;
use services::trainings::declare::{Declarer, declare_training as declare};
use services::trainings::{amend, cancel, centre_list, record};

use crate::auth::{Centre, TrainingsRead, TrainingsWrite};
use crate::cursor;
use crate::extract::{Body, Ctx, Idempotent, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::{Kept, Versioned};
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(declare_training)
        .service(list_trainings)
        .service(get_training)
        .service(amend_training)
        .service(cancel_training);
}

/// The centre's software as a use case knows it.
pub(super) const fn declarer(centre: &Centre<TrainingsWrite>, language: Language) -> Declarer {
    Declarer {
        client: centre.client,
        organisation: centre.organisation,
        language,
    }
}

/// Which of the centre's trainings.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrainingsParams {
    /// Only in this state.
    pub status: Option<TrainingStatus>,
    /// Only of this kind.
    pub kind: Option<TrainingKind>,
    /// Only of this sector.
    pub sector: Option<Sector>,
    /// Only under this number of the centre's own.
    #[param(max_length = 64)]
    pub external_id: Option<String>,
    /// Only what has changed at or after this instant (RFC 3339).
    pub updated_since: Option<DateTime<Utc>>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
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
        (status = 409, description = "The centre's number stands for a training of other content.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/trainings")]
pub async fn declare_training(
    ctx: Ctx,
    centre: Centre<TrainingsWrite>,
    Locale(language): Locale,
    body: Idempotent<DeclareTrainingRequest>,
) -> ApiResult<Kept> {
    let by = declarer(&centre, language);
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
    Ok(versioned(value))
}

const fn versioned(value: TrainingRecord) -> Versioned<TrainingRecord> {
    let version = value.version;
    Versioned { value, version }
}

/// The trainings that this organisation declared
///
/// Scope `trainings:read`. What changed longest ago stands in front, so that reading
/// on from the last page meets every later change: keep the instant of the last
/// `updated_at` and ask with it as `updated_since` the next time.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:read"])),
    params(TrainingsParams),
    responses((status = 200, description = "A page of records.", body = Page<TrainingRecord>))
)]
#[get("/trainings")]
pub async fn list_trainings(
    ctx: Ctx,
    centre: Centre<TrainingsRead>,
    Locale(language): Locale,
    Params(params): Params<TrainingsParams>,
) -> ApiResult<web::Json<Page<TrainingRecord>>> {
    let now = ctx.now();
    let filter = CentreFilter {
        status: params.status,
        kind: params.kind,
        sector: params.sector,
        external_id: params.external_id,
        updated_since: params.updated_since.map(|instant| instant.naive_utc()),
    };
    let filters = (
        "trainings",
        centre.organisation,
        (filter.status, filter.kind, filter.sector),
        (&filter.external_id, filter.updated_since),
    );
    let filters = serde_json::to_value(filters).map_err(anyhow::Error::new)?;
    let after = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let organisation = centre.organisation;
    let listed =
        centre_list::list_of_centre(&ctx, organisation, filter, after, limit, language).await?;
    let (items, next) = listed;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// Correct a training
///
/// Scope `trainings:write`. Within 30 days of the declaration, and before a card is
/// approved: see `amendable_until`. What is left out stays as it is. The corrected record
/// is held against rules R1 to R9 again; the certificate that rests on it is withdrawn
/// and issued anew when kind, sector, last day or trainee change, and the driver is told.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:write"])),
    params(
        ("training_id" = TrainingId, Path, description = "The record's id."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    request_body = AmendTrainingRequest,
    responses(
        (status = 200, description = "The corrected record.", body = TrainingRecord,
            headers(("ETag" = String, description = "The record's version."))),
        (status = 409, description = "It is refused or taken back, its time has passed, or a card rests on it.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/trainings/{training_id}")]
pub async fn amend_training(
    ctx: Ctx,
    centre: Centre<TrainingsWrite>,
    Locale(language): Locale,
    Path(id): Path<TrainingId>,
    version: IfMatch,
    Body(form): Body<AmendTrainingRequest>,
) -> ApiResult<Versioned<TrainingRecord>> {
    let by = declarer(&centre, language);
    let value = amend::amend_training(&ctx, by, id, version.0, form).await?;
    Ok(versioned(value))
}

/// Take a training back
///
/// Scope `trainings:write`. It stays on record and counts for nothing: its certificate is
/// withdrawn, requests that rest on it stop, and a card is looked at by the issuer's
/// staff. The driver is told.
#[utoipa::path(
    tag = "trainings",
    security(("client" = ["trainings:write"])),
    params(
        ("training_id" = TrainingId, Path, description = "The record's id."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    request_body = CancelTrainingRequest,
    responses(
        (status = 200, description = "The record, taken back.", body = TrainingRecord,
            headers(("ETag" = String, description = "The record's version."))),
        (status = 409, description = "It is refused or taken back already.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/trainings/{training_id}/cancellation")]
pub async fn cancel_training(
    ctx: Ctx,
    centre: Centre<TrainingsWrite>,
    Locale(language): Locale,
    Path(id): Path<TrainingId>,
    version: IfMatch,
    Body(form): Body<CancelTrainingRequest>,
) -> ApiResult<Versioned<TrainingRecord>> {
    let by = declarer(&centre, language);
    let value = cancel::cancel_training(&ctx, by, id, version.0, &form).await?;
    Ok(versioned(value))
}
