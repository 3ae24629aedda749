//! What the workshop needs to make the cards of a batch: fields 1 to 11 of each
//! card (directive 2022/2561, annex II), where it goes, and links to photo and
//! signature that are good for a few minutes.

use chrono::{DateTime, Utc};
use common::dto::address::Address;
use common::dto::driver_space::DownloadTarget;
use common::dto::production::{BatchManifest, ManifestCard, ManifestCategory};
use common::dto::profile::IdentityView;
use common::ids::{BatchId, DocumentId};
use common::statuses::RequestStatus;
use common::words::DocumentKind;
use db::Conn;
use db::batches::BatchRow;
use db::cards::CardRow;
use db::json::Json;
use db::requests::RequestRow;

use crate::accounts::identity_rows;
use crate::audit::Actor;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::requests::caller::Caller;
use crate::settings::Settings;
use crate::tokens::TokenKeys;
use crate::tokens::download::{Download, LIFETIME};

/// A card before its links are signed: photo and signature by their ids.
type Unlinked = (ManifestCard, DocumentId, DocumentId);

/// The cards of a batch that are still to be made. Handing them out is recorded.
///
/// # Errors
///
/// [`ServiceError::NotFound`] if there is no such batch.
pub async fn get_manifest(
    ctx: &Context,
    caller: Caller,
    id: BatchId,
) -> ServiceResult<BatchManifest> {
    let keys = std::sync::Arc::clone(&ctx.keys);
    ctx.write(move |tx| {
        let now = tx.now;
        let batch = db::batches::get(tx, id)?;
        let mut cards = Vec::new();
        for (index, request) in db::requests::list_by_batch(tx, id)?.iter().enumerate() {
            // What is made already is nobody's business any more.
            if request.status == RequestStatus::InProduction {
                let card = card(tx, &batch, index, request)?;
                cards.push(linked(&keys.tokens, tx.settings, (caller, now), card)?);
            }
        }
        let printed: Vec<_> = cards.iter().map(|card| card.request_id).collect();
        let actor = Actor::of(caller.account, caller.role);
        let details = serde_json::json!({ "requests": printed });
        tx.audit(&actor, "batch.manifest_read", id, &details)?;
        Ok(BatchManifest {
            id,
            reference: batch.reference,
            authority: tx.settings.operator.name.clone(),
            made_at: now,
            links_expire_at: now + LIFETIME,
            cards,
        })
    })
    .await
}

fn card(
    conn: &mut Conn,
    batch: &BatchRow,
    index: usize,
    request: &RequestRow,
) -> ServiceResult<Unlinked> {
    let lacks = |what: &str| anyhow::anyhow!("{} is in production without {what}", request.id);
    let card = db::cards::find_by_request(conn, request.id)?.ok_or_else(|| lacks("a card"))?;
    let identity = request.snapshot.as_deref();
    let identity = identity.ok_or_else(|| lacks("an identity"))?;
    let address = request.delivery_address.clone().map(Json::into_inner);
    let address = address.ok_or_else(|| lacks("an address"))?;
    let mut document = |kind: DocumentKind| {
        let found = db::documents::find_current(conn, request.id, kind)?;
        let (document, _) = found.ok_or_else(|| lacks(kind.as_str()))?;
        Ok::<_, ServiceError>(document.id)
    };
    let photo = document(DocumentKind::Photo)?;
    let signature = document(DocumentKind::Signature)?;
    let support_number = format!("{}-{:03}", batch.reference, index.saturating_add(1));
    let card = fields((request, identity, &card), support_number, address);
    Ok((card, photo, signature))
}

fn fields(
    (request, identity, card): (&RequestRow, &IdentityView, &CardRow),
    support_number: String,
    delivery_address: Address,
) -> ManifestCard {
    let categories = card.categories.iter().map(|line| ManifestCategory {
        category: line.category,
        code_95_until: line.code_95_until,
    });
    ManifestCard {
        request_id: request.id,
        request_reference: request.reference.clone(),
        surname: identity.surname_birth.clone(),
        surname_usage: identity.surname_usage.clone(),
        first_names: identity.first_names.clone(),
        birth_date: identity.birth_date,
        birth_place: identity.birth_place.clone(),
        birth_country: identity.birth_country.clone(),
        issued_on: card.issued_on,
        valid_until: card.valid_until,
        licence_number: identity.licence.number.clone(),
        serial: card.serial.clone(),
        photo_url: String::new(),
        signature_url: String::new(),
        categories: categories.collect(),
        support_number,
        recipient: identity_rows::display_name(identity),
        delivery_address,
    }
}

/// Adds the links, which the caller alone can use and only for a few minutes.
fn linked(
    keys: &TokenKeys,
    settings: &Settings,
    (caller, now): (Caller, DateTime<Utc>),
    (mut card, photo, signature): Unlinked,
) -> ServiceResult<ManifestCard> {
    let link = |document: DocumentId| {
        let download = Download {
            account: caller.account,
            target: DownloadTarget::Document,
            id: document.to_string(),
            language: caller.language,
        };
        let token = keys.sign_download(&download, now)?;
        Ok::<_, ServiceError>(settings.link(&format!("api/v1/downloads/{token}")))
    };
    card.photo_url = link(photo)?;
    card.signature_url = link(signature)?;
    Ok(card)
}
