//! The public check of a certificate or a card.

mod card_result;
mod result;
mod scanner;
mod verify_page;

pub use self::verify_page::VerifyPage;
