//! How notices are signed: `Stripe-Signature: t=<seconds>,v1=<hexadecimal>`, the
//! HMAC-SHA256 of `<seconds>.<body>` under the endpoint's secret
//! (<https://docs.stripe.com/webhooks/signature>).

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::{NoticeError, ProviderSecret};
use crate::ports::file_store::hex;

/// The header that holds a notice's signatures, in lower case.
pub const SIGNATURE_HEADER: &str = "stripe-signature";

/// How far a signature's instant may be from ours, both ways, in seconds. It is
/// what Stripe's own libraries use.
pub const TOLERANCE_SECONDS: i64 = 300;

/// More signatures than this nobody sends; each costs a hash of the body.
const MOST_SIGNATURES: usize = 8;

/// What a header says.
struct Signed {
    seconds: i64,
    signatures: Vec<[u8; 32]>,
}

/// The header's value for a body signed at an instant.
pub(super) fn sign(secret: &ProviderSecret, body: &[u8], at: DateTime<Utc>) -> String {
    let seconds = at.timestamp();
    let signature = mac(secret, seconds, body).finalize().into_bytes();
    format!("t={seconds},v1={}", hex(&signature))
}

/// Checks a body against its header. Several secrets are accepted, so that one can
/// be changed without losing notices.
///
/// The signature is looked at first: only who knows the secret learns whether the
/// clock was right.
pub(super) fn verify(
    secrets: &[ProviderSecret],
    header: &str,
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<(), NoticeError> {
    let signed = parse(header).ok_or(NoticeError::Malformed)?;
    let is_genuine = secrets.iter().any(|secret| {
        let expected = mac(secret, signed.seconds, body);
        // `verify_slice` takes the same time wherever the difference is.
        let is_one = |given: &[u8; 32]| expected.clone().verify_slice(given).is_ok();
        !secret.is_empty() && signed.signatures.iter().any(is_one)
    });
    if !is_genuine {
        return Err(NoticeError::Forged);
    }
    let age = now.timestamp().saturating_sub(signed.seconds);
    match age {
        _ if age > TOLERANCE_SECONDS => Err(NoticeError::Stale),
        _ if age < -TOLERANCE_SECONDS => Err(NoticeError::Early),
        _ => Ok(()),
    }
}

/// A header without an instant, or with two, is none; neither is one without a
/// signature of the known scheme. Other schemes are passed over.
fn parse(header: &str) -> Option<Signed> {
    let mut seconds = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        let (name, value) = part.trim().split_once('=')?;
        match name {
            "t" if seconds.is_some() => return None,
            "t" => seconds = Some(value.parse().ok()?),
            "v1" => signatures.push(from_hex(value)?),
            _ => {}
        }
    }
    let is_read = !signatures.is_empty() && signatures.len() <= MOST_SIGNATURES;
    is_read.then_some(())?;
    Some(Signed {
        seconds: seconds?,
        signatures,
    })
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.bytes().all(|letter| letter.is_ascii_hexdigit()) {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[expect(
    clippy::expect_used,
    reason = "HMAC takes a key of any length (RFC 2104)"
)]
fn mac(secret: &ProviderSecret, seconds: i64, body: &[u8]) -> Hmac<Sha256> {
    let key = secret.expose().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length will do");
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}
