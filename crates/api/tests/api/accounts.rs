//! `/api/v1/accounts`, links and passwords.

mod create;
mod links;
mod passwords;
