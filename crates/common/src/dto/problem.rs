//! Errors on the wire: problem documents (RFC 9457).

use crate::field_error::FieldError;

response! {
    /// Why a call did not succeed.
    pub struct Problem {
        /// A page that explains this type of problem.
        #[serde(rename = "type")]
        pub kind: String,
        /// A short sentence, the same for every problem of this type.
        pub title: String,
        /// The HTTP status.
        pub status: u16,
        /// What happened this time, and what to do.
        pub detail: String,
        /// The path that was called and the request id.
        pub instance: String,
        /// Stable word for programs.
        pub code: String,
        /// Give it to support; it names the line in the log.
        pub request_id: String,
        /// Every field to correct, at most 100.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub errors: Vec<FieldError>,
    }
}
