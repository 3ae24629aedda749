//! Panels and pictures.

use super::theme::{self, Color, TextStyle};
use super::{Picture, Role, Sheet};

/// How loudly a panel speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What matters most.
    Calm,
    /// What must not be missed.
    Warning,
}

impl Tone {
    const fn colors(self) -> (Color, Color) {
        match self {
            Self::Calm => (theme::ACCENT, theme::TINT),
            Self::Warning => (theme::AMBER, theme::AMBER_TINT),
        }
    }
}

/// A line of a panel.
pub(crate) struct PanelLine<'t>(pub(crate) TextStyle, pub(crate) &'t str);

impl Sheet<'_> {
    /// A panel with a coloured edge. It continues on the next page if it must.
    pub(crate) fn panel(&mut self, tone: Tone, content: &[PanelLine<'_>]) {
        const PADDING: f32 = 4.5;
        let mut lines = Vec::new();
        for PanelLine(style, text) in content {
            let block = self.begin(Role::Paragraph);
            for line in self.lines(*style, theme::WIDTH - 2.0 * PADDING - 1.5, text) {
                lines.push((*style, line, block));
            }
        }
        let height: f32 = lines.iter().map(|(style, ..)| style.line_height()).sum();
        self.need(height.min(60.0) + 2.0 * PADDING);
        let mut rest = lines.as_slice();
        while !rest.is_empty() {
            let mut free = theme::BOTTOM - self.y - 2.0 * PADDING;
            let fits = |(style, ..): &&(TextStyle, String, usize)| {
                free -= style.line_height();
                free >= 0.0
            };
            let count = rest.iter().take_while(fits).count().max(1);
            let (now, later) = rest.split_at(count);
            self.panel_part(tone, PADDING, now);
            rest = later;
            if !rest.is_empty() {
                self.need(theme::PAGE_HEIGHT);
            }
        }
        self.space(1.5);
    }

    fn panel_part(&mut self, tone: Tone, padding: f32, lines: &[(TextStyle, String, usize)]) {
        let (edge, back) = tone.colors();
        let height = lines
            .iter()
            .map(|(style, ..)| style.line_height())
            .sum::<f32>()
            + 2.0 * padding;
        self.put_bar(theme::LEFT, self.y, theme::WIDTH, height, back);
        self.put_bar(theme::LEFT, self.y, 1.2, height, edge);
        let mut y = self.y + padding;
        for (style, line, block) in lines {
            self.put_line(theme::LEFT + padding + 1.5, y, *style, line, *block);
            y += style.line_height();
        }
        self.y += height;
    }

    /// A picture with text to its right, kept on one page.
    pub(crate) fn picture_with_text(
        &mut self,
        picture: Picture,
        size: f32,
        alternative: &str,
        content: &[PanelLine<'_>],
    ) {
        const GAP: f32 = 7.0;
        let mut lines = Vec::new();
        for PanelLine(style, text) in content {
            for line in self.lines(*style, theme::WIDTH - size - GAP, text) {
                lines.push((*style, line));
            }
        }
        let height: f32 = lines.iter().map(|(style, _)| style.line_height()).sum();
        self.need(height.max(size) + 2.0);
        self.put_picture(picture, [theme::LEFT, self.y, size, size], alternative);
        let block = self.begin(Role::Paragraph);
        let mut y = self.y + ((size - height) / 2.0).max(0.0);
        for (style, line) in &lines {
            self.put_line(theme::LEFT + size + GAP, y, *style, line, block);
            y += style.line_height();
        }
        self.y = y.max(self.y + size);
        self.space(3.0);
    }

    /// Pictures of one height side by side, each with a caption under it.
    pub(crate) fn pictures(&mut self, height: f32, pictures: Vec<(Picture, &str)>) {
        self.need(height + 12.0);
        let mut x = theme::LEFT;
        for (picture, caption) in pictures {
            let width = picture.width_at(height).min(80.0);
            self.put_picture(picture, [x, self.y, width, height], caption);
            let block = self.begin(Role::Paragraph);
            self.put_line(x, self.y + height + 1.5, theme::SMALL, caption, block);
            x += width.max(self.width(theme::SMALL, caption)) + 10.0;
        }
        self.space(height + 8.0);
    }
}
