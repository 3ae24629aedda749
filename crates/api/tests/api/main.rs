//! The API as its clients see it: a real server on a free port, a fresh database
//! on either engine, a clock that is set, and an outbox.
//!
//! The tree mirrors the paths. In each file unhappy paths come first.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod account_reviews;
mod accounting;
mod accounts;
mod authorization;
mod cards;
mod certificates;
mod downloads;
mod envelope;
mod fees;
mod home;
mod jobs;
mod oauth;
mod openapi;
mod ownership;
mod production;
mod profile;
mod redaction;
mod replacements;
mod requests;
mod returned_mail;
mod service;
mod sessions;
mod staff_requests;
mod support;
mod surplus;
mod training_batches;
mod training_reviews;
mod trainings;
mod webhooks;
