//! The returns desk: letters with a card that the post brought back.

mod desk_page;
mod register_form;
mod ship_again;
mod words;

pub use self::desk_page::ReturnsPage;
