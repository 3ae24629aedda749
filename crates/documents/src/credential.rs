//! The signed credential in a certificate's QR code.
//!
//! `CQC1:` + base45(zlib(COSE_Sign1(CBOR Web Token))), ES256: the pattern of
//! the European Covid certificate with a prefix of its own, so that a road
//! officer can check a paper without a network. It carries what the paper
//! shows and nothing more: no licence number, no address, no photo.
//!
//! **Invariants.** Claims are read only after the signature was found good.
//! Whether the credential has expired is the caller's business, who has a clock.

mod claims;
mod code;
mod keys;

use chrono::{DateTime, NaiveDate, Utc};
use common::words::{LicenceCategory, Sector, TrainingKind};
use coset::{CoseSign1, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};

pub use keys::{KeyError, KeyId, PrivatePem, PublicKey, SigningKey, VerifyingKeys};

/// The letters in front of every code; a reader knows from them what to expect.
pub const PREFIX: &str = "CQC1:";

/// The version of the claims' layout that is written.
pub const SCHEMA_VERSION: u64 = 1;

/// What the code says about a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The operator's name, as on the paper (CWT claim `iss`).
    pub issuer: String,
    /// When the code was signed, to the second (CWT claim `iat`).
    pub issued_at: DateTime<Utc>,
    /// The end of the last valid day in Paris, to the second (CWT claim `exp`).
    pub expires_at: DateTime<Utc>,
    /// The certificate's number.
    pub number: String,
    /// The holder's surname.
    pub surname: String,
    /// The holder's first names.
    pub first_names: String,
    /// The holder's date of birth.
    pub birth_date: NaiveDate,
    /// The sectors that the holder is qualified for.
    pub sectors: Vec<Sector>,
    /// The licence categories that the qualification covers.
    pub categories: Vec<LicenceCategory>,
    /// The training that gave the right to the certificate.
    pub training_kind: TrainingKind,
    /// The last day of that training.
    pub training_ended_on: NaiveDate,
}

/// Why a code could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The claims do not fit into CBOR or the code's limits.
    #[error("the credential cannot be encoded: {0}")]
    Encoding(&'static str),
    /// The key refused to sign.
    #[error("the key could not sign the credential")]
    Key,
}

/// Why a code was not accepted. The variants call for different answers: a
/// forged code is not an unreadable one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// It does not begin with [`PREFIX`]: some other QR code.
    #[error("the code does not begin with `{PREFIX}`; scan the code of a certificate")]
    NotOurs,
    /// It begins like ours and then makes no sense; scan again.
    #[error("the code cannot be read ({0}); scan it again")]
    Unreadable(&'static str),
    /// Signed by a key that is not in the list; update the list and try again.
    #[error("the code is signed by the unknown key {0}; update the list of keys")]
    UnknownKey(KeyId),
    /// The signature is not the key's: altered or forged.
    #[error("the code's signature is wrong: it is not authentic")]
    BadSignature,
    /// Authentic, but of a layout that this version does not know.
    #[error("the code is of version {0}, which this program does not know; update it")]
    UnknownVersion(u64),
}

/// Signs a credential and gives the QR code's text, 380 to 600 characters.
///
/// # Errors
/// When the claims exceed the code's limits or the key cannot sign.
pub fn sign(credential: &Credential, key: &SigningKey) -> Result<String, SignError> {
    let protected = HeaderBuilder::new()
        .algorithm(iana::Algorithm::ES256)
        .key_id(key.key_id().as_bytes().to_vec())
        .build();
    let message = CoseSign1Builder::new()
        .protected(protected)
        .payload(claims::encode(credential)?)
        .try_create_signature(&[], |bytes| key.sign(bytes))?
        .build()
        .to_tagged_vec()
        .map_err(|_| SignError::Encoding("COSE"))?;
    code::encode(&message)
}

/// Checks a code's signature against the known keys and gives what it says.
///
/// # Errors
/// One of [`CredentialError`]; nothing of the code is believed in that case.
pub fn verify(code: &str, keys: &VerifyingKeys) -> Result<Credential, CredentialError> {
    let message = CoseSign1::from_tagged_slice(&code::decode(code)?)
        .map_err(|_| CredentialError::Unreadable("COSE"))?;
    let header = &message.protected.header;
    let es256 = coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::ES256);
    // What is not signed must be empty, else the same credential has many codes.
    if header.alg.as_ref() != Some(&es256) || !message.unprotected.is_empty() {
        return Err(CredentialError::Unreadable("header"));
    }
    let kid = KeyId::from_bytes(&header.key_id).ok_or(CredentialError::Unreadable("key id"))?;
    let key = keys.find(kid).ok_or(CredentialError::UnknownKey(kid))?;
    message.verify_signature(&[], |signature, bytes| key.check(signature, bytes))?;
    let payload = message
        .payload
        .ok_or(CredentialError::Unreadable("payload"))?;
    claims::decode(&payload)
}

#[cfg(test)]
mod tests;
