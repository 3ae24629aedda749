//! "Mes cartes", and the check of a card for road officers and employers.

use actix_web::{HttpRequest, get, post, web};
use common::dto::card::{CardCheck, CardView, CheckCardRequest};
use common::dto::page::Page;
use common::ids::CardId;
use serde::Deserialize;
use services::cards::{check, list};
use services::driver_space;

use crate::auth::Driver;
use crate::cursor;
use crate::extract::{Body, Ctx, Params, Path};
use crate::http::throttle::admit;
use crate::problem::ApiResult;
use crate::routes::Routes;
use crate::state::AppState;

/// The area's routes.
pub fn configure<R: Routes>(cfg: &mut R) {
    cfg.service(list_my_cards)
        .service(get_my_card)
        .service(check_card);
}

/// A page of cards.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MyCardsParams {
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    pub cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
}

/// One's cards, newest first
///
/// With what is printed on each, where it stands today and what happened to it.
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(MyCardsParams),
    responses((status = 200, description = "A page of cards.", body = Page<CardView>))
)]
#[get("/me/cards")]
pub async fn list_my_cards(
    ctx: Ctx,
    driver: Driver,
    Params(params): Params<MyCardsParams>,
) -> ApiResult<web::Json<Page<CardView>>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    let (filters, now) = (("my_cards", id), ctx.now());
    let before = cursor::read(params.cursor.as_deref(), &filters, now)?;
    let limit = cursor::limit(params.limit)?;
    let (items, last) = list::list_cards(&ctx, id, before, limit).await?;
    Ok(web::Json(cursor::page(
        items,
        last.as_ref(),
        &filters,
        now,
    )?))
}

/// One of one's cards
#[utoipa::path(
    tag = "driver",
    security(("person" = [])),
    params(("card_id" = CardId, Path, description = "The card's id.")),
    responses((status = 200, description = "The card.", body = CardView))
)]
#[get("/me/cards/{card_id}")]
pub async fn get_my_card(
    ctx: Ctx,
    driver: Driver,
    Path(card): Path<CardId>,
) -> ApiResult<web::Json<CardView>> {
    let id = driver_space::get_open(&ctx, driver.account).await?;
    Ok(web::Json(list::get_card(&ctx, id, card).await?))
}

/// Check a card
///
/// Public. By the serial number (field 5b) together with the holder's birth date.
/// A number that does not exist and a birth date that does not fit get the same
/// answer, without a standing. 20 checks per address and minute.
#[utoipa::path(
    tag = "certificates",
    request_body = CheckCardRequest,
    responses((status = 200, description = "Where the card stands, and what it shows.", body = CardCheck))
)]
#[post("/card-checks")]
pub async fn check_card(
    ctx: Ctx,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<CheckCardRequest>,
) -> ApiResult<web::Json<CardCheck>> {
    admit(&state.checks, &request, &state)?;
    Ok(web::Json(check::check_card(&ctx, &body).await?))
}
