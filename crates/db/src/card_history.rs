//! Rows and queries of `card_history`: the dated steps of a card's life.

use chrono::NaiveDateTime;
use common::ids::{CardId, EventId};
use common::statuses::CardStatus;
use common::words::ActorKind;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::card_history;

/// A step of a card's life.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = card_history, check_for_backend(MultiBackend))]
pub struct CardHistoryRow {
    /// Which one.
    pub id: EventId,
    /// Of which card.
    pub card_id: CardId,
    /// When.
    pub at: NaiveDateTime,
    /// The status reached.
    pub status: CardStatus,
    /// What kind of actor.
    pub actor_kind: ActorKind,
    /// The account; none for the service itself.
    pub actor_id: Option<String>,
}

/// Adds a step.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, row: &CardHistoryRow) -> Result<()> {
    diesel::insert_into(card_history::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// The steps of cards, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list(conn: &mut Conn, cards: &[CardId]) -> Result<Vec<CardHistoryRow>> {
    Ok(card_history::table
        .filter(card_history::card_id.eq_any(cards.iter().copied()))
        .order((card_history::at, card_history::id))
        .select(CardHistoryRow::as_select())
        .load(conn)?)
}
