//! Certificates, and checking them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{CertificateId, TrainingId};
use crate::statuses::{CertificateStatus, CertificateVerdict};
use crate::words::{LicenceCategory, Sector, TrainingKind};

response! {
    /// A line of "Mes certificats".
    pub struct CertificateView {
        /// Identifier.
        pub id: CertificateId,
        /// Number printed on it, `CERT-XXXX-XXXX-XXXX`.
        pub number: String,
        /// The training it rests on.
        pub training_id: TrainingId,
        /// Kind of that training.
        pub training_kind: TrainingKind,
        /// Last day of that training.
        pub training_completed_on: NaiveDate,
        /// Sectors.
        pub sectors: Vec<Sector>,
        /// Date of issue.
        pub issued_on: NaiveDate,
        /// Last valid day.
        pub valid_until: NaiveDate,
        /// Days left, negative once expired.
        pub days_left: i64,
        /// State in the register.
        pub status: CertificateStatus,
        /// What a check would answer today.
        pub verdict: CertificateVerdict,
        /// Content of the QR code, to be shown on screen at the roadside.
        pub qr_content: String,
    }

    /// The answer to a check.
    pub struct CertificateCheck {
        /// The verdict.
        pub verdict: CertificateVerdict,
        /// When it was checked.
        pub checked_at: DateTime<Utc>,
        /// What the paper shows; none when not authentic or unknown.
        pub certificate: Option<CheckedCertificate>,
    }

    /// What the paper shows, no more.
    pub struct CheckedCertificate {
        /// Number.
        pub number: String,
        /// Surname.
        pub surname: String,
        /// First names.
        pub first_names: String,
        /// Date of birth.
        pub birth_date: NaiveDate,
        /// Sectors.
        pub sectors: Vec<Sector>,
        /// Licence categories.
        pub categories: Vec<LicenceCategory>,
        /// Date of issue.
        pub issued_on: NaiveDate,
        /// Last valid day.
        pub valid_until: NaiveDate,
    }

    /// The public keys that certificates are signed with.
    pub struct CertificateKeys {
        /// JSON Web Keys (RFC 7517), newest first.
        pub keys: Vec<CertificateKey>,
    }

    /// A public key (RFC 7517), P-256.
    pub struct CertificateKey {
        /// Key type, `EC`.
        pub kty: String,
        /// Curve, `P-256`.
        pub crv: String,
        /// X coordinate, base64url.
        pub x: String,
        /// Y coordinate, base64url.
        pub y: String,
        /// Key id in hexadecimal, as in the credential's header.
        pub kid: String,
        /// Use, `sig`.
        #[serde(rename = "use")]
        pub usage: String,
        /// Algorithm, `ES256`.
        pub alg: String,
    }
}

request! {
    /// Checks a certificate by its number with the holder's birth date, or by
    /// the content of its QR code.
    #[derive(Default)]
    pub struct CheckCertificateRequest {
        /// Number printed on it.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 40))]
        pub number: Option<String>,
        /// Holder's date of birth, YYYY-MM-DD; with a number, so that numbers cannot be fished for names.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 10))]
        pub birth_date: Option<String>,
        /// Content of the QR code, beginning with `CQC1:`.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 2_000))]
        pub qr_content: Option<String>,
    }
}
