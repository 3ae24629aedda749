//! Rows and queries of `events`: what happened to what an organisation declared.
//!
//! An event is written in the transaction of its cause, without a place in the feed.
//! Places are given afterwards, to what is committed, one organisation at a time: so the
//! feed's order is one in which nothing appears behind a reader's back.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{EventId, OrganisationId};
use common::organisation_event::OrganisationEventKind;
use diesel::dsl::max;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::events;

/// How many events get their place in one go.
const AT_ONCE: i64 = 1_000;

/// Something that happened.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = events, check_for_backend(MultiBackend))]
pub struct EventRow {
    /// Which one.
    pub id: EventId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Its place in the feed, once it has one.
    pub position: Option<i64>,
    /// What happened.
    pub kind: OrganisationEventKind,
    /// The thing it is about.
    pub subject: String,
    /// That thing's version then.
    pub version: i64,
    /// When.
    pub at: NaiveDateTime,
}

/// Adds an event.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, event: &EventRow) -> Result<()> {
    diesel::insert_into(events::table)
        .values(event)
        .execute(conn)?;
    Ok(())
}

/// Whether an organisation has events without a place.
///
/// # Errors
///
/// If the database fails.
pub fn has_unplaced(conn: &mut Conn, organisation: OrganisationId) -> Result<bool> {
    let unplaced = events::table
        .filter(events::organisation_id.eq(organisation))
        .filter(events::position.is_null());
    Ok(diesel::select(diesel::dsl::exists(unplaced)).get_result(conn)?)
}

/// Gives the events of an organisation their places, behind those that have one.
///
/// # Errors
///
/// [`Error::UniqueViolation`](crate::Error::UniqueViolation) if somebody else does so at
/// the same time.
pub fn place(conn: &mut Conn, organisation: OrganisationId) -> Result<()> {
    let last: Option<i64> = events::table
        .filter(events::organisation_id.eq(organisation))
        .select(max(events::position))
        .first(conn)?;
    let ids: Vec<EventId> = events::table
        .filter(events::organisation_id.eq(organisation))
        .filter(events::position.is_null())
        .order((events::at, events::id))
        .limit(AT_ONCE)
        .select(events::id)
        .load(conn)?;
    for (position, id) in (last.unwrap_or(0) + 1..).zip(ids) {
        diesel::update(events::table.find(id))
            .set(events::position.eq(position))
            .execute(conn)?;
    }
    Ok(())
}

/// An organisation's event.
///
/// # Errors
///
/// If the database fails.
pub fn find(
    conn: &mut Conn,
    organisation: OrganisationId,
    id: EventId,
) -> Result<Option<EventRow>> {
    Ok(events::table
        .find(id)
        .filter(events::organisation_id.eq(organisation))
        .select(EventRow::as_select())
        .first(conn)
        .optional()?)
}

/// The feed behind a place, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    organisation: OrganisationId,
    after: i64,
    limit: i64,
) -> Result<Vec<EventRow>> {
    Ok(events::table
        .filter(events::organisation_id.eq(organisation))
        .filter(events::position.gt(after))
        .order(events::position)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?)
}

/// The events of a period, oldest first, at most `limit`.
///
/// # Errors
///
/// If the database fails.
pub fn list_of_period(
    conn: &mut Conn,
    organisation: OrganisationId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    limit: i64,
) -> Result<Vec<EventRow>> {
    Ok(events::table
        .filter(events::organisation_id.eq(organisation))
        .filter(events::at.between(from.naive_utc(), until.naive_utc()))
        .order((events::at, events::id))
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?)
}

/// Forgets events of before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(events::table)
        .filter(events::at.lt(before.naive_utc()))
        .execute(conn)?)
}
