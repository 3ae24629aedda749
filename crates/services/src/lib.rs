//! The use cases, one file each, over the database, the documents and the ports
//! to the outside.
//!
//! **Invariants.** Nothing here knows HTTP or diesel. A use case writes in one
//! transaction ([`Context::write`]) together with its audit line and its jobs,
//! and never waits for another machine: that is a job's work. Time comes from
//! the [`Context`]'s clock.

pub mod accounting;
pub mod accounts;
pub mod audit;
pub mod cards;
pub mod centres;
pub mod certificates;
pub mod context;
pub mod demo;
pub mod downloads;
pub mod driver_space;
pub mod error;
pub mod events;
pub mod fees;
pub mod home;
pub mod idempotency;
pub mod invoices;
pub mod jobs;
pub mod jobs_admin;
pub mod keys;
pub mod mails;
pub mod notices;
pub mod oauth;
pub mod papers;
pub mod payments;
pub mod ports;
pub mod production;
pub mod refunds;
pub mod replacements;
pub mod requests;
pub mod returned_mail;
pub mod review;
pub mod settings;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tokens;
pub mod trainings;
pub mod uploads;
pub mod webhooks;

pub use context::{Context, Tx};
pub use error::{ServiceError, ServiceResult};
