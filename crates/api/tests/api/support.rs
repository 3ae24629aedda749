//! The harness.

pub mod accounts;
pub(crate) mod app;
pub mod centres;
mod client;
pub mod files;
pub mod requests;
pub mod world;

pub use app::TestApp;
pub use client::{Answer, Client};
