//! What an operator relies on: the program with its commands as it is shipped,
//! and the files that put it together with others.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod backup;
mod centre;
mod compose;
mod production;
mod program;
mod staff;
mod start;
mod worker;
