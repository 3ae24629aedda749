//! Staff: trainings that wait for a person.

use actix_web::{get, post, web};
use common::dto::page::Page;
use common::dto::problem::Problem;
use common::dto::training::CancelTrainingRequest;
use common::dto::training_review::{
    DecideTrainingRequest, TrainingReviewSummary, TrainingReviewView,
};
use common::ids::TrainingId;
use common::statuses::TrainingStatus;
use serde::Deserialize;
use services::trainings::cancel::cancel_as_staff;
use services::trainings::review::{self, Reviewer, list_queue};

use crate::auth::{ReviewTrainings, Staff, Supervise};
use crate::cursor;
use crate::extract::{Body, Ctx, IfMatch, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::Versioned;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_training_reviews)
        .service(get_training_review)
        .service(decide_training_review)
        .service(cancel_reviewed_training);
}

/// What to see of the queue.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrainingReviewParams {
    /// Only this state; without it, what waits for a decision.
    pub status: Option<TrainingStatus>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// The queue of trainings to look at
///
/// Recorded with a doubt: the identity is not the account's (R9), or what the
/// training builds on is not on record (R5, R6). What was declared first stands in
/// front.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(TrainingReviewParams),
    responses((status = 200, description = "A page of the queue.", body = Page<TrainingReviewSummary>))
)]
#[get("/staff/training-reviews")]
pub async fn list_training_reviews(
    ctx: Ctx,
    _staff: Staff<ReviewTrainings>,
    params: Params<TrainingReviewParams>,
) -> ApiResult<web::Json<Page<TrainingReviewSummary>>> {
    let now = ctx.now();
    let status = params.status.unwrap_or(TrainingStatus::NeedsReview);
    let filters = ("training-reviews", status);
    let after = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let (items, next) = list_queue(&ctx, status, after, limit).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// One training with everything to decide on it
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("training_id" = TrainingId, Path, description = "The training.")),
    responses((status = 200, description = "The training, with its version in `ETag`.", body = TrainingReviewView))
)]
#[get("/staff/training-reviews/{training_id}")]
pub async fn get_training_review(
    ctx: Ctx,
    _staff: Staff<ReviewTrainings>,
    id: Path<TrainingId>,
    locale: Locale,
) -> ApiResult<Versioned<TrainingReviewView>> {
    Ok(versioned(review::get(&ctx, *id, locale.0).await?))
}

fn versioned(value: TrainingReviewView) -> Versioned<TrainingReviewView> {
    let version = value.version;
    Versioned { value, version }
}

/// Accept or refuse a training that waits
///
/// Accepted, it counts for the named driver, who is told and gets the certificate
/// if it gives right to one. Refused, it counts for nobody. The centre reads the
/// outcome, the reason and the comment in its record.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("training_id" = TrainingId, Path, description = "The training."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    request_body = DecideTrainingRequest,
    responses(
        (status = 200, description = "The decided training.", body = TrainingReviewView),
        (status = 409, description = "It does not wait any more.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/training-reviews/{training_id}/decision")]
pub async fn decide_training_review(
    ctx: Ctx,
    staff: Staff<ReviewTrainings>,
    id: Path<TrainingId>,
    version: IfMatch,
    body: Body<DecideTrainingRequest>,
    locale: Locale,
) -> ApiResult<Versioned<TrainingReviewView>> {
    let reviewer = Reviewer {
        account: staff.account,
        role: staff.role,
    };
    Ok(versioned(
        review::decide(&ctx, reviewer, *id, version.0, &body, locale.0).await?,
    ))
}

/// Take a training back in the name of the issuer
///
/// As its centre can: the certificate is withdrawn, requests stop, and another
/// supervisor decides about a card.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(
        ("training_id" = TrainingId, Path, description = "The training."),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read."),
    ),
    request_body = CancelTrainingRequest,
    responses(
        (status = 200, description = "The training, taken back.", body = TrainingReviewView),
        (status = 409, description = "It is refused or taken back already.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It has changed meanwhile.", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/training-reviews/{training_id}/cancellation")]
pub async fn cancel_reviewed_training(
    ctx: Ctx,
    staff: Staff<Supervise>,
    id: Path<TrainingId>,
    version: IfMatch,
    body: Body<CancelTrainingRequest>,
    locale: Locale,
) -> ApiResult<Versioned<TrainingReviewView>> {
    let reviewer = Reviewer {
        account: staff.account,
        role: staff.role,
    };
    let cancelled = cancel_as_staff(&ctx, reviewer, *id, version.0, &body, locale.0).await?;
    Ok(versioned(cancelled))
}
