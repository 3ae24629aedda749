//! "Mes cartes".

mod list_page;
mod picture;

pub use self::list_page::CardsPage;
