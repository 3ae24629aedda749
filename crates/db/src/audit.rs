//! Rows and queries of `audit_events`: who did what, for those who must answer for it.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::AuditEventId;
use common::words::ActorKind;
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::Result;
use crate::schema::audit_events;

/// A line of the audit trail. It holds ids, statuses and codes, no personal data.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_events, check_for_backend(MultiBackend))]
pub struct AuditEvent {
    /// Which one.
    pub id: AuditEventId,
    /// When.
    pub at: NaiveDateTime,
    /// What kind of actor.
    pub actor_kind: ActorKind,
    /// The account or client; none for the service itself.
    pub actor_id: Option<String>,
    /// What was done: `<thing>.<past participle>`, for example `request.submitted`.
    pub action: String,
    /// The id of what it was done to.
    pub subject: String,
    /// JSON object of ids, statuses and codes.
    pub details: String,
    /// The request that caused it.
    pub request_id: Option<String>,
}

/// Adds a line.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, event: &AuditEvent) -> Result<()> {
    diesel::insert_into(audit_events::table)
        .values(event)
        .execute(conn)?;
    Ok(())
}

/// The lines about one thing, oldest first.
///
/// # Errors
///
/// If the database fails.
pub fn list_by_subject(conn: &mut Conn, subject: &str) -> Result<Vec<AuditEvent>> {
    Ok(audit_events::table
        .filter(audit_events::subject.eq(subject))
        .order(audit_events::id)
        .select(AuditEvent::as_select())
        .load(conn)?)
}

/// Forgets the lines before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(audit_events::table)
        .filter(audit_events::at.lt(before.naive_utc()))
        .execute(conn)?)
}

/// Whether a line about this action on a thing was written since an instant.
///
/// # Errors
///
/// If the database fails.
pub fn exists(conn: &mut Conn, subject: &str, action: &str, since: DateTime<Utc>) -> Result<bool> {
    let found = audit_events::table
        .filter(audit_events::subject.eq(subject))
        .filter(audit_events::action.eq(action))
        .filter(audit_events::at.ge(since.naive_utc()));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}
