//! Access tokens: JSON Web Tokens (RFC 9068) signed with ES256, good for 15 minutes.

pub mod download;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use common::ids::{AccountId, ApiClientId, OrganisationId, SessionId};
use common::words::{Role, Scope};
use documents::credential::{PublicKey, SigningKey};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

/// How long an access token is good.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);

const AUDIENCE: &str = "cqc-hub";
const TYPE: &str = "at+jwt";

/// Who an access token speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// Somebody who signed in.
    Person {
        /// The account.
        account: AccountId,
        /// What it may do.
        role: Role,
        /// The session, which can be ended before the token is over.
        session: SessionId,
    },
    /// An organisation's software.
    Client {
        /// The credentials it used.
        client: ApiClientId,
        /// Whose software it is.
        organisation: OrganisationId,
        /// What it may do.
        scopes: Vec<Scope>,
    },
}

/// A token that does not open anything: forged, over, or not for this service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token is not valid")]
pub struct InvalidToken;

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    iat: i64,
    exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sid: Option<SessionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    org: Option<OrganisationId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
}

/// Signs and checks access tokens.
pub struct TokenKeys {
    issuer: String,
    key_id: String,
    signing: EncodingKey,
    verifying: BTreeMap<String, DecodingKey>,
    jwks: Vec<String>,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenKeys")
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

impl TokenKeys {
    /// Signs with `key`, and accepts tokens of `older` keys too while they run out.
    ///
    /// # Errors
    ///
    /// If a key cannot be used.
    pub fn new(
        key: &SigningKey,
        older: impl IntoIterator<Item = PublicKey>,
        issuer: &str,
    ) -> anyhow::Result<Self> {
        let mut verifying = BTreeMap::new();
        let mut jwks = Vec::new();
        for public in std::iter::once(key.public_key().clone()).chain(older) {
            let pem = public.to_pem()?;
            verifying.insert(
                public.key_id().to_string(),
                DecodingKey::from_ec_pem(pem.as_bytes())?,
            );
            jwks.push(public.jwk());
        }
        let pem = key.to_pkcs8_pem()?;
        Ok(Self {
            issuer: issuer.to_owned(),
            key_id: key.key_id().to_string(),
            signing: EncodingKey::from_ec_pem(pem.expose().as_bytes())?,
            verifying,
            jwks,
        })
    }

    /// Makes a token that is good for [`LIFETIME`].
    ///
    /// # Errors
    ///
    /// If the key cannot sign.
    pub fn sign(&self, principal: &Principal, now: DateTime<Utc>) -> anyhow::Result<String> {
        let mut claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: String::new(),
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
            role: None,
            sid: None,
            org: None,
            scope: None,
        };
        match principal {
            Principal::Person {
                account,
                role,
                session,
            } => {
                claims.sub = account.to_string();
                claims.role = Some(*role);
                claims.sid = Some(*session);
            }
            Principal::Client {
                client,
                organisation,
                scopes,
            } => {
                claims.sub = client.to_string();
                claims.org = Some(*organisation);
                let words: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
                claims.scope = Some(words.join(" "));
            }
        }
        let header = Header {
            typ: Some(TYPE.to_owned()),
            kid: Some(self.key_id.clone()),
            ..Header::new(Algorithm::ES256)
        };
        Ok(jsonwebtoken::encode(&header, &claims, &self.signing)?)
    }

