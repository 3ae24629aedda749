//! The public check of a card, by serial number and birth date. Nothing is told
//! that the card does not show.

use common::dates::paris_date;
use common::dto::card::{CardCheck, CheckCardRequest, CheckedCard};
use common::field_error::{Faults, FieldErrorCode};
use common::reference::CardSerial;
use common::rules::card::standing;
use common::validation::birth_date::parse_date;

use super::view::{categories, printed, surname};
use crate::context::Context;
use crate::error::ServiceResult;

/// Checks a card. A number that does not exist and a birth date that does not fit
/// get the same answer.
///
/// # Errors
///
/// Faults of the two fields.
pub async fn check_card(ctx: &Context, request: &CheckCardRequest) -> ServiceResult<CardCheck> {
    let mut faults = Faults::new();
    let serial = CardSerial::parse(&request.serial).ok_or_else(|| FieldErrorCode::Malformed.into());
    let serial = faults.check("/serial", serial);
    let born = faults.check("/birth_date", parse_date(&request.birth_date));
    let (serial, born) = faults.into_result(serial.zip(born))?;
    let (now, today) = (ctx.now(), paris_date(ctx.now()));
    let found = ctx
        .read(move |conn| Ok(db::cards::find_by_serial(conn, serial.as_str())?))
        .await?;
    let unknown = CardCheck {
        standing: None,
        checked_at: now,
        card: None,
    };
    let Some(row) = found else {
        return Ok(unknown);
    };
    let identity = printed(&row)?;
    if identity.birth_date != born {
        return Ok(unknown);
    }
    let card = &row.card;
    let standing = standing(card.status, card.valid_until, today);
    tracing::info!(%standing, "a card was checked");
    Ok(CardCheck {
        standing: Some(standing),
        checked_at: now,
        card: Some(CheckedCard {
            serial: card.serial.clone(),
            surname: surname(identity),
            first_names: identity.first_names.clone(),
            birth_date: identity.birth_date,
            categories: categories(card),
            issued_on: card.issued_on,
            valid_until: card.valid_until,
        }),
    })
}
