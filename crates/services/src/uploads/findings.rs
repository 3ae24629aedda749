//! What the service notices on an image by itself. A finding never blocks: it
//! tells the reviewer where to look.

use common::dto::review::FindingSeverity;
use common::words::DocumentKind;
use db::documents::{DocumentFinding, FindingKind};
use image::{DynamicImage, GrayImage};

/// Images are compared at this size, because sharpness depends on it.
const SIDE: u32 = 800;

/// Variance of the Laplacian below which an image looks blurred.
const SHARP_FROM: u32 = 80;

/// Mean brightness (0 black, 255 white) below which an image is too dark.
const BRIGHT_FROM: u32 = 60;

/// Mean brightness of a light background that is not white.
const BACKGROUND: std::ops::RangeInclusive<u32> = 140..=250;

/// Standard deviation of the background's brightness above which it is not plain.
const PLAIN_UP_TO: u32 = 30;

/// Looks at an image that is upright and without transparency.
pub(super) fn of_image(kind: DocumentKind, image: &DynamicImage) -> Vec<DocumentFinding> {
    let gray = small_gray(image);
    let (mean, _) = spread(gray.pixels().map(|pixel| pixel.0[0]));
    let sharpness = laplacian_variance(&gray);
    let mut findings = vec![
        finding(FindingKind::Sharpness, sharpness, sharpness >= SHARP_FROM),
        finding(FindingKind::Brightness, mean, mean >= BRIGHT_FROM),
    ];
    if kind == DocumentKind::Photo {
        let (mean, deviation) = spread(background(&gray));
        findings.push(finding(
            FindingKind::Background,
            mean,
            BACKGROUND.contains(&mean),
        ));
        findings.push(finding(
            FindingKind::PlainBackground,
            deviation,
            deviation <= PLAIN_UP_TO,
        ));
    }
    findings
}

const fn finding(kind: FindingKind, value: u32, is_right: bool) -> DocumentFinding {
    let severity = if is_right {
        FindingSeverity::Ok
    } else {
        FindingSeverity::Warning
    };
    DocumentFinding {
        kind,
        severity,
        value,
    }
}

fn small_gray(image: &DynamicImage) -> GrayImage {
    let longest = image.width().max(image.height());
    if longest <= SIDE {
        image.to_luma8()
    } else {
        image.thumbnail(SIDE, SIDE).to_luma8()
    }
}

/// The corners beside the head: the upper third of the outer eighths.
fn background(gray: &GrayImage) -> impl Iterator<Item = u8> {
    let (width, height) = gray.dimensions();
    let edge = width / 8;
    gray.enumerate_pixels()
        .filter(move |(x, y, _)| *y < height / 3 && (*x < edge || *x >= width - edge))
        .map(|(_, _, pixel)| pixel.0[0])
}

/// Mean and standard deviation, rounded down.
fn spread(values: impl Iterator<Item = u8>) -> (u32, u32) {
    let (mut count, mut sum, mut squares) = (0_u64, 0_u64, 0_u64);
    for value in values {
        let value = u64::from(value);
        (count, sum, squares) = (count + 1, sum + value, squares + value * value);
    }
    let count = count.max(1);
    let mean = sum / count;
    let variance = (squares / count).saturating_sub(mean * mean);
    (
        u32::try_from(mean).unwrap_or(0),
        u32::try_from(variance.isqrt()).unwrap_or(0),
    )
}

/// How much neighbouring pixels differ: small when nothing in the image is sharp.
fn laplacian_variance(gray: &GrayImage) -> u32 {
    let (width, height) = gray.dimensions();
    let at = |x, y| i64::from(gray.get_pixel(x, y).0[0]);
    let (mut count, mut sum, mut squares) = (0_i64, 0_i64, 0_i64);
    for y in 1..height.saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            let edge = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
            (count, sum, squares) = (count + 1, sum + edge, squares + edge * edge);
        }
    }
    let count = count.max(1);
    let mean = sum / count;
    u32::try_from((squares / count - mean * mean).max(0)).unwrap_or(u32::MAX)
}
