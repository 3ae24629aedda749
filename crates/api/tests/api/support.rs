//! The harness.

mod app;
mod client;

pub use app::TestApp;
pub use client::{Answer, Client};
