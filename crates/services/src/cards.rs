//! Driver qualification cards: how they move on, "Mes cartes", and their check.

pub mod check;
pub mod flags;
pub mod list;
pub(crate) mod moves;
pub(crate) mod view;
