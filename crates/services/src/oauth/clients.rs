//! The credentials of an organisation's software.

use chrono::{DateTime, Utc};
use common::ids::{ApiClientId, OrganisationId};
use common::words::Scope;
use db::api_clients::ApiClientRow;
use sha2::{Digest as _, Sha256};

use crate::accounts::secret::sha256_hex;

/// A client to be made.
#[derive(Clone)]
pub struct NewClient {
    /// Its id, which is also the client id of OAuth 2.
    pub id: ApiClientId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What its owner calls it.
    pub name: String,
    /// The secret; only its hash is kept.
    pub secret: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// From when it is refused.
    pub expires_at: DateTime<Utc>,
}

impl std::fmt::Debug for NewClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewClient")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl NewClient {
    /// The client as it is kept.
    #[must_use]
    pub fn into_row(self, now: DateTime<Utc>) -> ApiClientRow {
        let scopes: Vec<_> = self.scopes.iter().map(|scope| scope.as_str()).collect();
        ApiClientRow {
            id: self.id,
            organisation_id: self.organisation,
            name: self.name,
            secret_hash: sha256_hex(&self.secret),
            scopes: scopes.join(" "),
            created_at: now.naive_utc(),
            expires_at: self.expires_at.naive_utc(),
            revoked_at: None,
            last_used_at: None,
        }
    }
}

/// Whether a secret is the client's. Both sides are hashed once more, so that the
/// time of the comparison tells nothing about the kept hash.
pub(super) fn is_secret_of(client: &ApiClientRow, secret: &str) -> bool {
    let digest = |text: &str| Sha256::digest(text.as_bytes());
    digest(&sha256_hex(secret)) == digest(&client.secret_hash)
}

/// The scopes that a client was given; one that is not known any more gives nothing.
pub(super) fn scopes_of(client: &ApiClientRow) -> Vec<Scope> {
    client
        .scopes
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect()
}
