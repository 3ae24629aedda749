//! QR codes as pictures.

mod mask;

use qrcode::canvas::Canvas;
use qrcode::types::QrError;
use qrcode::{EcLevel, Version, bits, ec};

use crate::error::DocumentError;

/// The white border that scanners need, in modules (ISO/IEC 18004).
const QUIET_MODULES: usize = 4;

/// Above this many modules a side, level M is the better choice: larger
/// modules survive a bad print better than more redundancy does.
const MAX_LEVEL_Q_MODULES: usize = 97;

/// The code but for its mask. The library's own choice of mask takes longer
/// than all the rest of a certificate.
fn draw(text: &str, level: EcLevel) -> Result<(Version, Canvas), QrError> {
    let bits = bits::encode_auto(text.as_bytes(), level)?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, level)?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    Ok((version, canvas))
}

fn side(version: Version) -> usize {
    usize::try_from(version.width()).unwrap_or_default()
}

/// A QR code as black and white modules, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPicture {
    modules: Vec<bool>,
    side: usize,
}

impl QrPicture {
    /// The code of a text: level Q, or M when Q would be too fine to print.
    ///
    /// # Errors
    /// When the text is longer than a QR code.
    pub fn new(text: &str) -> Result<Self, DocumentError> {
        let too_long = |_| DocumentError::CodeTooLong(text.chars().count());
        let (version, canvas) = match draw(text, EcLevel::Q) {
            Ok(drawn) if side(drawn.0) <= MAX_LEVEL_Q_MODULES => drawn,
            _ => draw(text, EcLevel::M).map_err(too_long)?,
        };
        let side = side(version);
        let modules = mask::apply_best(&canvas, side);
        Ok(Self { modules, side })
    }

    /// Modules on a side, with the quiet zone.
    #[must_use]
    pub const fn side_with_quiet_zone(&self) -> usize {
        self.side + 2 * QUIET_MODULES
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |value: usize| {
            value
                .checked_sub(QUIET_MODULES)
                .filter(|value| *value < self.side)
        };
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self
                .modules
                .get(y * self.side + x)
                .copied()
                .unwrap_or(false),
            _ => false,
        }
    }

    /// One bit per pixel, white is 1, rows padded to bytes; each module is
    /// `scale` pixels wide and high, and the quiet zone is in it.
    #[must_use]
    pub fn bits(&self, scale: usize) -> Vec<u8> {
        let pixels = self.side_with_quiet_zone() * scale;
        let mut rows = Vec::with_capacity(pixels * pixels.div_ceil(8));
        for y in 0..self.side_with_quiet_zone() {
            let mut row = vec![0_u8; pixels.div_ceil(8)];
            for x in (0..pixels).filter(|x| !self.is_dark(x / scale, y)) {
                if let Some(byte) = row.get_mut(x / 8) {
                    *byte |= 0x80 >> (x % 8);
                }
            }
            for _ in 0..scale {
                rows.extend_from_slice(&row);
            }
        }
        rows
    }

    /// The code as an SVG drawing, for a page; the quiet zone is in it.
    #[must_use]
    pub fn svg(&self) -> String {
        let side = self.side_with_quiet_zone();
        let mut path = String::new();
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
                }
                x += run.max(1);
            }
        }
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>"##
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_level_q_and_falls_back_to_m() {
        assert_eq!(
            QrPicture::new(&"A".repeat(520)).unwrap().side,
            85,
            "version 17, level Q"
        );
        let long = QrPicture::new(&"A".repeat(900)).unwrap();
        assert_eq!(long.side, 93, "version 19, level M");
        assert!(matches!(
            QrPicture::new(&"a".repeat(4_000)),
            Err(DocumentError::CodeTooLong(4_000))
        ));
    }

    #[test]
    fn draws_the_same_in_bits_and_in_svg() {
        let code = QrPicture::new("CQC1:TEST").unwrap();
        let side = code.side_with_quiet_zone();
        let white: u32 = code.bits(1).iter().map(|byte| byte.count_ones()).sum();
        let dark = code.modules.iter().filter(|dark| **dark).count();
        assert_eq!(white as usize, side * side - dark);
        let svg = code.svg();
        let runs = svg
            .split("v1h-")
            .skip(1)
            .filter_map(|run| run.split_once('z')?.0.parse::<usize>().ok());
        let drawn: usize = runs.sum();
        assert_eq!(drawn, dark);
    }
}
