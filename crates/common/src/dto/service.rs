//! What anybody may know about the service.

use chrono::{DateTime, Utc};

use crate::validation::business_number::{Siren, VatNumber};
use crate::words::ConsentKind;

response! {
    /// Who runs the service, and which texts are in force.
    pub struct ServiceInfo {
        /// The operator.
        pub operator: Operator,
        /// The four texts behind the boxes of the account form, in order.
        pub consent_texts: Vec<ConsentText>,
        /// Whether this is a development server with an outbox and demo data.
        pub development: bool,
        /// The server's time, so that the browser shows right deadlines.
        pub now: DateTime<Utc>,
    }

    /// The operator, all from configuration.
    pub struct Operator {
        /// Name of the service shown on screens.
        pub service_name: String,
        /// Legal name.
        pub name: String,
        /// Legal form and capital.
        pub legal_form: String,
        /// SIREN, if the operator has one.
        #[serde(default)]
        pub siren: Option<Siren>,
        /// VAT number, if the operator charges VAT.
        #[serde(default)]
        pub vat_number: Option<VatNumber>,
        /// Path of the logo, if the operator has one.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(max_length = 64, example = "/logo"))]
        pub logo: Option<String>,
        /// Postal address on one line.
        pub address: String,
        /// Mail address for drivers' questions.
        pub contact_email: String,
        /// Telephone, with hours.
        pub contact_phone: String,
    }

    /// A versioned text that is accepted with a box.
    pub struct ConsentText {
        /// Which box.
        pub kind: ConsentKind,
        /// Version in force, a date.
        pub version: String,
    }
}
