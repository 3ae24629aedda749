//! Trainings declared many at once: a durable receipt first, the outcomes after.

pub mod accept;
mod columns;
mod file;
pub mod import;
mod outcome;
pub mod process;
pub mod view;
