//! Files, photos and signatures: chosen, framed, drawn and sent.

mod check;
mod cropper;
mod file_row;
mod file_upload;
pub(crate) mod image;
mod preview;
mod signature;
mod slot;
mod view_port;

pub use self::cropper::*;
pub use self::file_upload::*;
pub use self::signature::*;
pub use self::slot::{FindDocument, SlotState, UploadSlot};
