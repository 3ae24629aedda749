//! What things cost from which day on (domain §11). What was asked of somebody is never
//! changed: an amount is entered for a coming day and can be removed until it begins.

pub mod enter;
pub mod list;
pub mod remove;
