//! Limits of files, announced before they are chosen and checked by server and
//! browser alike. That a file is what it says is decided by its content.

use crate::field_error::{Fault, FieldErrorCode};
use crate::text_enum;
use crate::words::DocumentKind;

/// The most bytes of a file: 8 MB.
pub const MAX_FILE_SIZE: u64 = 8 * 1024 * 1024;

/// [`MAX_FILE_SIZE`] in megabytes, as sentences name it.
pub const MAX_FILE_MEGABYTES: usize = 8;

/// The most pages of a PDF.
pub const MAX_PAGES: u32 = 10;

/// The least width of a scan or photo of a document, in pixels.
pub const MIN_IMAGE_WIDTH: u32 = 800;

/// The least width of an identity photo: 35 mm at 300 dpi.
pub const MIN_PHOTO_WIDTH: u32 = 413;

/// The least height of an identity photo: 45 mm at 300 dpi.
pub const MIN_PHOTO_HEIGHT: u32 = 531;

/// The least width of a signature, in pixels.
pub const MIN_SIGNATURE_WIDTH: u32 = 300;

text_enum! {
    /// What a file is by its content.
    pub enum FileFormat {
        /// A PDF document.
        Pdf = "pdf",
        /// A JPEG image.
        Jpeg = "jpeg",
        /// A PNG image.
        Png = "png",
    }
}

impl FileFormat {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The usual ending of a file's name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Recognises a file by its first bytes.
    #[must_use]
    pub fn detect(start: &[u8]) -> Option<Self> {
        if start.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if start.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else {
            None
        }
    }
}

/// What may be given for a kind of document. Photo and signature are printed,
/// so they must be images.
#[must_use]
pub const fn accepted_formats(kind: DocumentKind) -> &'static [FileFormat] {
    match kind {
        DocumentKind::Photo | DocumentKind::Signature => &[FileFormat::Jpeg, FileFormat::Png],
        _ => &[FileFormat::Jpeg, FileFormat::Png, FileFormat::Pdf],
    }
}

/// The least width of an image of that kind, in pixels.
#[must_use]
pub const fn min_image_width(kind: DocumentKind) -> u32 {
    match kind {
        DocumentKind::Photo => MIN_PHOTO_WIDTH,
        DocumentKind::Signature => MIN_SIGNATURE_WIDTH,
        _ => MIN_IMAGE_WIDTH,
    }
}

/// Checks size and first bytes of a file.
///
/// # Errors
///
/// Empty, too large, or a format that is not accepted for the kind.
pub fn check_file(kind: DocumentKind, size: u64, start: &[u8]) -> Result<FileFormat, Fault> {
    if size == 0 {
        return Err(FieldErrorCode::FileEmpty.into());
    }
    if size > MAX_FILE_SIZE {
        return Err(Fault::new(FieldErrorCode::FileTooLarge).max(MAX_FILE_MEGABYTES));
    }
    let formats = accepted_formats(kind);
    FileFormat::detect(start)
        .filter(|format| formats.contains(format))
        .ok_or_else(|| {
            let names: Vec<_> = formats
                .iter()
                .map(|format| format.as_str().to_uppercase())
                .collect();
            Fault::new(FieldErrorCode::FileType).found(&names.join(", "))
        })
}

/// Checks an image's size in pixels.
///
/// # Errors
///
/// Narrower than the kind asks for, or an identity photo that is not high enough.
pub fn check_image(kind: DocumentKind, width: u32, height: u32) -> Result<(), Fault> {
    let min = min_image_width(kind);
    let is_flat = matches!(kind, DocumentKind::Photo) && height < MIN_PHOTO_HEIGHT;
    if width < min || is_flat {
        return Err(Fault::new(FieldErrorCode::ImageTooSmall)
            .min(min as usize)
            .count(width as usize));
    }
    Ok(())
}

/// How far an identity photo may be from 35 by 45, in per cent. A phone's 3 by 4
/// is within.
const PHOTO_TOLERANCE: u64 = 8;

/// Checks that an identity photo is upright, about 35 by 45.
///
/// # Errors
///
/// More than 8 % wider or narrower than that.
pub fn check_photo_proportions(width: u32, height: u32) -> Result<(), Fault> {
    let (width_part, height_part) = (u64::from(width) * 45 * 100, u64::from(height) * 35);
    let allowed = height_part * (100 - PHOTO_TOLERANCE)..=height_part * (100 + PHOTO_TOLERANCE);
    if allowed.contains(&width_part) {
        return Ok(());
    }
    Err(Fault::new(FieldErrorCode::PhotoProportions).found(&format!("{width} × {height}")))
}

/// Checks a PDF's number of pages.
///
/// # Errors
///
/// More than [`MAX_PAGES`].
pub fn check_pages(pages: u32) -> Result<(), Fault> {
    if pages > MAX_PAGES {
        return Err(Fault::new(FieldErrorCode::FilePages).max(MAX_PAGES as usize));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

    #[test]
    fn goes_by_content() {
        let check = |kind, size, start| check_file(kind, size, start).map_err(|fault| fault.code);
        assert_eq!(check(DocumentKind::Photo, 9_000, PNG), Ok(FileFormat::Png));
        assert_eq!(
            check(DocumentKind::LicenceFront, 9_000, b"%PDF-1.7\n"),
            Ok(FileFormat::Pdf)
        );
        assert_eq!(
            check(DocumentKind::Photo, 9_000, b"%PDF-1.7\n"),
            Err(FieldErrorCode::FileType)
        );
        assert_eq!(
            check(DocumentKind::LicenceFront, 9_000, b"<html>"),
            Err(FieldErrorCode::FileType)
        );
        assert_eq!(
            check(DocumentKind::LicenceFront, 0, b""),
            Err(FieldErrorCode::FileEmpty)
        );
        assert_eq!(
            check(DocumentKind::Photo, MAX_FILE_SIZE, PNG),
            Ok(FileFormat::Png)
        );
        assert_eq!(
            check(DocumentKind::Photo, MAX_FILE_SIZE + 1, PNG),
            Err(FieldErrorCode::FileTooLarge)
        );
    }

    #[test]
    fn checks_pixels_and_pages() {
        assert!(check_image(DocumentKind::Photo, 413, 531).is_ok());
        assert!(check_image(DocumentKind::Photo, 412, 531).is_err());
        assert!(check_image(DocumentKind::Photo, 531, 530).is_err());
        assert!(check_image(DocumentKind::IdentityFront, 799, 800).is_err());
        assert!(check_pages(10).is_ok() && check_pages(11).is_err());
        assert!(check_photo_proportions(413, 531).is_ok());
        assert!(check_photo_proportions(600, 800).is_ok());
        assert!(check_photo_proportions(531, 413).is_err());
        assert!(check_photo_proportions(500, 500).is_err());
        assert!(check_photo_proportions(u32::MAX, u32::MAX).is_err());
    }
}
