//! Rows and queries of `card_flags`: cards whose training was cancelled.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{AccountId, CardFlagId, CardId, TrainingId};
use common::rules::training_change::FlagDecision;
use diesel::prelude::*;

use crate::cards::CardRow;
use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::schema::{card_flags, cards, drivers, organisations, trainings};
use crate::trainings::TrainingRow;

/// A card about which a supervisor has to decide.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = card_flags, check_for_backend(MultiBackend))]
pub struct CardFlagRow {
    /// Which one.
    pub id: CardFlagId,
    /// The card.
    pub card_id: CardId,
    /// The training that was cancelled.
    pub training_id: TrainingId,
    /// When.
    pub flagged_at: NaiveDateTime,
    /// Who of the staff cancelled the training; none if its centre did.
    pub flagged_by: Option<AccountId>,
    /// What was decided.
    pub decision: Option<FlagDecision>,
    /// In the words of who decided.
    pub comment: Option<String>,
    /// When it was decided.
    pub decided_at: Option<NaiveDateTime>,
    /// By whom.
    pub decided_by: Option<AccountId>,
}

/// A flag with what a list shows beside it.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = card_flags, check_for_backend(MultiBackend))]
pub struct CardFlagLine {
    /// The flag.
    #[diesel(embed)]
    pub flag: CardFlagRow,
    /// The card.
    #[diesel(embed)]
    pub card: CardRow,
    /// The training.
    #[diesel(embed)]
    pub training: TrainingRow,
    /// The centre that declared it.
    #[diesel(select_expression = organisations::name)]
    pub centre: String,
    /// The driver's surname.
    #[diesel(select_expression = drivers::surname_birth)]
    pub surname: String,
    /// The driver's first names.
    #[diesel(select_expression = drivers::first_names)]
    pub first_names: String,
}

/// Adds a flag.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if the card has one that
/// is not decided.
pub fn insert(conn: &mut Conn, row: &CardFlagRow) -> Result<()> {
    diesel::insert_into(card_flags::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Whether a card has a flag that is not decided.
///
/// # Errors
///
/// If the database fails.
pub fn is_flagged(conn: &mut Conn, card: CardId) -> Result<bool> {
    let open = card_flags::table
        .filter(card_flags::card_id.eq(card))
        .filter(card_flags::decided_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?)
}

/// How many flags are not decided.
///
/// # Errors
///
/// If the database fails.
pub fn count_open(conn: &mut Conn) -> Result<i64> {
    Ok(card_flags::table
        .filter(card_flags::decided_at.is_null())
        .count()
        .get_result(conn)?)
}

/// The flags that are not decided, oldest first, at most `limit` behind `after`.
///
/// # Errors
///
/// If the database fails.
pub fn list_open(
    conn: &mut Conn,
    after: Option<(NaiveDateTime, CardFlagId)>,
    limit: i64,
) -> Result<Vec<CardFlagLine>> {
    let mut query = card_flags::table
        .inner_join(cards::table.inner_join(drivers::table))
        .inner_join(trainings::table.inner_join(organisations::table))
        .filter(card_flags::decided_at.is_null())
        .order((card_flags::flagged_at, card_flags::id))
        .limit(limit)
        .select(CardFlagLine::as_select())
        .into_boxed();
    if let Some((flagged_at, id)) = after {
        query = query.filter(
            card_flags::flagged_at
                .gt(flagged_at)
                .or(card_flags::flagged_at
                    .eq(flagged_at)
                    .and(card_flags::id.gt(id))),
        );
    }
    Ok(query.load(conn)?)
}

/// One flag with its card.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if there is none.
pub fn get(conn: &mut Conn, id: CardFlagId) -> Result<(CardFlagRow, CardRow)> {
    Ok(card_flags::table
        .inner_join(cards::table)
        .filter(card_flags::id.eq(id))
        .select((CardFlagRow::as_select(), CardRow::as_select()))
        .first(conn)?)
}

/// Writes down what was decided.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it was decided meanwhile.
pub fn decide(
    conn: &mut Conn,
    id: CardFlagId,
    decision: FlagDecision,
    comment: Option<&str>,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(card_flags::table.find(id))
        .filter(card_flags::decided_at.is_null())
        .set((
            card_flags::decision.eq(decision),
            card_flags::comment.eq(comment),
            card_flags::decided_at.eq(now.naive_utc()),
            card_flags::decided_by.eq(by),
        ))
        .execute(conn)?;
    expect_changed(rows)
}
