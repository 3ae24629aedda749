//! Driver qualification cards: how they move on, "Mes cartes", and their check.

pub mod check;
pub mod flags;
pub mod list;
pub(crate) mod moves;
mod replaced;
pub(crate) mod view;

pub(crate) use replaced::find_replaced;
