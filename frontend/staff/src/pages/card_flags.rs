//! Cards whose training was cancelled: a second person decides.

mod decide_dialog;
mod list_page;

pub use self::list_page::CardFlagsPage;
