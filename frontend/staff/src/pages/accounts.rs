//! The review of accounts.

mod comparison;
mod decision;
mod fields;
mod queue_page;
mod review;
mod review_page;

pub use self::fields::categories;
pub use self::queue_page::*;
pub use self::review_page::*;
