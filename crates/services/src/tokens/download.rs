//! Tokens that open one document for a few minutes, in an address instead of a
//! header, because a browser opens a new tab without one.

use chrono::{DateTime, TimeDelta, Utc};
use common::dto::driver_space::DownloadTarget;
use common::ids::AccountId;
use common::words::Language;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};

use super::{InvalidToken, TokenKeys};

/// How long a link is good.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(5);

const AUDIENCE: &str = "cqc-hub-download";
const TYPE: &str = "download+jwt";

/// What a link opens, and for whom it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Download {
    /// The account that asked for it.
    #[serde(rename = "sub")]
    pub account: AccountId,
    /// Which kind of document.
    #[serde(rename = "tgt")]
    pub target: DownloadTarget,
    /// Id of the training, certificate, request or document.
    #[serde(rename = "doc")]
    pub id: String,
    /// The language of a document that is made when it is opened.
    #[serde(rename = "lng")]
    pub language: Language,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
    #[serde(flatten)]
    download: Download,
}

impl TokenKeys {
    /// Makes a link's token, good for [`LIFETIME`].
    ///
    /// # Errors
    ///
    /// If the key cannot sign.
    pub fn sign_download(&self, download: &Download, now: DateTime<Utc>) -> anyhow::Result<String> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
            download: download.clone(),
        };
        let header = Header {
            typ: Some(TYPE.to_owned()),
            kid: Some(self.key_id.clone()),
            ..Header::new(Algorithm::ES256)
        };
        Ok(jsonwebtoken::encode(&header, &claims, &self.signing)?)
    }

    /// What a link's token opens.
    ///
    /// # Errors
    ///
    /// If it is forged, over, or an access token; it is not said which.
    pub fn verify_download(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Download, InvalidToken> {
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
        Ok(claims.download)
    }
}

#[cfg(test)]
mod tests {
    use common::ids::{OrganisationId, SessionId};
    use common::words::Role;
    use documents::credential::SigningKey;

    use super::*;
    use crate::tokens::Principal;

    #[test]
    fn opens_its_document_for_five_minutes_and_nothing_else() {
        let keys =
            TokenKeys::new(&SigningKey::generate().unwrap(), [], "https://hub.example").unwrap();
        let now: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().unwrap();
        let download = Download {
            account: AccountId::new(),
            target: DownloadTarget::Certificate,
            id: OrganisationId::new().to_string(),
            language: Language::French,
        };
        let token = keys.sign_download(&download, now).unwrap();
        assert_eq!(keys.verify_download(&token, now), Ok(download));
        assert_eq!(
            keys.verify_download(&token, now + LIFETIME),
            Err(InvalidToken)
        );
        // Neither kind of token stands for the other.
        assert_eq!(keys.verify(&token, now), Err(InvalidToken));
        let person = Principal::Person {
            account: AccountId::new(),
            role: Role::Driver,
            session: SessionId::new(),
        };
        let access = keys.sign(&person, now).unwrap();
        assert_eq!(keys.verify_download(&access, now), Err(InvalidToken));
    }
}
