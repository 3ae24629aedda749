//! The replacement of a card (guide, "Remplacement, Échange"): the same card again, or
//! one that says what has changed. A replacement is a request with a purpose of its own;
//! its payment settles it, and production makes its card as any other.

pub mod analyse;
pub mod awaited;
mod defect_notices;
pub(crate) mod exchange;
pub(crate) mod finding;
pub(crate) mod foreign;
pub mod options;
pub mod pay;
pub mod receive;
pub mod save;
pub mod send;
mod settle;
pub mod start;
pub mod verify;
pub mod view;

pub(crate) use settle::settle;
