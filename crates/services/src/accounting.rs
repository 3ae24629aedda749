//! The accounts of a period, for who keeps the books: every invoice and credit note, as a
//! table or as accounting entries.

mod export;
mod stream;
#[cfg(test)]
mod tests;

pub use export::create_export;
pub(crate) use export::{check_export, open_export};
pub use stream::AccountsFile;
