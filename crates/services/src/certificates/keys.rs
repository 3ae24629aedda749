//! The public keys with which anybody checks a certificate without a network.

use common::dto::certificate::CertificateKeys;

use crate::context::Context;
use crate::error::ServiceResult;

/// Today's key and those before it.
///
/// # Errors
///
/// If the keys cannot be written out.
pub fn certificate_keys(ctx: &Context) -> ServiceResult<CertificateKeys> {
    Ok(serde_json::from_str(&ctx.keys.verifying.jwk_set())?)
}
