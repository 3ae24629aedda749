//! The public check of a certificate.

mod result;
mod scanner;
mod verify_page;

pub use self::verify_page::VerifyPage;
