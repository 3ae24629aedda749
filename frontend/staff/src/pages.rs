//! The pages, by area.

pub mod accounting;
pub mod accounts;
pub mod card_flags;
mod jobs_page;
mod not_found;
mod overview_page;
pub mod production;
pub mod refunds;
pub mod requests;
pub mod returns;
mod sign_in_page;
pub mod trainings;
mod wrong_role;

pub use self::jobs_page::*;
pub use self::not_found::*;
pub use self::overview_page::*;
pub use self::sign_in_page::*;
pub use self::wrong_role::*;
