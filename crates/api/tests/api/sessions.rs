//! `/api/v1/sessions`.

mod enumeration;
mod list;
mod refresh;
mod sign_in;
mod throttle;
