//! The feed of events, for organisations' software.

use actix_web::{get, web};
use common::dto::event::EventView;
use common::dto::page::Page;
use common::ids::EventId;
use serde::Deserialize;
use services::events;

use crate::auth::{Centre, TrainingsRead};
use crate::cursor;
use crate::extract::{Ctx, Params};
use crate::problem::ApiResult;
use crate::routes::Routes;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_events);
}

/// From where on.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsParams {
    /// Only what comes behind this event.
    pub after: Option<EventId>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// What happened to what this organisation declared
///
/// Scope `trainings:read`. In the order in which it was committed, so that nothing
/// appears behind a reader's back: a webhook that got lost is found here. Keep
/// `next_cursor`, which is the id of the last event, and ask with it as `after` the next
/// time; it is there at the end of the feed too. Events are kept for 30 days.
#[utoipa::path(
    tag = "events",
    security(("client" = ["trainings:read"])),
    params(EventsParams),
    responses((status = 200, description = "A page of the feed.", body = Page<EventView>))
)]
#[get("/events")]
pub async fn list_events(
    ctx: Ctx,
    centre: Centre<TrainingsRead>,
    Params(params): Params<EventsParams>,
) -> ApiResult<web::Json<Page<EventView>>> {
    let limit = cursor::limit(params.limit)?;
    let page = events::list_events(&ctx, centre.organisation, params.after, limit).await?;
    Ok(web::Json(page))
}
