//! `/api/v1/me`, the profile and its changes.

mod contact;
mod email;
mod identity;
mod notices;
mod password;
