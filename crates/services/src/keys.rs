//! The keys that sign access tokens and certificates.

use documents::credential::{SigningKey, VerifyingKeys};

use crate::tokens::TokenKeys;

/// Everything that signs.
pub struct Keys {
    /// Signs and checks access tokens.
    pub tokens: TokenKeys,
    /// Signs certificates.
    pub certificates: SigningKey,
    /// Checks certificates: the present key and those before it.
    pub verifying: VerifyingKeys,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys")
            .field("certificates", &self.certificates)
            .finish_non_exhaustive()
    }
}

impl Keys {
    /// Keys of this moment; everything they sign is void after a restart.
    ///
    /// # Errors
    ///
    /// If no key can be made.
    pub fn generate(issuer: &str) -> anyhow::Result<Self> {
        let certificates = SigningKey::generate()?;
        let verifying = VerifyingKeys::new([certificates.public_key().clone()]);
        Ok(Self {
            tokens: TokenKeys::new(&SigningKey::generate()?, [], issuer)?,
            certificates,
            verifying,
        })
    }

    /// The public keys as a JSON Web Key Set (RFC 7517): tokens' first, then certificates'.
    ///
    /// # Errors
    ///
    /// If a key cannot be written out.
    pub fn jwk_set(&self) -> anyhow::Result<serde_json::Value> {
        let mut keys = self.tokens.jwks()?;
        let certificates: serde_json::Value = serde_json::from_str(&self.verifying.jwk_set())?;
        if let Some(list) = certificates
            .get("keys")
            .and_then(serde_json::Value::as_array)
        {
            keys.extend(list.iter().cloned());
        }
        Ok(serde_json::json!({ "keys": keys }))
    }
}
