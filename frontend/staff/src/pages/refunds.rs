//! Money that is given back: proposed by one person, approved by another.

mod list_page;
mod payments;
mod propose_dialog;
mod words;

pub use self::list_page::RefundsPage;
pub use self::payments::Payments;
