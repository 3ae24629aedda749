//! "Comptabilité": what things cost, and the accounts to be handed out.

mod accounting_page;
mod enter_dialog;
mod export;
mod fees;
mod period;
mod words;

pub use self::accounting_page::*;
