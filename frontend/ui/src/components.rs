//! Everything pages are made of. Classes come from `styles/app.scss`.

mod button;
mod checkboxes;
mod choice;
mod date_field;
mod dialog;
mod field;
mod form_element;
mod links;
mod loading;
mod page;
mod password_field;
mod phone_field;
mod radio_group;
mod select_field;
mod text_area;
mod text_field;

pub use self::button::*;
pub use self::checkboxes::*;
pub use self::choice::*;
pub use self::date_field::*;
pub use self::dialog::{ConfirmDialog, ConfirmDialogProps, Dialog, DialogProps};
pub use self::form_element::*;
pub use crate::form::FormState;
pub use self::links::*;
pub use self::loading::*;
pub use self::page::*;
pub use self::password_field::*;
pub use self::phone_field::*;
pub use self::radio_group::*;
pub use self::select_field::*;
pub use self::text_area::*;
pub use self::text_field::*;
