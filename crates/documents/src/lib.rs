//! Data in, bytes out: PDF documents and the signed credential in the QR code
//! of a certificate.
//!
//! **Invariants.** Nothing here reads a clock, a file, a database or a socket:
//! the same data give the same bytes.

pub mod credential;
pub mod dates;
pub mod error;
pub mod qr;

pub mod certificate;
mod fonts;
pub mod operator;
mod text;
pub mod training_recap;

mod layout;
mod texts;