    /// Whom a token speaks for.
    ///
    /// # Errors
    ///
    /// If it is forged, over, or not for this service; it is not said which.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Principal, InvalidToken> {
        Ok(self.verify_until(token, now)?.0)
    }

    /// [`TokenKeys::verify`], and from when the token will be over.
    ///
    /// # Errors
    ///
    /// As [`TokenKeys::verify`].
    pub fn verify_until(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<(Principal, DateTime<Utc>), InvalidToken> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| InvalidToken)?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(InvalidToken);
        }
        let key = header
            .kid
            .and_then(|kid| self.verifying.get(&kid))
            .ok_or(InvalidToken)?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // The library would ask the machine's clock.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, key, &validation)
            .map_err(|_| InvalidToken)?
            .claims;
        if now.timestamp() >= claims.exp {
            return Err(InvalidToken);
        }
        let until = DateTime::from_timestamp(claims.exp, 0).ok_or(InvalidToken)?;
        Ok((claims.principal().ok_or(InvalidToken)?, until))
    }

    pub(crate) fn jwks(&self) -> anyhow::Result<Vec<serde_json::Value>> {
        Ok(self
            .jwks
            .iter()
            .map(|jwk| serde_json::from_str(jwk))
            .collect::<Result<_, _>>()?)
    }
}

impl Claims {
    fn principal(self) -> Option<Principal> {
        if let (Some(role), Some(session)) = (self.role, self.sid) {
            return Some(Principal::Person {
                account: self.sub.parse().ok()?,
                role,
                session,
            });
        }
        // A scope that this version does not know gives nothing.
        let scopes = self
            .scope?
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect();
        Some(Principal::Client {
            client: self.sub.parse().ok()?,
            organisation: self.org?,
            scopes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> TokenKeys {
        TokenKeys::new(&SigningKey::generate().unwrap(), [], "https://hub.example").unwrap()
    }

    fn person() -> Principal {
        Principal::Person {
            account: AccountId::new(),
            role: Role::Driver,
            session: SessionId::new(),
        }
    }

    fn noon() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_token_speaks_for_whom_it_was_made_for_until_it_is_over() {
        let (keys, now) = (keys(), noon());
        let client = Principal::Client {
            client: ApiClientId::new(),
            organisation: OrganisationId::new(),
            scopes: vec![Scope::TrainingsWrite, Scope::TrainingsRead],
        };
        for principal in [person(), client] {
            let token = keys.sign(&principal, now).unwrap();
            assert_eq!(keys.verify(&token, now), Ok(principal.clone()));
            let last = now + LIFETIME - TimeDelta::seconds(1);
            assert_eq!(keys.verify(&token, last), Ok(principal));
            assert_eq!(keys.verify(&token, now + LIFETIME), Err(InvalidToken));
        }
    }

    #[test]
    fn a_token_of_another_key_issuer_or_algorithm_is_refused() {
        let (keys, now) = (keys(), noon());
        let token = self::keys().sign(&person(), now).unwrap();
        assert_eq!(keys.verify(&token, now), Err(InvalidToken));

        let key = SigningKey::generate().unwrap();
        let here = TokenKeys::new(&key, [], "https://hub.example").unwrap();
        let elsewhere = TokenKeys::new(&key, [], "https://other.example").unwrap();
        let token = elsewhere.sign(&person(), now).unwrap();
        assert_eq!(here.verify(&token, now), Err(InvalidToken));

        let token = here.sign(&person(), now).unwrap();
        let (_, rest) = token.split_once('.').unwrap();
        let (body, _) = rest.split_once('.').unwrap();
        // {"alg":"none"}
        let unsigned = format!("eyJhbGciOiJub25lIn0.{body}.");
        assert_eq!(here.verify(&unsigned, now), Err(InvalidToken));
    }

    #[test]
    fn an_older_key_is_accepted_and_a_change_is_noticed() {
        let (old, new) = (
            SigningKey::generate().unwrap(),
            SigningKey::generate().unwrap(),
        );
        let before = TokenKeys::new(&old, [], "x").unwrap();
        let after = TokenKeys::new(&new, [old.public_key().clone()], "x").unwrap();
        let token = before.sign(&person(), noon()).unwrap();
        assert!(after.verify(&token, noon()).is_ok());
        let mut altered = token.into_bytes();
        let last = altered.len() - 5;
        altered[last] = if altered[last] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(altered).unwrap();
        assert_eq!(after.verify(&altered, noon()), Err(InvalidToken));
    }
}
