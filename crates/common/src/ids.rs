//! Identifiers: a three-letter prefix that says what the thing is, and a UUID
//! of version 7, so that ids sort by the time they were made.
//!
//! The same text stands in a row, on the wire and in a log line.

use std::fmt;
use std::str::FromStr;

const PREFIX_LENGTH: usize = 3;
const LENGTH: usize = PREFIX_LENGTH + 1 + 32;

/// A text that is not an id of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}_ and 32 hexadecimal digits")]
pub struct InvalidId {
    /// The prefix that was expected.
    pub prefix: &'static str,
}

fn parse(prefix: &'static str, text: &str) -> Result<[u8; LENGTH], InvalidId> {
    let invalid = || InvalidId { prefix };
    let digits = text
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .ok_or_else(invalid)?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if !digits.bytes().all(is_digit) {
        return Err(invalid());
    }
    text.as_bytes().try_into().map_err(|_| invalid())
}

/// Puts a UUID of version 7 behind a prefix.
#[cfg(feature = "generate")]
fn generate(prefix: &str) -> [u8; LENGTH] {
    use std::io::Write as _;
    let mut text = [b'0'; LENGTH];
    let mut rest: &mut [u8] = &mut text;
    // Writing 36 bytes into a slice of 36 bytes cannot fail.
    let _ = write!(rest, "{prefix}_{}", uuid::Uuid::now_v7().simple());
    text
}

macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident = $prefix:literal ),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "diesel", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Text))]
        pub struct $name([u8; LENGTH]);

        impl $name {
            /// The letters in front of every id of this kind.
            pub const PREFIX: &'static str = $prefix;

            /// A new id, later than every id made before by this process.
            #[cfg(feature = "generate")]
            #[must_use]
            #[expect(clippy::new_without_default, reason = "a default id would hide that it is random")]
            pub fn new() -> Self {
                Self(generate($prefix))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse($prefix, text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-9a-f]{32}$")))
                    .max_length(Some(LENGTH))
                    .description(Some(concat!("Identifier with the prefix `", $prefix, "_`.")))
                    .examples([concat!($prefix, "_019ab3f0c5d87c3e9a51f2b6d4e8a713")])
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        #[cfg(feature = "diesel")]
        $crate::text_column!($name);
    )+ };
}

ids! {
    /// Somebody who signs in: a driver or a member of the issuer's staff.
    AccountId = "acc",
    /// A driver, the holder of cards.
    DriverId = "drv",
    /// One round of the review of a driver's identity and licence.
    AccountReviewId = "rev",
    /// A signed-in browser.
    SessionId = "ses",
    /// An organisation that talks to the API: a training centre or an integrator.
    OrganisationId = "org",
    /// An approval by which a training centre may declare trainings.
    ApprovalId = "apv",
    /// The credentials of an organisation's software.
    ApiClientId = "cli",
    /// A training record.
    TrainingId = "trn",
    /// Trainings declared many at once.
    TrainingBatchId = "tba",
    /// A provisional qualification certificate.
    CertificateId = "crt",
    /// A driver's request, for a card or a replacement.
    RequestId = "req",
    /// A document given with a request.
    DocumentId = "doc",
    /// A demand for corrected documents or information.
    InformationRequestId = "inf",
    /// One thing to correct within an information request.
    InformationItemId = "itm",
    /// A file in the file store.
    FileId = "fil",
    /// A driver qualification card.
    CardId = "crd",
    /// A card whose training was cancelled.
    CardFlagId = "flg",
    /// A batch of cards sent to production.
    BatchId = "bat",
    /// An amount that something costs from a day on.
    FeeId = "fee",
    /// A payment.
    PaymentId = "pay",
    /// Money given back.
    RefundId = "rfd",
    /// An invoice or a credit note.
    InvoiceId = "inv",
    /// A letter with a card that the post brought back.
    ReturnedMailId = "rtn",
    /// A durable job.
    JobId = "job",
    /// A message kept in the development outbox.
    MessageId = "msg",
    /// A line of a history, or of an organisation's feed.
    EventId = "evt",
    /// Where an organisation wants to be told of events.
    WebhookEndpointId = "whk",
    /// One try to tell it.
    WebhookDeliveryId = "dlv",
    /// A line of the audit trail.
    AuditEventId = "aud",
    /// A single-use link sent by mail.
    LinkId = "lnk",
    /// A recorded acceptance of a text.
    ConsentId = "cns",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_an_id_of_its_kind() {
        let good = "trn_019ab3f0c5d87c3e9a51f2b6d4e8a713";
        assert!(good.parse::<TrainingId>().is_ok());
        for bad in [
            "",
            "trn_",
            "req_019ab3f0c5d87c3e9a51f2b6d4e8a713",
            "trn_019AB3F0C5D87C3E9A51F2B6D4E8A713",
            "trn_019ab3f0c5d87c3e9a51f2b6d4e8a71",
            "trn_019ab3f0c5d87c3e9a51f2b6d4e8a7130",
            "trn-019ab3f0c5d87c3e9a51f2b6d4e8a713",
        ] {
            assert!(bad.parse::<TrainingId>().is_err(), "{bad}");
        }
    }

    #[cfg(feature = "generate")]
    #[test]
    fn later_ids_sort_later() {
        let ids: Vec<_> = (0..1_000).map(|_| RequestId::new()).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids[0].as_str().parse(), Ok(ids[0]));
    }
}
