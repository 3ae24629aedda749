//! Endpoints: made, changed, given another secret, forgotten.

use chrono::TimeDelta;
use common::dto::webhook::{
    CreateWebhookEndpointRequest, UpdateWebhookEndpointRequest, WebhookEndpointView,
};
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::ids::{ApiClientId, OrganisationId, WebhookEndpointId};
use common::organisation_event::{OrganisationEventKind, WebhookStatus};
use common::validation::names::collapse_spaces;
use common::words::ActorKind;
use db::json::Json;
use db::webhooks::{WebhookEndpointChanges, WebhookEndpointRow};
use url::Url;

use super::signature::new_secret;
use crate::audit::Actor;
use crate::context::{Context, Tx};
use crate::error::{ServiceError, ServiceResult};
use crate::ports::webhook_sender::WebhookSender;

/// The most endpoints of an organisation.
const MAX_ENDPOINTS: usize = 10;

const MAX_URL: usize = 500;

const MAX_DESCRIPTION: usize = 200;

/// How long the secret before signs beside a new one.
const SECRET_OVERLAP: TimeDelta = TimeDelta::hours(24);

/// The software that asks.
#[derive(Clone, Copy, Debug)]
pub struct Manager {
    /// The software.
    pub client: ApiClientId,
    /// Its organisation.
    pub organisation: OrganisationId,
}

impl Manager {
    fn actor(self) -> Actor {
        Actor::new(ActorKind::Centre, self.client)
    }
}

