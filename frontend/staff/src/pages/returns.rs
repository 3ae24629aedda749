//! The desk: letters that the post brought back, and defective cards that are sent in.

mod desk_page;
mod receive_form;
mod register_form;
mod ship_again;
mod words;

pub use self::desk_page::ReturnsPage;
