//! The keys that sign certificates, and the list that checks them.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{self, Signature};
use p256::elliptic_curve::rand_core::OsRng;
use p256::pkcs8::{
    DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, LineEnding,
};
use sha2::{Digest, Sha256};

use super::{CredentialError, SignError};

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is no private key on P-256 in PKCS#8 PEM.
    #[error(
        "the signing key is not a P-256 private key in PKCS#8 PEM; make one with `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`"
    )]
    Private,
    /// The text is no public key on P-256 in SPKI PEM.
    #[error(
        "the verifying key is not a P-256 public key in PEM; export it with `openssl pkey -pubout`"
    )]
    Public,
}

/// Names a key: the first 8 bytes of the SHA-256 of its public key in SPKI DER.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 8]);

impl KeyId {
    /// The id in a code's header, when it is 8 bytes long.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 8 bytes as they stand in a code's header.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// A private key in PEM, on its way to a file. It cannot be printed by accident.
pub struct PrivatePem(String);

impl PrivatePem {
    /// The secret text, to be written to a file that only the service can read.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PrivatePem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivatePem(secret)")
    }
}

/// The issuer's private key. Printing it shows its id only.
#[derive(Clone)]
pub struct SigningKey {
    secret: ecdsa::SigningKey,
    public: PublicKey,
}

impl SigningKey {
    /// Reads a key from PKCS#8 PEM (`-----BEGIN PRIVATE KEY-----`).
    ///
    /// # Errors
    /// When the text is not such a key.
    pub fn from_pkcs8_pem(pem: &str) -> Result<Self, KeyError> {
        Self::new(ecdsa::SigningKey::from_pkcs8_pem(pem).map_err(|_| KeyError::Private)?)
    }

    /// Makes a new key from the system's randomness.
    ///
    /// # Errors
    /// When the new key cannot be encoded, which does not happen on P-256.
    pub fn generate() -> Result<Self, KeyError> {
        Self::new(ecdsa::SigningKey::random(&mut OsRng))
    }

    fn new(secret: ecdsa::SigningKey) -> Result<Self, KeyError> {
        let public = PublicKey::new(*secret.verifying_key())?;
        Ok(Self { secret, public })
    }

    /// The key as PKCS#8 PEM, to keep a generated one.
    ///
    /// # Errors
    /// When the key cannot be encoded, which does not happen on P-256.
    pub fn to_pkcs8_pem(&self) -> Result<PrivatePem, KeyError> {
        let pem = self
            .secret
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|_| KeyError::Private)?;
        Ok(PrivatePem(pem.to_string()))
    }

    /// The key's name.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.public.id
    }

    /// The public half, for the list of verifying keys.
    #[must_use]
    pub const fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The public half as a JSON Web Key, see [`PublicKey::jwk`].
    #[must_use]
    pub fn public_jwk(&self) -> String {
        self.public.jwk()
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, SignError> {
        let signature: Signature = self.secret.try_sign(bytes).map_err(|_| SignError::Key)?;
        Ok(signature.to_vec())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public.id)
    }
}

/// The public half of a key that signs certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    id: KeyId,
    key: ecdsa::VerifyingKey,
}

impl PublicKey {
    /// Reads a key from SPKI PEM (`-----BEGIN PUBLIC KEY-----`).
    ///
    /// # Errors
    /// When the text is not such a key.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Self::new(ecdsa::VerifyingKey::from_public_key_pem(pem).map_err(|_| KeyError::Public)?)
    }

    fn new(key: ecdsa::VerifyingKey) -> Result<Self, KeyError> {
        let der = key.to_public_key_der().map_err(|_| KeyError::Public)?;
        let digest = Sha256::digest(der.as_bytes());
        let id = KeyId::from_bytes(digest.get(..8).unwrap_or_default()).ok_or(KeyError::Public)?;
        Ok(Self { id, key })
    }

    /// The key's name.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.id
    }

    /// The key in SPKI PEM.
    ///
    /// # Errors
    /// When the key cannot be encoded, which does not happen on P-256.
    pub fn to_pem(&self) -> Result<String, KeyError> {
        self.key
            .to_public_key_pem(LineEnding::LF)
            .map_err(|_| KeyError::Public)
    }

    /// The key as a JSON Web Key (RFC 7517); `kid` is the id in hexadecimal.
    #[must_use]
    pub fn jwk(&self) -> String {
        let point = self.key.to_encoded_point(false);
        let text = |bytes: Option<_>| bytes.map(|b: &p256::FieldBytes| URL_SAFE_NO_PAD.encode(b));
        let x = text(point.x()).unwrap_or_default();
        let y = text(point.y()).unwrap_or_default();
        let id = self.id;
        format!(
            r#"{{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"{id}","x":"{x}","y":"{y}"}}"#
        )
    }

    pub(super) fn check(&self, signature: &[u8], bytes: &[u8]) -> Result<(), CredentialError> {
        let signature =
            Signature::from_slice(signature).map_err(|_| CredentialError::BadSignature)?;
        self.key
            .verify(bytes, &signature)
            .map_err(|_| CredentialError::BadSignature)
    }
}

/// The keys whose certificates are accepted: today's, and the older ones until
/// the last certificate they signed has ended.
#[derive(Clone, Debug, Default)]
pub struct VerifyingKeys(BTreeMap<KeyId, PublicKey>);

impl VerifyingKeys {
    /// A list of these keys.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        Self(keys.into_iter().map(|key| (key.id, key)).collect())
    }

    /// Adds a key; one that is already there stays as it is.
    pub fn insert(&mut self, key: PublicKey) {
        self.0.insert(key.id, key);
    }

    /// The key of that name, if it is in the list.
    #[must_use]
    pub fn find(&self, id: KeyId) -> Option<&PublicKey> {
        self.0.get(&id)
    }

    /// The list as a JSON Web Key Set, for programs that check offline.
    #[must_use]
    pub fn jwk_set(&self) -> String {
        let keys: Vec<String> = self.0.values().map(PublicKey::jwk).collect();
        format!(r#"{{"keys":[{}]}}"#, keys.join(","))
    }
}
