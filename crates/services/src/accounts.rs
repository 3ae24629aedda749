//! Accounts: opening one, its review, passwords, sessions and the profile.

pub mod account;
pub mod add_staff;
pub mod change_email;
pub mod decision_notice;
pub(crate) mod findings;
pub mod identity;
pub(crate) mod identity_rows;
pub mod known_device;
pub mod licence_check;
mod link_mail;
mod mail_limit;
mod mails;
pub mod origin;
mod own_password;
pub mod password_hasher;
pub mod password_links;
pub mod profile;
mod reference;
pub mod register;
pub mod review;
pub mod review_queue;
mod review_words;
pub mod secret;
pub mod session_limits;
pub mod sessions;
pub mod set_password;
pub mod sign_in;
pub mod throttle;
pub mod tidy;

#[cfg(test)]
mod tests;
