//! What is cut out and scanned: a cut line, a barcode, a list in little space.

use super::theme::{self, Color};
use super::{Role, Sheet};
use crate::code128::Code128;

/// Width of a barcode's module in millimetres: printers and cameras at hand
/// resolve it, and a reference of 18 characters takes half a page.
const MODULE: f32 = 0.36;
/// Height of a barcode in millimetres.
const BAR_HEIGHT: f32 = 14.0;
/// Scanners look for contrast, not for our ink.
const BLACK: Color = (0, 0, 0);

impl Sheet<'_> {
    /// A dashed line across the page, and what to do there.
    pub(crate) fn cut_line(&mut self, label: &str) {
        const DASH: f32 = 2.4;
        self.need(90.0);
        self.space(4.0);
        let style = theme::SMALL;
        let block = self.begin(Role::Paragraph);
        self.put_line(theme::LEFT, self.y, style, label, block);
        self.space(style.line_height() + 0.8);
        let mut x = 0.0;
        while x < theme::PAGE_WIDTH {
            self.put_bar(x, self.y, DASH, 0.35, theme::MUTED);
            x += 1.8 * DASH;
        }
        self.space(6.0);
    }

    /// A barcode with its text under it, kept on one page.
    pub(crate) fn barcode(&mut self, code: &Code128, text: &str) {
        let style = theme::BODY_SMALL_STRONG.colored(theme::INK);
        let quiet = f32::from(Code128::QUIET_MODULES) * MODULE;
        self.need(BAR_HEIGHT + style.line_height() + 4.0);
        self.space(3.0);
        let left = theme::LEFT + quiet;
        for (start, width) in &code.bars {
            let x = f32::from(*start).mul_add(MODULE, left);
            self.put_bar(x, self.y, f32::from(*width) * MODULE, BAR_HEIGHT, BLACK);
        }
        self.space(BAR_HEIGHT + 1.0);
        let free = f32::from(code.modules) * MODULE - self.width(style, text);
        let block = self.begin(Role::Paragraph);
        self.put_line(left + free.max(0.0) / 2.0, self.y, style, text, block);
        self.space(style.line_height());
    }

    /// A label and a list in small type.
    pub(crate) fn small_list(&mut self, label: &str, items: &[String]) {
        let style = theme::BODY_SMALL;
        self.need(theme::LABEL.line_height() + style.line_height());
        let block = self.begin(Role::Paragraph);
        self.put_line(theme::LEFT, self.y, theme::LABEL, label, block);
        self.space(theme::LABEL.line_height());
        for item in items {
            let block = self.begin(Role::Paragraph);
            let lines = self.lines(style, theme::WIDTH - 4.0, item);
            for (index, line) in lines.iter().enumerate() {
                self.need(style.line_height());
                if index == 0 {
                    let bullet = style.colored(theme::ACCENT);
                    self.put_line(theme::LEFT, self.y, bullet, "•", block);
                }
                self.put_line(theme::LEFT + 4.0, self.y, style, line, block);
                self.space(style.line_height());
            }
        }
        self.space(1.0);
    }
}
