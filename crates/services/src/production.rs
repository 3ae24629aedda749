//! Production and dispatch: from an approved request to a card in its holder's
//! hands. Whoever works here decides nothing about a request.

pub mod arrivals;
pub mod batches;
mod content;
pub mod deliver;
pub mod manifest;
pub mod ship;
pub mod workshop;
