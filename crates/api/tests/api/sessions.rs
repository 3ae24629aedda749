//! `/api/v1/sessions`.

mod list;
mod refresh;
mod sign_in;
