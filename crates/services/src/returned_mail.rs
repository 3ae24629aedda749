//! "Ma carte est revenue en Pli Non Distribué" (guide): the returns desk notes it, the
//! driver confirms the address or pays for another one, and the card is sent again; or
//! nobody answers, and it is destroyed.

pub mod confirm;
pub mod desk;
pub mod dispatch;
mod moves;
mod notices;
pub mod order;
pub mod register;
mod settle;
pub mod upkeep;
pub mod view;

pub(crate) use settle::settle;
