//! "Mes formations" and the validity that follows from them.

use actix_web::{get, web};
use common::dto::page::Page;
use common::dto::training::{QualificationView, TrainingView};
use common::ids::TrainingId;
use common::words::Sector;
use serde::Deserialize;
use services::driver_space;
use services::trainings::list::{self, TrainingsWanted};
use services::trainings::qualifications;

use crate::auth::Driver;
use crate::cursor;
use crate::extract::{Ctx, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_my_trainings)
        .service(get_my_training)
        .service(list_my_qualifications);
}

/// Which of one's trainings.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MyTrainingsParams {
    /// Only those that count for this sector.
    pub sector: Option<Sector>,
    /// `next_cursor` of the page before.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// One's trainings, newest first
///
/// The recap of a continuing training is kept for six years from its issue; that
/// of an initial one without limit.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(MyTrainingsParams),
    responses((status = 200, description = "A page of trainings.", body = Page<TrainingView>))
)]
#[get("/me/trainings")]
pub async fn list_my_trainings(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Params(params): Params<MyTrainingsParams>,
) -> ApiResult<web::Json<Page<TrainingView>>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    let filters = ("my_trainings", params.sector);
    let after = cursor::read(params.cursor.as_deref(), &filters, ctx.now())?;
    let limit = usize::try_from(cursor::limit(params.limit)?).unwrap_or(usize::MAX);
    let wanted = TrainingsWanted {
        sector: params.sector,
        after,
        limit,
    };
    let (items, next) = list::list_trainings(&ctx, id, wanted, language).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        ctx.now(),
    )?))
}

/// One of one's trainings
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(("training_id" = TrainingId, Path, description = "The training's id.")),
    responses((status = 200, description = "The training.", body = TrainingView))
)]
#[get("/me/trainings/{training_id}")]
pub async fn get_my_training(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
    Path(training): Path<TrainingId>,
) -> ApiResult<web::Json<TrainingView>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    Ok(web::Json(
        list::get_training(&ctx, id, training, language).await?,
    ))
}

/// For how long one is qualified, per sector
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    responses((status = 200, description = "One line per sector held.", body = Page<QualificationView>))
)]
#[get("/me/qualifications")]
pub async fn list_my_qualifications(
    ctx: Ctx,
    driver: Driver,
    Locale(language): Locale,
) -> ApiResult<web::Json<Page<QualificationView>>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    Ok(web::Json(Page::whole(
        qualifications::list_qualifications(&ctx, id, language).await?,
    )))
}
