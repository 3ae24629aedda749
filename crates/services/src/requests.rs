//! A driver's requests for a card, from the question whether one may be made to
//! the answer to a reviewer.
//!
//! **Invariants.** A status changes only in `moves`, which asks the transition
//! table, writes the history, the audit line and the driver's event, and fails
//! if the request has changed since it was read. A file that no row needs any
//! more is deleted from the store by a job.

pub mod acknowledge;
pub mod acknowledgement;
pub mod caller;
pub mod cancel;
pub(crate) mod discard;
pub mod downloads;
pub mod draft_upkeep;
pub mod entitlement;
pub mod information_upkeep;
pub mod licence_check;
pub mod list;
pub(crate) mod moves;
pub(crate) mod notices;
pub(crate) mod reason_words;
pub mod remove;
pub mod rendered_lists;
pub mod respond;
pub mod rotate;
pub mod save;
pub mod start;
pub(crate) mod stop;
mod stored_document;
pub mod submit;
pub mod summary;
pub mod upload;
pub mod view;
