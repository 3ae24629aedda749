//! Rows and queries of `webhook_endpoints` and `webhook_deliveries`.

use chrono::{DateTime, NaiveDateTime, Utc};
use common::ids::{EventId, OrganisationId, WebhookDeliveryId, WebhookEndpointId};
use common::organisation_event::{OrganisationEventKind, WebhookStatus};
use diesel::prelude::*;

use crate::conn::{Conn, MultiBackend};
use crate::error::{Result, expect_changed};
use crate::json::Json;
use crate::schema::{webhook_deliveries, webhook_endpoints};

/// Where an organisation wants to be told. Not printable: it holds the secrets.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_endpoints, check_for_backend(MultiBackend))]
pub struct WebhookEndpointRow {
    /// Which one.
    pub id: WebhookEndpointId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Where events are sent.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// Which events; empty for all.
    pub kinds: Json<Vec<OrganisationEventKind>>,
    /// Whether it is told.
    pub status: WebhookStatus,
    /// What signs. It is needed as it is, so no hash will do.
    pub secret: String,
    /// What signed before.
    pub previous_secret: Option<String>,
    /// Until when it signs beside the new one.
    pub previous_until: Option<NaiveDateTime>,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it changed last.
    pub updated_at: NaiveDateTime,
}

impl WebhookEndpointRow {
    /// Whether it is told of events of this kind.
    #[must_use]
    pub fn wants(&self, kind: OrganisationEventKind) -> bool {
        self.status == WebhookStatus::Enabled
            && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

/// What to change in an endpoint; `None` leaves a column as it is.
#[derive(Clone, Default, AsChangeset)]
#[diesel(table_name = webhook_endpoints)]
pub struct WebhookEndpointChanges {
    /// Where events are sent.
    pub url: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Which events.
    pub kinds: Option<Json<Vec<OrganisationEventKind>>>,
    /// Whether it is told.
    pub status: Option<WebhookStatus>,
    /// What signs.
    pub secret: Option<String>,
    /// What signed before.
    pub previous_secret: Option<String>,
    /// Until when it signs beside the new one.
    pub previous_until: Option<NaiveDateTime>,
}

/// One try to tell an endpoint.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_deliveries, check_for_backend(MultiBackend))]
pub struct WebhookDeliveryRow {
    /// Which one.
    pub id: WebhookDeliveryId,
    /// Whom.
    pub endpoint_id: WebhookEndpointId,
    /// Of which event.
    pub event_id: EventId,
    /// What happened.
    pub kind: OrganisationEventKind,
    /// Which try, from 1.
    pub attempt: i32,
    /// When.
    pub at: NaiveDateTime,
    /// How long the answer took, in milliseconds.
    pub duration_ms: i64,
    /// The answer's status.
    pub status_code: Option<i32>,
    /// The beginning of the answer, or why there was none.
    pub answer: String,
}

/// Adds an endpoint.
///
/// # Errors
///
/// If the database fails.
pub fn insert(conn: &mut Conn, endpoint: &WebhookEndpointRow) -> Result<()> {
    diesel::insert_into(webhook_endpoints::table)
        .values(endpoint)
        .execute(conn)?;
    Ok(())
}

/// One endpoint, if there is one with this id.
///
/// # Errors
///
/// If the database fails.
pub fn find(conn: &mut Conn, id: WebhookEndpointId) -> Result<Option<WebhookEndpointRow>> {
    Ok(webhook_endpoints::table
        .find(id)
        .select(WebhookEndpointRow::as_select())
        .first(conn)
        .optional()?)
}

/// An organisation's endpoint.
///
/// # Errors
///
/// [`Error::NotFound`](crate::Error::NotFound) if it has none with this id.
pub fn get_of_organisation(
    conn: &mut Conn,
    organisation: OrganisationId,
    id: WebhookEndpointId,
) -> Result<WebhookEndpointRow> {
    Ok(webhook_endpoints::table
        .find(id)
        .filter(webhook_endpoints::organisation_id.eq(organisation))
        .select(WebhookEndpointRow::as_select())
        .first(conn)?)
}

/// An organisation's endpoints, oldest first: there are a few.
///
/// # Errors
///
/// If the database fails.
pub fn list(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<WebhookEndpointRow>> {
    Ok(webhook_endpoints::table
        .filter(webhook_endpoints::organisation_id.eq(organisation))
        .order(webhook_endpoints::id)
        .select(WebhookEndpointRow::as_select())
        .load(conn)?)
}

/// Changes an endpoint that is still as it was read.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed meanwhile.
pub fn update(
    conn: &mut Conn,
    seen: &WebhookEndpointRow,
    changes: &WebhookEndpointChanges,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = diesel::update(webhook_endpoints::table.find(seen.id))
        .filter(webhook_endpoints::version.eq(seen.version))
        .set((
            changes,
            webhook_endpoints::version.eq(webhook_endpoints::version + 1),
            webhook_endpoints::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    expect_changed(rows)
}

/// Forgets an endpoint with its log.
///
/// # Errors
///
/// [`Error::Stale`](crate::Error::Stale) if it has changed since it was read.
pub fn delete(conn: &mut Conn, seen: &WebhookEndpointRow) -> Result<()> {
    let rows = diesel::delete(webhook_endpoints::table.find(seen.id))
        .filter(webhook_endpoints::version.eq(seen.version))
        .execute(conn)?;
    expect_changed(rows)
}

/// Notes a try.
///
/// # Errors
///
/// If the database fails.
pub fn insert_delivery(conn: &mut Conn, delivery: &WebhookDeliveryRow) -> Result<()> {
    diesel::insert_into(webhook_deliveries::table)
        .values(delivery)
        .execute(conn)?;
    Ok(())
}

/// The tries to tell an endpoint, newest first, at most `limit`, older than `before` if
/// given.
///
/// # Errors
///
/// If the database fails.
pub fn list_deliveries(
    conn: &mut Conn,
    endpoint: WebhookEndpointId,
    before: Option<WebhookDeliveryId>,
    limit: i64,
) -> Result<Vec<WebhookDeliveryRow>> {
    let mut query = webhook_deliveries::table
        .filter(webhook_deliveries::endpoint_id.eq(endpoint))
        .order(webhook_deliveries::id.desc())
        .limit(limit)
        .select(WebhookDeliveryRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(webhook_deliveries::id.lt(before));
    }
    Ok(query.load(conn)?)
}

/// Forgets tries of before an instant. Returns how many.
///
/// # Errors
///
/// If the database fails.
pub fn delete_deliveries_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(webhook_deliveries::table)
        .filter(webhook_deliveries::at.lt(before.naive_utc()))
        .execute(conn)?)
}
