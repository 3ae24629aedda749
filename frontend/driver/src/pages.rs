//! The pages, by area.

pub mod public;
