//! The claims as a CBOR Web Token (RFC 8392).

use chrono::{DateTime, NaiveDate, Utc};
use ciborium::Value;
use coset::cwt::{ClaimsSet, ClaimsSetBuilder, Timestamp};
use coset::{CborSerializable, RegisteredLabelWithPrivate};

use super::{Credential, CredentialError, SCHEMA_VERSION, SignError};

/// The private claim that holds our map; RFC 8392 leaves labels below -65536 to private use.
const CERTIFICATE: i64 = -70_001;

// The keys of the map, in words: other people's programs show them as they are.
// They are never given another meaning: codes are on paper.
const VERSION: &str = "version";
const NUMBER: &str = "number";
const SURNAME: &str = "surname";
const FIRST_NAMES: &str = "first_names";
const BIRTH_DATE: &str = "birth_date";
const SECTORS: &str = "sectors";
const CATEGORIES: &str = "categories";
const TRAINING_KIND: &str = "training_kind";
const TRAINING_ENDED_ON: &str = "training_ended_on";

pub(super) fn encode(credential: &Credential) -> Result<Vec<u8>, SignError> {
    let entry = |key: &str, value: Value| (Value::from(key), value);
    let words = |list: Vec<&str>| Value::Array(list.into_iter().map(Value::from).collect());
    let certificate = Value::Map(vec![
        entry(VERSION, Value::from(SCHEMA_VERSION)),
        entry(NUMBER, Value::from(credential.number.as_str())),
        entry(SURNAME, Value::from(credential.surname.as_str())),
        entry(FIRST_NAMES, Value::from(credential.first_names.as_str())),
        entry(BIRTH_DATE, Value::from(credential.birth_date.to_string())),
        entry(
            SECTORS,
            words(credential.sectors.iter().map(|s| s.as_str()).collect()),
        ),
        entry(
            CATEGORIES,
            words(credential.categories.iter().map(|c| c.as_str()).collect()),
        ),
        entry(
            TRAINING_KIND,
            Value::from(credential.training_kind.as_str()),
        ),
        entry(
            TRAINING_ENDED_ON,
            Value::from(credential.training_ended_on.to_string()),
        ),
    ]);
    ClaimsSetBuilder::new()
        .issuer(credential.issuer.clone())
        .expiration_time(Timestamp::WholeSeconds(credential.expires_at.timestamp()))
        .issued_at(Timestamp::WholeSeconds(credential.issued_at.timestamp()))
        .private_claim(CERTIFICATE, certificate)
        .build()
        .to_vec()
        .map_err(|_| SignError::Encoding("CBOR"))
}

pub(super) fn decode(payload: &[u8]) -> Result<Credential, CredentialError> {
    let claims = ClaimsSet::from_slice(payload).map_err(|_| CredentialError::Unreadable("CBOR"))?;
    let certificate = Certificate::of(&claims)?;
    let version = certificate
        .find(VERSION)
        .and_then(Value::as_integer)
        .and_then(|v| u64::try_from(v).ok());
    match version {
        Some(SCHEMA_VERSION) => {}
        Some(other) => return Err(CredentialError::UnknownVersion(other)),
        None => return Err(CredentialError::Unreadable("version")),
    }
    Ok(Credential {
        expires_at: instant(claims.expiration_time.as_ref(), "exp")?,
        issued_at: instant(claims.issued_at.as_ref(), "iat")?,
        number: certificate.text(NUMBER, "number")?.to_owned(),
        surname: certificate.text(SURNAME, "surname")?.to_owned(),
        first_names: certificate.text(FIRST_NAMES, "first names")?.to_owned(),
        birth_date: certificate.word::<NaiveDate>(BIRTH_DATE, "birth date")?,
        sectors: certificate.words(SECTORS, "sectors")?,
        categories: certificate.words(CATEGORIES, "categories")?,
        training_kind: certificate.word(TRAINING_KIND, "training kind")?,
        training_ended_on: certificate.word(TRAINING_ENDED_ON, "training end")?,
        issuer: claims.issuer.ok_or(CredentialError::Unreadable("iss"))?,
    })
}

fn instant(
    claim: Option<&Timestamp>,
    name: &'static str,
) -> Result<DateTime<Utc>, CredentialError> {
    let Some(Timestamp::WholeSeconds(seconds)) = claim else {
        return Err(CredentialError::Unreadable(name));
    };
    DateTime::from_timestamp(*seconds, 0).ok_or(CredentialError::Unreadable(name))
}

/// Our map inside the token.
struct Certificate<'a>(&'a [(Value, Value)]);

impl<'a> Certificate<'a> {
    fn of(claims: &'a ClaimsSet) -> Result<Self, CredentialError> {
        let label = RegisteredLabelWithPrivate::PrivateUse(CERTIFICATE);
        let claim = claims.rest.iter().find(|(name, _)| *name == label);
        let map = claim.and_then(|(_, value)| value.as_map());
        map.map(|map| Self(map))
            .ok_or(CredentialError::Unreadable("certificate"))
    }

    fn find(&self, key: &str) -> Option<&'a Value> {
        self.0
            .iter()
            .find(|(name, _)| name.as_text() == Some(key))
            .map(|(_, value)| value)
    }

    fn text(&self, key: &str, name: &'static str) -> Result<&'a str, CredentialError> {
        self.find(key)
            .and_then(Value::as_text)
            .ok_or(CredentialError::Unreadable(name))
    }

    fn word<T: std::str::FromStr>(
        &self,
        key: &str,
        name: &'static str,
    ) -> Result<T, CredentialError> {
        self.text(key, name)?
            .parse()
            .map_err(|_| CredentialError::Unreadable(name))
    }

    fn words<T: std::str::FromStr>(
        &self,
        key: &str,
        name: &'static str,
    ) -> Result<Vec<T>, CredentialError> {
        let list = self
            .find(key)
            .and_then(Value::as_array)
            .ok_or(CredentialError::Unreadable(name))?;
        let word = |value: &Value| value.as_text().and_then(|text| text.parse().ok());
        list.iter()
            .map(|value| word(value).ok_or(CredentialError::Unreadable(name)))
            .collect()
    }
}
