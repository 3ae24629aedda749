//! Payments. Everything that asks the provider is a job; what comes back with the
//! browser or with a notice only has the provider asked (domain §9.7, ADR 9).

pub mod abandon;
pub mod fees;
pub mod notice;
pub mod open;
pub mod settle;
pub mod upkeep;
pub mod view;
