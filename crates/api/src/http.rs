//! What surrounds every request: identity, limits, headers, and what is served
//! beside the API.

pub mod client;
pub mod cookie;
pub mod dev;
pub mod dev_payment;
pub mod docs;
pub mod envelope;
pub mod headers;
pub mod health;
pub mod limits;
pub mod logo;
pub mod site;
pub mod throttle;
