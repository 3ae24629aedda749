//! What a notice says: that something happened on a page, so that it is read.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::signature::{SIGNATURE_HEADER, verify};
use super::{NoticeError, ProviderSecret};

/// Somebody paid, or the bank answered late, or the page closed. A card that was
/// turned down is not told: its event names no page, and the person is still there.
const KINDS: [&str; 4] = [
    PAID,
    EXPIRED,
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
];

/// The event of a page on which somebody paid.
pub(super) const PAID: &str = "checkout.session.completed";

/// The event of a page that closed.
pub(super) const EXPIRED: &str = "checkout.session.expired";

/// A hint that a page's state is worth reading. It may come late, twice, in the
/// wrong order or never.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The provider's name for the event, the same when it is sent again.
    pub event_id: String,
    /// Which page to read.
    pub provider_reference: String,
}

/// Checks and reads a notice; see [`super::PaymentProvider::read_notice`].
pub(super) fn read(
    secrets: &[ProviderSecret],
    headers: &[(&str, &str)],
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Notice>, NoticeError> {
    let mut signatures = headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case(SIGNATURE_HEADER));
    // With two headers nobody knows which one was meant.
    let (Some((_, header)), None) = (signatures.next(), signatures.next()) else {
        return Err(NoticeError::Malformed);
    };
    verify(secrets, header, body, now)?;
    let event: Value = serde_json::from_slice(body).map_err(|_| NoticeError::Malformed)?;
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str);
    let kind = text("/type").ok_or(NoticeError::Malformed)?;
    if !KINDS.contains(&kind) {
        return Ok(None);
    }
    match (text("/id"), text("/data/object/id")) {
        (Some(event_id), Some(reference)) => Ok(Some(Notice {
            event_id: event_id.to_owned(),
            provider_reference: reference.to_owned(),
        })),
        _ => Err(NoticeError::Malformed),
    }
}

/// The body of a notice, as Stripe writes it, with what is read of it.
pub(super) fn body(event_id: &str, kind: &str, provider_reference: &str) -> Vec<u8> {
    let event = json!({
        "id": event_id,
        "object": "event",
        "type": kind,
        "livemode": false,
        "data": { "object": { "id": provider_reference, "object": "checkout.session" } },
    });
    event.to_string().into_bytes()
}
