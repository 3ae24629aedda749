//! Images: bounded by their header, decoded, turned upright and written anew.

use std::io::Cursor;

use common::field_error::{Fault, FieldErrorCode};
use common::validation::uploads::{FileFormat, check_image, check_photo_proportions};
use common::words::DocumentKind;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use super::jpeg::follow_markers;
use super::{Inspected, MAX_MEGAPIXELS, findings};

/// Longer sides are reduced to this: an A4 page at 340 dpi.
const MAX_SIDE: u32 = 4_000;

/// A progressive JPEG keeps all its coefficients in memory, so it may have
/// fewer pixels.
const MAX_PROGRESSIVE_MEGAPIXELS: u32 = 24;

/// The most bytes of the decoded image; 16 bits a channel cost twice as much.
const MAX_DECODED: u64 = MAX_MEGAPIXELS as u64 * 1_000_000 * 4;

const JPEG_QUALITY: u8 = 88;

/// Checks what the header says before anything is decoded. Returns what the
/// decoding costs, in millions of pixels.
pub(super) fn check_header(format: FileFormat, bytes: &[u8]) -> Result<u32, Fault> {
    let decoder = open(format, bytes)?;
    let (width, height) = decoder.dimensions();
    let mut max = MAX_MEGAPIXELS;
    if format == FileFormat::Jpeg {
        let frame = follow_markers(bytes).ok_or_else(unreadable)?;
        if frame.is_progressive {
            max = MAX_PROGRESSIVE_MEGAPIXELS;
        }
    }
    let pixels = u64::from(width) * u64::from(height);
    let is_large = pixels > u64::from(max) * 1_000_000 || decoder.total_bytes() > MAX_DECODED;
    if is_large {
        return Err(Fault::new(FieldErrorCode::ImageTooLarge).max(max as usize));
    }
    let cost = u32::try_from(pixels / 1_000_000)
        .unwrap_or(max)
        .saturating_add(1);
    // What makes the limit lower makes the cost higher.
    Ok((cost * MAX_MEGAPIXELS / max).min(MAX_MEGAPIXELS))
}

/// Decodes an image whose header was checked.
pub(super) fn inspect(
    kind: DocumentKind,
    format: FileFormat,
    bytes: &[u8],
) -> Result<Inspected, Fault> {
    let mut decoder = open(format, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|_| unreadable())?;
    finish(kind, format, image, orientation)
}

/// Turns an image by 90° clockwise.
pub(super) fn rotate(
    kind: DocumentKind,
    format: FileFormat,
    bytes: &[u8],
) -> Result<Inspected, Fault> {
    let image = DynamicImage::from_decoder(open(format, bytes)?).map_err(|_| unreadable())?;
    finish(kind, format, image, Orientation::Rotate90)
}

fn finish(
    kind: DocumentKind,
    format: FileFormat,
    image: DynamicImage,
    orientation: Orientation,
) -> Result<Inspected, Fault> {
    let mut image = reduce(image);
    image.apply_orientation(orientation);
    let image = DynamicImage::ImageRgb8(on_white(image));
    let (width, height) = (image.width(), image.height());
    check_image(kind, width, height)?;
    if kind == DocumentKind::Photo {
        check_photo_proportions(width, height)?;
    }
    Ok(Inspected {
        bytes: encode(format, &image)?,
        format,
        size: Some((width, height)),
        pages: None,
        findings: findings::of_image(kind, &image),
    })
}

fn open<'a>(format: FileFormat, bytes: &'a [u8]) -> Result<impl ImageDecoder + use<'a>, Fault> {
    let format = match format {
        FileFormat::Jpeg => ImageFormat::Jpeg,
        FileFormat::Png => ImageFormat::Png,
        FileFormat::Pdf => return Err(FieldErrorCode::FileType.into()),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // The number of pixels has its own message, so this is only the last net.
    let mut limits = Limits::default();
    limits.max_alloc = Some(2 * MAX_DECODED);
    reader.limits(limits);
    reader.into_decoder().map_err(|_| unreadable())
}

fn reduce(image: DynamicImage) -> DynamicImage {
    if image.width().max(image.height()) <= MAX_SIDE {
        return image;
    }
    image.thumbnail(MAX_SIDE, MAX_SIDE)
}

/// What is transparent becomes white: a signature would vanish on black.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let blend = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([blend(red), blend(green), blend(blue)])
    })
}

fn encode(format: FileFormat, image: &DynamicImage) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let encoded = match format {
        FileFormat::Png => image.write_with_encoder(PngEncoder::new(&mut bytes)),
        _ => image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)),
    };
    encoded.map_err(|_| unreadable())?;
    Ok(bytes)
}

fn unreadable() -> Fault {
    FieldErrorCode::FileUnreadable.into()
}
