//! Looking at a file as the server will, so that a wrong one is not sent.

use common::field_error::FieldErrorCode;
use common::validation::uploads::{FileFormat, check_file, check_image};
use common::words::DocumentKind;
use web_sys::{Blob, ImageBitmap};

use super::image;
use super::slot::SlotState;

/// Size and format of a file; the picture, when it is one.
///
/// # Errors
///
/// The state of the place, with the one reason why the file cannot be given.
pub(super) async fn look(
    kind: DocumentKind,
    file: &Blob,
) -> Result<Option<ImageBitmap>, SlotState> {
    let start = image::first_bytes(file).await;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size in whole bytes"
    )]
    let size = file.size() as u64;
    let is_image = matches!(
        FileFormat::detect(&start),
        Some(FileFormat::Jpeg | FileFormat::Png)
    );
    let refusal = check_file(kind, size, &start).err();
    // A picture that is only too large is made smaller first.
    let shrinks = is_image
        && refusal
            .as_ref()
            .is_some_and(|fault| fault.code == FieldErrorCode::FileTooLarge);
    match refusal {
        Some(fault) if !shrinks => Err(SlotState::Refused(fault)),
        _ if !is_image => Ok(None),
        refusal => match image::decode(file).await {
            Some(bitmap) => Ok(Some(bitmap)),
            None => Err(refusal.map_or(SlotState::Unreadable, SlotState::Refused)),
        },
    }
}

/// The file as it is sent: looked at, and a picture not needlessly large.
///
/// # Errors
///
/// As [`look`], and a picture that is too small.
pub(super) async fn prepared(kind: DocumentKind, file: Blob) -> Result<Blob, SlotState> {
    let Some(bitmap) = look(kind, &file).await? else {
        return Ok(file);
    };
    check_image(kind, bitmap.width(), bitmap.height()).map_err(SlotState::Refused)?;
    let smaller = image::prepare(&file, &bitmap).await;
    bitmap.close();
    Ok(smaller.unwrap_or(file))
}
