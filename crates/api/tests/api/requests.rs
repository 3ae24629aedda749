//! A driver's requests.

mod cancel;
mod downloads;
mod drafts;
mod entitlement;
mod listing;
mod respond;
mod save;
mod start;
mod submit;
mod upload;
