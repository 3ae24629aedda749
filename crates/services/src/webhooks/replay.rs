//! Sends events again, or a test.

use common::dto::webhook::{ReplayWebhooksRequest, ReplayedWebhooks};
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::WebhookEndpointId;
use common::organisation_event::{OrganisationEventKind, WebhookStatus};
use common::problem_code::ProblemCode;
use db::events::EventRow;
use db::webhooks::WebhookEndpointRow;

use super::deliver::first_try;
use super::endpoints::Manager;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};

/// The most events that one call sends again.
const MAX_EVENTS: usize = 10_000;

/// Sends one event, or those of a period, to an endpoint again, under the ids that they
/// had.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::NotFound`]; [`ProblemCode::WrongState`] while the
/// endpoint is not told.
pub async fn replay(
    ctx: &Context,
    by: Manager,
    id: WebhookEndpointId,
    form: &ReplayWebhooksRequest,
) -> ServiceResult<ReplayedWebhooks> {
    let form = form.clone();
    check(&form)?;
    ctx.write(move |tx| {
        let endpoint = enabled(tx, by, id)?;
        let events = find(tx, by, &form)?;
        let wanted = events.iter().filter(|event| endpoint.wants(event.kind));
        let mut count = 0;
        for event in wanted {
            tx.enqueue(&first_try(endpoint.id, event.id))?;
            count += 1;
        }
        Ok(ReplayedWebhooks { events: count })
    })
    .await
}

/// Sends a `webhook.test` event to an endpoint.
///
/// # Errors
///
/// As [`replay`].
pub async fn send_test(ctx: &Context, by: Manager, id: WebhookEndpointId) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let endpoint = enabled(tx, by, id)?;
        let event = EventRow {
            id: common::ids::EventId::new(),
            organisation_id: by.organisation,
            position: None,
            kind: OrganisationEventKind::WebhookTest,
            subject: endpoint.id.to_string(),
            version: endpoint.version,
            at: tx.now.naive_utc(),
        };
        db::events::insert(tx, &event)?;
        tx.enqueue(&first_try(endpoint.id, event.id))?;
        Ok(())
    })
    .await
}

fn enabled(
    tx: &mut Tx<'_>,
    by: Manager,
    id: WebhookEndpointId,
) -> ServiceResult<WebhookEndpointRow> {
    let endpoint = db::webhooks::get_of_organisation(tx, by.organisation, id)?;
    if endpoint.status == WebhookStatus::Enabled {
        Ok(endpoint)
    } else {
        Err(ProblemCode::WrongState.into())
    }
}

fn find(
    tx: &mut Tx<'_>,
    by: Manager,
    form: &ReplayWebhooksRequest,
) -> ServiceResult<Vec<EventRow>> {
    if let Some(id) = form.event_id {
        let event = db::events::find(tx, by.organisation, id)?;
        let missing = || ServiceError::invalid("/event_id", FieldErrorCode::NotFound);
        return Ok(vec![event.ok_or_else(missing)?]);
    }
    let until = form.until.unwrap_or(tx.now);
    let period = (form.from.unwrap_or(until), until);
    let most = i64::try_from(MAX_EVENTS).unwrap_or(i64::MAX) + 1;
    let events = db::events::list_of_period(tx, by.organisation, period, most)?;
    if events.len() > MAX_EVENTS {
        let fault = Fault::new(FieldErrorCode::TooManyItems).max(MAX_EVENTS);
        return Err(ServiceError::invalid("/from", fault));
    }
    Ok(events)
}

fn check(form: &ReplayWebhooksRequest) -> Result<(), Faults> {
    let mut faults = Faults::new();
    match (form.event_id, form.from, form.until) {
        (Some(_), None, None) => {}
        (Some(_), _, _) => faults.push("/event_id", FieldErrorCode::NotAllowed),
        (None, None, _) => faults.push("/from", FieldErrorCode::Required),
        (None, Some(from), Some(until)) if from > until => {
            faults.push("/until", FieldErrorCode::DateOrder);
        }
        (None, Some(_), _) => {}
    }
    faults.into_result(Some(()))
}
