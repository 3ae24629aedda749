//! Data in, bytes out: PDF documents and the signed credential in the QR code
//! of a certificate.
//!
//! **Invariants.** Nothing here reads a clock, a file, a database or a socket:
//! the same data give the same bytes.

pub mod accounts;
pub mod acknowledgement;
pub mod certificate;
pub mod credential;
pub mod dates;
pub mod decision_letter;
pub mod duplicate;
pub mod error;
pub mod invoice;
pub mod operator;
pub mod qr;
pub mod request_summary;
pub mod return_slip;
pub mod training_recap;

mod code128;
mod fonts;
mod layout;
mod text;
mod texts;
