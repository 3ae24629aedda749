//! The HTTP interface: thin handlers, authentication, problem documents, the
//! OpenAPI document, and the `cqc-hub` binary.
//!
//! **Invariants.** A handler extracts, calls one use case and answers; who may
//! call it stands in its signature. Nothing is served below `/api/v1` that is not
//! in the OpenAPI document. Every failure leaves as a problem document, and what
//! the service does not understand is an opaque 500 with a line in the log.

pub mod app;
pub mod auth;
pub mod commands;
pub mod config;
pub mod cursor;
pub mod extract;
pub mod http;
pub mod openapi;
pub mod problem;
pub mod reply;
pub mod routes;
pub mod state;
pub mod telemetry;
