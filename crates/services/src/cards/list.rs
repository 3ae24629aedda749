//! "Mes cartes".

use common::dates::paris_date;
use common::dto::card::CardView;
use common::dto::page::cut;
use common::ids::{CardId, DriverId};

use super::view::views;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// A driver's cards, newest first, at most `limit` older than `before`, and the last
/// one's id if another page follows.
///
/// # Errors
///
/// If the database fails.
pub async fn list_cards(
    ctx: &Context,
    driver: DriverId,
    before: Option<CardId>,
    limit: u32,
) -> ServiceResult<(Vec<CardView>, Option<CardId>)> {
    let (today, settings) = (paris_date(ctx.now()), std::sync::Arc::clone(&ctx.settings));
    ctx.read(move |conn| {
        let mut rows = db::cards::list_by_driver(conn, driver, before, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.card.id);
        Ok((views(conn, &rows, &settings.operator.name, today)?, last))
    })
    .await
}

/// One of a driver's cards.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if it is not that driver's.
pub async fn get_card(ctx: &Context, driver: DriverId, id: CardId) -> ServiceResult<CardView> {
    let (today, settings) = (paris_date(ctx.now()), std::sync::Arc::clone(&ctx.settings));
    ctx.read(move |conn| {
        let row = db::cards::get_of_driver(conn, driver, id)?;
        let mut found = views(conn, &[row], &settings.operator.name, today)?;
        found.pop().ok_or(ServiceError::NotFound)
    })
    .await
}
