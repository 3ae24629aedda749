//! The review of card requests.

mod actions;
mod analysis_form;
mod ask_form;
mod case;
mod document_decision;
mod documents;
mod facts;
mod history;
mod information;
mod override_form;
mod picture;
mod queue_page;
mod reject_form;
mod request_page;
mod shortcuts;
mod verify_form;

pub use self::queue_page::*;
pub use self::request_page::*;
