//! Pictures as PDF image objects.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageReader, Limits};
use lopdf::{Dictionary, Object, Stream, dictionary};

use crate::error::DocumentError;
use crate::qr::QrPicture;

/// Pixels per module of a QR code: viewers smooth pictures, and four pixels
/// keep the edges sharp at any zoom. Compressed it is some 2 kB.
const QR_SCALE: usize = 4;

/// Pixels on the longer side of a photo or signature: 45 mm at 300 dpi.
const MAX_SIDE: u32 = 540;

/// Uploads are larger than this only by mistake or malice.
const MAX_UPLOAD_SIDE: u32 = 12_000;

/// A picture, ready to be embedded.
#[derive(Clone)]
pub(crate) struct Picture {
    width: u32,
    height: u32,
    dictionary: Dictionary,
    bytes: Vec<u8>,
}

impl Picture {
    /// A QR code with its quiet zone.
    pub(crate) fn qr(code: &QrPicture) -> Self {
        let side = u32::try_from(code.side_with_quiet_zone() * QR_SCALE).unwrap_or(u32::MAX);
        let dictionary = dictionary! { "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1 };
        Self {
            width: side,
            height: side,
            dictionary,
            bytes: code.bits(QR_SCALE),
        }
    }

    /// A JPEG or PNG file: decoded, made small, and encoded anew, so that
    /// nothing of the upload but its pixels gets into the document.
    pub(crate) fn upload(field: &'static str, bytes: &[u8]) -> Result<Self, DocumentError> {
        let failed = |reason: String| DocumentError::Picture { field, reason };
        let mut limits = Limits::default();
        limits.max_image_width = Some(MAX_UPLOAD_SIDE);
        limits.max_image_height = Some(MAX_UPLOAD_SIDE);
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
        let mut reader = reader.map_err(|error| failed(error.to_string()))?;
        reader.limits(limits);
        let picture = reader.decode().map_err(|error| failed(error.to_string()))?;
        let picture = on_white(&picture.thumbnail(MAX_SIDE, MAX_SIDE));
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 85)
            .encode_image(&picture)
            .map_err(|error| failed(error.to_string()))?;
        let dictionary = dictionary! { "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode" };
        Ok(Self {
            width: picture.width(),
            height: picture.height(),
            dictionary,
            bytes: jpeg,
        })
    }

    /// The width at a height, keeping the proportions.
    pub(crate) fn width_at(&self, height: f32) -> f32 {
        height * self.width as f32 / self.height.max(1) as f32
    }

    /// The image object.
    pub(crate) fn object(&self) -> Object {
        let mut dictionary = self.dictionary.clone();
        dictionary.set("Type", "XObject");
        dictionary.set("Subtype", "Image");
        dictionary.set("Width", i64::from(self.width));
        dictionary.set("Height", i64::from(self.height));
        Stream::new(dictionary, self.bytes.clone()).into()
    }
}

/// A transparent picture on white paper.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    let mut paper = image::RgbImage::new(picture.width(), picture.height());
    for (target, source) in paper.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let [red, green, blue, alpha] = source.0.map(u32::from);
        let blend =
            |part: u32| u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        target.0 = [blend(red), blend(green), blend(blue)];
    }
    paper
}
