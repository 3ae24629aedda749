//! The ways to the outside: each a small interface with the real thing and,
//! where development or tests need one, a stand-in.

pub mod clock;
pub mod file_store;
pub mod licence_register;
pub mod mailer;
pub mod payment_provider;
pub mod sms_gateway;
pub mod webhook_sender;
