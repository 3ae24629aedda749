//! The staff's review of requests.

mod decide;
mod model;
mod queue;
