//! Pictures that look like what they stand for, drawn here: no real paper and no
//! real face belongs into demonstration data.

use std::collections::BTreeMap;

use common::words::DocumentKind;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

const PAPER: Rgb<u8> = Rgb([236, 232, 220]);
const INK: Rgb<u8> = Rgb([40, 46, 66]);
const BACKGROUND: Rgb<u8> = Rgb([214, 217, 221]);
const SKIN: Rgb<u8> = Rgb([196, 150, 122]);
const HAIR: Rgb<u8> = Rgb([58, 44, 36]);
const CLOTH: Rgb<u8> = Rgb([52, 78, 110]);

/// The pictures of all kinds, drawn once.
pub(super) struct Pictures(BTreeMap<DocumentKind, Vec<u8>>);

impl Pictures {
    pub(super) fn draw() -> anyhow::Result<Self> {
        let pictures = DocumentKind::ALL
            .iter()
            .map(|kind| Ok((*kind, picture(*kind)?)));
        Ok(Self(pictures.collect::<anyhow::Result<_>>()?))
    }

    /// A JPEG for a document of this kind.
    pub(super) fn of(&self, kind: DocumentKind) -> Vec<u8> {
        self.0.get(&kind).cloned().unwrap_or_default()
    }
}

fn picture(kind: DocumentKind) -> anyhow::Result<Vec<u8>> {
    let image = match kind {
        DocumentKind::Photo => RgbImage::from_fn(420, 540, portrait),
        DocumentKind::Signature => RgbImage::from_fn(820, 360, signature),
        _ => RgbImage::from_fn(860, 540, paper),
    };
    let mut bytes = Vec::new();
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 80))?;
    Ok(bytes)
}

/// Whether a point lies within an ellipse.
fn is_within(x: u32, y: u32, centre: (i64, i64), radius: (i64, i64)) -> bool {
    let (x, y) = (i64::from(x) - centre.0, i64::from(y) - centre.1);
    x * x * radius.1 * radius.1 + y * y * radius.0 * radius.0
        <= radius.0 * radius.0 * radius.1 * radius.1
}

fn portrait(x: u32, y: u32) -> Rgb<u8> {
    let is_eye = is_within(x, y, (172, 250), (14, 8)) || is_within(x, y, (248, 250), (14, 8));
    let is_mouth = is_within(x, y, (210, 340), (36, 7));
    let is_face = is_within(x, y, (210, 260), (104, 140));
    if is_face && (is_eye || is_mouth) {
        INK
    } else if is_face && y > 190 {
        SKIN
    } else if is_within(x, y, (210, 220), (118, 132)) && y < 270 {
        // Strands, so that the picture is not without detail.
        if x % 5 < 2 { INK } else { HAIR }
    } else if is_within(x, y, (210, 560), (200, 150)) {
        if (x + y) % 9 < 3 { INK } else { CLOTH }
    } else if is_within(x, y, (210, 400), (46, 60)) {
        SKIN
    } else {
        BACKGROUND
    }
}

/// Two waves in ink on white.
fn signature(x: u32, y: u32) -> Rgb<u8> {
    let phase = f64::from(x) / 34.0;
    let slope = f64::from(x) / 9.0;
    let line = 190.0 + 70.0 * phase.sin() * (phase / 5.0).cos() - slope / 3.0;
    let is_ink = (f64::from(y) - line).abs() < 4.5 && (90..=730).contains(&x);
    if is_ink { INK } else { Rgb([255, 255, 255]) }
}

/// A card with a frame, a place for a photo, and lines that nobody can read.
fn paper(x: u32, y: u32) -> Rgb<u8> {
    let is_frame = !(18..842).contains(&x) || !(18..522).contains(&y);
    let is_photo = (50..250).contains(&x) && (120..380).contains(&y);
    let is_line = (290..800).contains(&x) && y % 46 < 12 && y > 110 && (x / 11) % 6 != 5;
    match (is_frame, is_photo, is_line) {
        (true, ..) => CLOTH,
        (_, true, _) if (x / 4 + y / 4).is_multiple_of(2) => SKIN,
        (_, true, _) => HAIR,
        (_, _, true) if (x / 3).is_multiple_of(2) => INK,
        _ => PAPER,
    }
}
