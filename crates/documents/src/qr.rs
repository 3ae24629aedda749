//! QR codes as pictures.

use qrcode::{EcLevel, QrCode};

use crate::error::DocumentError;

/// The white border that scanners need, in modules (ISO/IEC 18004).
const QUIET_MODULES: usize = 4;

/// Above this many modules a side, level M is the better choice: larger
/// modules survive a bad print better than more redundancy does.
const MAX_LEVEL_Q_MODULES: usize = 97;

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
        let code = match QrCode::with_error_correction_level(text, EcLevel::Q) {
            Ok(code) if code.width() <= MAX_LEVEL_Q_MODULES => code,
            _ => QrCode::with_error_correction_level(text, EcLevel::M).map_err(too_long)?,
        };
        let side = code.width();
        let modules = code
            .into_colors()
            .into_iter()
            .map(|color| color == qrcode::Color::Dark)
            .collect();
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
