//! Staff: cards whose training was cancelled.

use actix_web::{get, post, web};
use common::dto::card_flag::{CardFlagView, DecideCardFlagRequest};
use common::dto::page::Page;
use common::dto::problem::Problem;
use common::ids::CardFlagId;
use serde::Deserialize;
use services::cards::flags::{decide_flag, list_flags};

use crate::auth::{Staff, Supervise};
use crate::cursor;
use crate::extract::{Body, Ctx, Locale, Params, Path};
use crate::problem::ApiResult;
use crate::reply::NoContent;
use crate::routes::Routes;
use crate::routes::my_requests::caller;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_card_flags).service(decide_card_flag);
}

/// Which page.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CardFlagParams {
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// Rows of a page, 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

/// The cards whose training was cancelled
///
/// Each waits for a supervisor to withdraw it or to leave it in force. The training
/// that was cancelled first stands in front.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(CardFlagParams),
    responses((status = 200, description = "A page of the list.", body = Page<CardFlagView>))
)]
#[get("/staff/card-flags")]
pub async fn list_card_flags(
    ctx: Ctx,
    staff: Staff<Supervise>,
    Locale(language): Locale,
    params: Params<CardFlagParams>,
) -> ApiResult<web::Json<Page<CardFlagView>>> {
    let (now, filters) = (ctx.now(), "card-flags");
    let after = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let (items, next) = list_flags(&ctx, caller(&staff, language), after, limit).await?;
    Ok(web::Json(cursor::page(
        items,
        next.as_ref(),
        &filters,
        now,
    )?))
}

/// Withdraw a card whose training was cancelled, or leave it in force
///
/// Whoever cancelled the training cannot decide: it takes two. The holder is told.
#[utoipa::path(
    tag = "staff",
    security(("person" = [])),
    params(("card_flag_id" = CardFlagId, Path, description = "The entry of the list.")),
    request_body = DecideCardFlagRequest,
    responses(
        (status = 204, description = "Decided."),
        (status = 409, description = "It is decided, or the card has not arrived.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/staff/card-flags/{card_flag_id}/decision")]
pub async fn decide_card_flag(
    ctx: Ctx,
    staff: Staff<Supervise>,
    Locale(language): Locale,
    id: Path<CardFlagId>,
    body: Body<DecideCardFlagRequest>,
) -> ApiResult<NoContent> {
    decide_flag(&ctx, caller(&staff, language), *id, &body).await?;
    Ok(NoContent)
}