/// Makes an endpoint. The answer is the only one that shows its secret.
///
/// # Errors
///
/// Faults of the form; `TooManyItems` if the organisation has ten.
pub async fn create_endpoint(
    ctx: &Context,
    by: Manager,
    form: &CreateWebhookEndpointRequest,
) -> ServiceResult<WebhookEndpointView> {
    let mut faults = Faults::new();
    let url = faults.check("/url", check_url(&ctx.webhooks, &form.url));
    let description = faults.check("/description", check_description(&form.description));
    let (url, description) = faults.into_result(url.zip(description))?;
    let secret = new_secret()?.to_string();
    let kinds = sorted(&form.events);
    ctx.write(move |tx| {
        if db::webhooks::list(tx, by.organisation)?.len() >= MAX_ENDPOINTS {
            let fault = Fault::new(FieldErrorCode::TooManyItems).max(MAX_ENDPOINTS);
            return Err(ServiceError::invalid("", fault));
        }
        let now = tx.now.naive_utc();
        let row = WebhookEndpointRow {
            id: WebhookEndpointId::new(),
            organisation_id: by.organisation,
            url: url.clone(),
            description: description.clone(),
            kinds: Json::new(kinds.clone())?,
            status: WebhookStatus::Enabled,
            secret: secret.clone(),
            previous_secret: None,
            previous_until: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        db::webhooks::insert(tx, &row)?;
        audit(tx, by, "webhook_endpoint.created", row.id)?;
        Ok(with_secret(&row))
    })
    .await
}

/// An organisation's endpoints.
///
/// # Errors
///
/// If the database fails.
pub async fn list_endpoints(
    ctx: &Context,
    organisation: OrganisationId,
) -> ServiceResult<Vec<WebhookEndpointView>> {
    ctx.read(move |conn| {
        let rows = db::webhooks::list(conn, organisation)?;
        Ok(rows.iter().map(view).collect())
    })
    .await
}

/// One endpoint.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if the organisation has none with this id.
pub async fn get_endpoint(
    ctx: &Context,
    organisation: OrganisationId,
    id: WebhookEndpointId,
) -> ServiceResult<WebhookEndpointView> {
    ctx.read(move |conn| {
        let row = db::webhooks::get_of_organisation(conn, organisation, id)?;
        Ok(view(&row))
    })
    .await
}

/// Changes an endpoint.
///
/// # Errors
///
/// Faults of the form; [`ServiceError::NotFound`]; [`ServiceError::Stale`] if it is no
/// longer at `version`.
pub async fn update_endpoint(
    ctx: &Context,
    by: Manager,
    (id, version): (WebhookEndpointId, i64),
    form: &UpdateWebhookEndpointRequest,
) -> ServiceResult<WebhookEndpointView> {
    let mut faults = Faults::new();
    let url = form.url.as_deref();
    let url = url.and_then(|url| faults.check("/url", check_url(&ctx.webhooks, url)));
    let description = form.description.as_deref();
    let description =
        description.and_then(|text| faults.check("/description", check_description(text)));
    faults.into_result(Some(()))?;
    let kinds = form.events.as_deref().map(sorted);
    let status = form.enabled.map(|enabled| {
        if enabled {
            WebhookStatus::Enabled
        } else {
            WebhookStatus::Disabled
        }
    });
    ctx.write(move |tx| {
        let changes = WebhookEndpointChanges {
            url: url.clone(),
            description: description.clone(),
            kinds: kinds.clone().map(Json::new).transpose()?,
            status,
            ..WebhookEndpointChanges::default()
        };
        let row = change(tx, by, (id, version), &changes, "webhook_endpoint.changed")?;
        Ok(view(&row))
    })
    .await
}

/// Gives an endpoint another secret; the one before signs beside it for a day. The
/// answer is the only one that shows it.
///
/// # Errors
///
/// As [`update_endpoint`], but for the form.
pub async fn rotate_secret(
    ctx: &Context,
    by: Manager,
    at: (WebhookEndpointId, i64),
) -> ServiceResult<WebhookEndpointView> {
    let secret = new_secret()?.to_string();
    ctx.write(move |tx| {
        let seen = at_version(tx, by, at)?;
        let changes = WebhookEndpointChanges {
            secret: Some(secret.clone()),
            previous_secret: Some(seen.secret),
            previous_until: Some((tx.now + SECRET_OVERLAP).naive_utc()),
            ..WebhookEndpointChanges::default()
        };
        let row = change(tx, by, at, &changes, "webhook_endpoint.secret_rotated")?;
        Ok(with_secret(&row))
    })
    .await
}

/// Forgets an endpoint with its log.
///
/// # Errors
///
/// As [`rotate_secret`].
pub async fn delete_endpoint(
    ctx: &Context,
    by: Manager,
    at: (WebhookEndpointId, i64),
) -> ServiceResult<()> {
    ctx.write(move |tx| {
        let seen = at_version(tx, by, at)?;
        db::webhooks::delete(tx, &seen)?;
        audit(tx, by, "webhook_endpoint.deleted", seen.id)
    })
    .await
}

fn at_version(
    tx: &mut Tx<'_>,
    by: Manager,
    (id, version): (WebhookEndpointId, i64),
) -> ServiceResult<WebhookEndpointRow> {
    let seen = db::webhooks::get_of_organisation(tx, by.organisation, id)?;
    if seen.version == version {
        Ok(seen)
    } else {
        Err(ServiceError::Stale)
    }
}

fn change(
    tx: &mut Tx<'_>,
    by: Manager,
    at: (WebhookEndpointId, i64),
    changes: &WebhookEndpointChanges,
    action: &str,
) -> ServiceResult<WebhookEndpointRow> {
    let seen = at_version(tx, by, at)?;
    let now = tx.now;
    db::webhooks::update(tx, &seen, changes, now)?;
    audit(tx, by, action, seen.id)?;
    Ok(db::webhooks::get_of_organisation(
        tx,
        by.organisation,
        seen.id,
    )?)
}

fn audit(tx: &mut Tx<'_>, by: Manager, action: &str, id: WebhookEndpointId) -> ServiceResult<()> {
    let details = serde_json::json!({ "organisation": by.organisation });
    tx.audit(&by.actor(), action, id, &details)
}

/// Each once, in the order of the vocabulary.
fn sorted(kinds: &[OrganisationEventKind]) -> Vec<OrganisationEventKind> {
    let all = OrganisationEventKind::ALL.iter().copied();
    all.filter(|kind| kinds.contains(kind)).collect()
}

fn check_url(sender: &WebhookSender, text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let length = text.chars().count();
    if length > MAX_URL {
        return Err(Fault::new(FieldErrorCode::TooLong)
            .max(MAX_URL)
            .count(length));
    }
    let url: Url = text.parse().map_err(|_| FieldErrorCode::Malformed)?;
    if sender.accepts(&url) {
        Ok(url.into())
    } else {
        Err(FieldErrorCode::NotAllowed.into())
    }
}

fn check_description(text: &str) -> Result<String, Fault> {
    let text = collapse_spaces(text);
    let length = text.chars().count();
    if length > MAX_DESCRIPTION {
        let fault = Fault::new(FieldErrorCode::TooLong);
        return Err(fault.max(MAX_DESCRIPTION).count(length));
    }
    Ok(text)
}

fn view(row: &WebhookEndpointRow) -> WebhookEndpointView {
    WebhookEndpointView {
        id: row.id,
        object: "webhook_endpoint".to_owned(),
        url: row.url.clone(),
        description: row.description.clone(),
        events: row.kinds.to_vec(),
        status: row.status,
        secret: None,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        version: row.version,
    }
}

fn with_secret(row: &WebhookEndpointRow) -> WebhookEndpointView {
    WebhookEndpointView {
        secret: Some(row.secret.clone()),
        ..view(row)
    }
}
