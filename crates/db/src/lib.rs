//! Everything that knows diesel: connections, schema, and one file of rows and
//! queries per table.
//!
//! **Invariants.** Rows never leave as `Option` because of an error: every query
//! returns [`Result`], whose [`Error`] says what kind of failure it was. A write
//! happens only inside [`Db::write`], which is the only place that opens a
//! transaction; a connection from [`Db::read`] refuses to write. Instants are
//! bound from Rust, never taken from the database's clock. Nothing here knows HTTP.

#[macro_use]
mod conn;
mod error;
mod group_commit;
mod handle;
mod migrations;
mod pool;
mod schema;
mod url;
pub mod webhooks;
mod write;

pub mod account_reviews;
pub mod accounts;
pub mod api_clients;
pub mod approvals;
pub mod audit;
pub mod batches;
pub mod card_flags;
pub mod card_history;
pub mod cards;
pub mod certificates;
pub mod consents;
pub mod documents;
pub mod driver_events;
pub mod drivers;
pub mod events;
pub mod fees;
pub mod files;
pub mod foreign_qualifications;
pub mod idempotency;
pub mod information_items;
pub mod information_requests;
pub mod invoices;
pub mod jobs;
pub mod json;
pub mod known_devices;
pub mod links;
pub mod notice_preferences;
pub mod notices;
pub mod organisations;
pub mod outbox;
pub mod payments;
pub mod recognitions;
pub mod refunds;
pub mod replacements;
pub mod request_history;
pub mod requests;
pub mod returned_mail;
pub mod schedules;
pub mod sequences;
pub mod sessions;
pub mod sign_in_failures;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timestamp;
pub mod training_batches;
pub mod training_history;
pub mod trainings;

pub use conn::{Conn, savepoint};
pub use error::{Error, Result, TransactionError};
pub use handle::{Db, Options};
pub use url::{DatabaseUrl, Engine, InvalidDatabaseUrl};
pub use write::Isolation;

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("choose at least one engine: feature `sqlite` or `postgres`");
