//! Certificates of qualification: issued by a job, listed, mailed, checked.

pub mod check;
mod holder;
pub mod issue;
pub mod keys;
pub mod list;
mod mails;
pub mod resend;
pub mod status;

pub(crate) use mails::file_name;
pub use status::{revoke_for_training, supersede_for_training};
