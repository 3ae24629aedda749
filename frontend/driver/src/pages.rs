//! The pages, by area.

pub mod account;
pub mod cards;
pub mod certificates;
pub mod dashboard;
pub mod invoices;
pub mod payments;
pub mod profile;
pub mod public;
pub mod replacements;
pub mod requests;
pub mod trainings;
pub mod verify;
