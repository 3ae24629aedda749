//! Webhooks (Standard Webhooks): signed, thin, tried for days.

pub mod deliver;
pub mod endpoints;
pub mod log;
pub mod replay;
mod signature;
