//! The API as its clients see it: a real server on a free port, a fresh database
//! on either engine, a clock that is set, and an outbox.
//!
//! The tree mirrors the paths. In each file unhappy paths come first.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod profile;
mod sessions;
mod accounts;
mod account_reviews;
mod authorization;
mod envelope;
mod openapi;
mod service;
mod staff_requests;
mod requests;
mod production;
mod jobs;
mod certificates;
mod downloads;
mod home;
mod oauth;
mod trainings;
mod support;
