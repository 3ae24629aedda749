//! Trainings that wait for a person.

mod cancel;
mod decision;
mod facts;
mod history;
mod queue_page;
mod review;
mod review_page;

pub use self::queue_page::*;
pub use self::review_page::*;
