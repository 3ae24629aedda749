//! Production and shipping.

mod approved;
mod batches;
mod card_actions;
mod cards;
mod production_page;
mod ship_dialog;

pub use self::card_actions::*;
pub use self::production_page::*;
pub use self::ship_dialog::{ShipFields, ShipInputs};
