//! What became of the tries to tell an endpoint.

use common::dto::page::cut;
use common::dto::webhook::WebhookDeliveryView;
use common::ids::{OrganisationId, WebhookDeliveryId, WebhookEndpointId};
use db::webhooks::WebhookDeliveryRow;

use crate::context::Context;
use crate::error::ServiceResult;

/// One page of the tries, newest first, and the last one's id if another page follows.
///
/// # Errors
///
/// [`NotFound`](crate::ServiceError::NotFound) if the organisation has no such endpoint.
pub async fn list_deliveries(
    ctx: &Context,
    organisation: OrganisationId,
    id: WebhookEndpointId,
    before: Option<WebhookDeliveryId>,
    limit: u32,
) -> ServiceResult<(Vec<WebhookDeliveryView>, Option<WebhookDeliveryId>)> {
    ctx.read(move |conn| {
        db::webhooks::get_of_organisation(conn, organisation, id)?;
        let limit_and_one = i64::from(limit) + 1;
        let mut rows = db::webhooks::list_deliveries(conn, id, before, limit_and_one)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.id);
        Ok((rows.into_iter().map(view).collect(), last))
    })
    .await
}

fn view(row: WebhookDeliveryRow) -> WebhookDeliveryView {
    WebhookDeliveryView {
        id: row.id,
        event_id: row.event_id,
        kind: row.kind,
        attempt: u32::try_from(row.attempt).unwrap_or_default(),
        at: row.at.and_utc(),
        duration_ms: u32::try_from(row.duration_ms).unwrap_or(u32::MAX),
        status_code: row.status_code.and_then(|code| u16::try_from(code).ok()),
        answer: row.answer,
    }
}
