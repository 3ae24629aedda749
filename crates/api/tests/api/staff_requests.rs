//! The staff's review of requests.

mod decide;
mod licence;
mod model;
mod queue;
