//! What organisations' software is told of: written with its cause, read as a feed in
//! commit order, and sent to webhooks.

use chrono::TimeDelta;
use common::dto::event::{EventSubject, EventView};
use common::dto::page::{Page, cut};
use common::ids::{EventId, OrganisationId};
use common::organisation_event::OrganisationEventKind;
use common::problem_code::ProblemCode;
use db::events::EventRow;

use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::webhooks;

/// How long events are kept.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);

impl Tx<'_> {
    /// Notes an event for an organisation's software, and has its webhooks told.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn tell_organisation(
        &mut self,
        organisation: OrganisationId,
        kind: OrganisationEventKind,
        (subject, version): (impl ToString, i64),
    ) -> ServiceResult<EventId> {
        let event = EventRow {
            id: EventId::new(),
            organisation_id: organisation,
            position: None,
            kind,
            subject: subject.to_string(),
            version,
            at: self.now.naive_utc(),
        };
        db::events::insert(self, &event)?;
        webhooks::deliver::queue(self, &event)?;
        Ok(event.id)
    }
}

/// The events of an organisation behind one that it has seen, in the order in which they
/// were committed. The last one's id is `next_cursor`, also at the end of the feed.
///
/// # Errors
///
/// [`ProblemCode::CursorExpired`] if `after` is not kept any more.
pub async fn list_events(
    ctx: &Context,
    organisation: OrganisationId,
    after: Option<EventId>,
    limit: u32,
) -> ServiceResult<Page<EventView>> {
    place(ctx, organisation).await?;
    ctx.read(move |conn| {
        let behind = match after {
            None => 0,
            Some(id) => {
                let seen = db::events::find(conn, organisation, id)?;
                let place = seen.and_then(|event| event.position);
                place.ok_or(ServiceError::Refused(ProblemCode::CursorExpired))?
            }
        };
        let mut rows = db::events::list(conn, organisation, behind, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().map(|event| event.id).or(after);
        Ok(Page {
            items: rows.iter().map(view).collect(),
            next_cursor: last.map(|id| id.to_string()),
            has_more,
        })
    })
    .await
}

/// Gives what was committed since its place. Somebody who does the same at the same
/// time is as good.
async fn place(ctx: &Context, organisation: OrganisationId) -> ServiceResult<()> {
    let is_needed = ctx
        .read(move |conn| Ok(db::events::has_unplaced(conn, organisation)?))
        .await?;
    if !is_needed {
        return Ok(());
    }
    let placed = ctx
        .write(move |tx| Ok(db::events::place(tx, organisation)?))
        .await;
    match placed {
        Err(ServiceError::Database(db::Error::UniqueViolation(_))) => Ok(()),
        other => other,
    }
}

/// An event on the wire.
pub(crate) fn view(event: &EventRow) -> EventView {
    EventView {
        id: event.id,
        object: "event".to_owned(),
        kind: event.kind,
        created_at: event.at.and_utc(),
        data: EventSubject {
            id: event.subject.clone(),
            object: event.kind.object().to_owned(),
            version: event.version,
        },
    }
}
