//! Production and dispatch.

mod batches;
mod journey;
mod manifest;
