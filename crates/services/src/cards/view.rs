//! A card as it is shown: what was printed on it, and where it stands.

use chrono::NaiveDate;
use common::dto::card::{CardCategoryView, CardHistoryEntry, CardView};
use common::dto::profile::IdentityView;
use common::dto::request::Tracking;
use common::ids::CardId;
use common::rules::card::standing;
use common::rules::certificate::days_left;
use common::words::DocumentKind;
use db::Conn;
use db::card_history::CardHistoryRow;
use db::cards::{CardRow, CardWithRequest};

use crate::error::ServiceResult;

/// The identity that was printed.
///
/// # Errors
///
/// If the request has none, which no card can have come from.
pub(crate) fn printed(row: &CardWithRequest) -> ServiceResult<&IdentityView> {
    let identity = row.request.snapshot.as_deref();
    Ok(identity.ok_or_else(|| anyhow::anyhow!("{} was made without an identity", row.card.id))?)
}

/// Field 1: the surname at birth, and the one in use where there is another.
pub(super) fn surname(identity: &IdentityView) -> String {
    match &identity.surname_usage {
        Some(usage) => format!("{} ({usage})", identity.surname_birth),
        None => identity.surname_birth.clone(),
    }
}

/// The lines of the back.
pub(crate) fn categories(card: &CardRow) -> Vec<CardCategoryView> {
    let lines = card.categories.iter().map(|line| CardCategoryView {
        category: line.category,
        code_95_until: line.code_95_until,
    });
    lines.collect()
}

/// One driver's cards with their histories, in as many queries however many they are.
pub(crate) fn views(
    conn: &mut Conn,
    rows: &[CardWithRequest],
    authority: &str,
    today: NaiveDate,
) -> ServiceResult<Vec<CardView>> {
    let ids: Vec<_> = rows.iter().map(|row| row.card.id).collect();
    let requests: Vec<_> = rows.iter().map(|row| row.request.id).collect();
    let history = db::card_history::list(conn, &ids)?;
    let returned = match rows.first() {
        Some(row) => db::returned_mail::list_open_of_driver(conn, row.card.driver_id)?,
        None => Vec::new(),
    };
    let photos = db::documents::list_current_ids(conn, &requests, DocumentKind::Photo)?;
    rows.iter()
        .map(|row| {
            let photo = photos
                .iter()
                .find(|(request, _)| *request == row.request.id);
            Ok(CardView {
                photo: photo.map(|(_, document)| *document),
                returned: returned
                    .iter()
                    .find(|letter| letter.card_id == row.card.id)
                    .map(|letter| letter.id),
                history: entries(&history, row.card.id),
                ..view(row, authority, today)?
            })
        })
        .collect()
}

fn view(row: &CardWithRequest, authority: &str, today: NaiveDate) -> ServiceResult<CardView> {
    let (card, request, identity) = (&row.card, &row.request, printed(row)?);
    let tracking = request.carrier.clone().zip(request.tracking_number.clone());
    Ok(CardView {
        id: card.id,
        standing: standing(card.status, card.valid_until, today),
        days_left: days_left(card.valid_until, today),
        surname: surname(identity),
        first_names: identity.first_names.clone(),
        birth_date: identity.birth_date,
        birth_place: identity.birth_place.clone(),
        issued_on: card.issued_on,
        valid_until: card.valid_until,
        authority: authority.to_owned(),
        licence_number: identity.licence.number.clone(),
        serial: card.serial.clone(),
        photo: None,
        categories: categories(card),
        request_id: request.id,
        request_reference: request.reference.clone(),
        tracking: tracking.map(|(carrier, number)| Tracking { carrier, number }),
        returned: None,
        history: Vec::new(),
    })
}

fn entries(history: &[CardHistoryRow], card: CardId) -> Vec<CardHistoryEntry> {
    let own = history.iter().filter(|row| row.card_id == card);
    own.map(|row| CardHistoryEntry {
        at: row.at.and_utc(),
        status: row.status,
    })
    .collect()
}
