//! The staff's review of requests: the queue, one request, and what a reviewer
//! does with it. Whoever approves never prints: production sees no document.

pub mod approve;
pub mod ask;
pub(crate) mod comment;
pub mod decide_document;
mod decided_letter;
mod findings;
pub mod overview;
pub mod queue;
pub mod reject;
pub mod take;
pub mod view;
