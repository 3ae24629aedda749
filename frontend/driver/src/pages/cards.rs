//! "Mes cartes", and cards that the post brought back.

mod list_page;
mod picture;
mod returned_page;

pub use self::list_page::CardsPage;
pub use self::returned_page::ReturnedPage;
