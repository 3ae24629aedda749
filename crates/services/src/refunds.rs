//! Money that is given back. Staff proposes and a second person approves; a rule of
//! the service gives back by itself. A job asks the provider, and the credit note gets
//! its number in the transaction that notes that the money is sent.

pub mod decide;
pub mod list;
mod order;
pub mod propose;
pub mod send;
pub mod view;

pub(crate) use order::{order, order_of_payment, propose_for};
