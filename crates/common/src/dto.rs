//! What travels between browser, centres' software and server.
//!
//! Bodies that a client sends keep free text as text (dates too), so that every
//! fault of a form can be named at once; what the server answers is typed.

/// Declares what the server answers: serialisable both ways, with a schema.
macro_rules! response {
    ($( $(#[$meta:meta])* pub struct $name:ident { $($body:tt)* } )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name { $($body)* }
    )+ };
}

/// Declares what a client sends: an unknown property is refused.
macro_rules! request {
    ($( $(#[$meta:meta])* pub struct $name:ident { $($body:tt)* } )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($body)* }
    )+ };
}

pub mod account;
pub mod accounting;
pub mod address;
pub mod analysis;
pub mod card;
pub mod card_flag;
pub mod certificate;
pub mod driver_space;
pub mod event;
pub mod exchange;
pub mod fee;
pub mod notice;
pub mod page;
pub mod payment;
pub mod problem;
pub mod production;
pub mod profile;
pub mod refund;
pub mod replacement;
pub mod request;
pub mod returned_mail;
pub mod review;
pub mod service;
pub mod session;
pub mod staff;
pub mod training;
pub mod training_batch;
pub mod training_review;
pub mod webhook;
