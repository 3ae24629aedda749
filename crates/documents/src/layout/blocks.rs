//! The pieces that documents are composed of.

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
    pub(super) fn header(&mut self) {
        let block = self.begin(Role::Paragraph);
        self.put_bar(0.0, 0.0, theme::PAGE_WIDTH, 3.0, theme::ACCENT);
        let operator = self.meta.operator;
        let mut y = self.y;
        for line in self.lines(theme::BRAND, theme::WIDTH, &operator.name) {
            self.put_line(theme::LEFT, y, theme::BRAND, &line, block);
            y += theme::BRAND.line_height();
        }
        for line in self.lines(theme::SMALL, theme::WIDTH, self.meta.texts.service) {
            self.put_line(theme::LEFT, y, theme::SMALL, &line, block);
            y += theme::SMALL.line_height();
        }
        self.put_bar(theme::LEFT, y + 3.0, theme::WIDTH, 0.25, theme::RULE);
        self.y = y + 10.0;
    }

    pub(super) fn footers(&mut self) {
        let count = self.pages.len();
        let block = self.begin(Role::Decoration);
        let style = theme::SMALL;
        let operator = self.meta.operator.footer_line();
        let reference = format!("{} {}", self.meta.texts.reference, self.meta.reference);
        let mut lines = self.lines(style, theme::WIDTH - 30.0, &reference);
        lines.extend(self.lines(style, theme::WIDTH, &operator));
        for index in 0..count {
            self.at = index;
            let mut y = theme::BOTTOM + 6.0;
            self.put_bar(theme::LEFT, y - 2.5, theme::WIDTH, 0.25, theme::RULE);
            let number = self.meta.texts.page_of(index + 1, count);
            let right = theme::LEFT + theme::WIDTH - self.width(style, &number);
            self.put_line(right, y, style, &number, block);
            for line in &lines {
                self.put_line(theme::LEFT, y, style, line, block);
                y += style.line_height();
            }
        }
    }

    /// The document's title, and a line under it.
    pub(crate) fn title(&mut self, title: &str, lead: &str) {
        self.flow(Role::Title, theme::TITLE, title);
        self.space(1.5);
        self.flow(Role::Paragraph, theme::LEAD, lead);
        self.space(5.0);
    }

    /// A section's title, kept together with what follows.
    pub(crate) fn heading(&mut self, text: &str) {
        self.need(26.0);
        self.space(6.0);
        self.flow(Role::Heading, theme::HEADING, text);
        self.space(1.0);
    }

    /// Running text.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.flow(Role::Paragraph, theme::BODY, text);
        self.space(2.0);
    }

    /// A note.
    pub(crate) fn note(&mut self, text: &str) {
        self.flow(Role::Paragraph, theme::SMALL, text);
        self.space(1.5);
    }

    /// A label and what it says, in two columns, with a hairline under them.
    pub(crate) fn row(&mut self, label: &str, value: &str) {
        self.row_styled(label, &[(theme::BODY, value)]);
    }

    /// The same with a value that stands out.
    pub(crate) fn strong_row(&mut self, label: &str, value: &str) {
        self.row_styled(label, &[(theme::STRONG, value)]);
    }

    /// A label and several lines or paragraphs.
    pub(crate) fn row_of(&mut self, label: &str, values: &[String]) {
        let values: Vec<_> = values
            .iter()
            .map(|value| (theme::BODY, value.as_str()))
            .collect();
        self.row_styled(label, &values);
    }

    /// A label, what it says, and a note under it.
    pub(crate) fn row_noted(&mut self, label: &str, value: &str, note: &str) {
        self.row_styled(label, &[(theme::BODY, value), (theme::SMALL, note)]);
    }

    fn row_styled(&mut self, label: &str, values: &[(TextStyle, &str)]) {
        let width = theme::WIDTH - theme::LABELS;
        let labels = self.lines(theme::LABEL, theme::LABELS - 4.0, label);
        let mut lines = Vec::new();
        for (style, value) in values {
            lines.extend(
                self.lines(*style, width, value)
                    .into_iter()
                    .map(|line| (*style, line)),
            );
        }
        let step = theme::BODY.line_height();
        let label_height = labels.len() as f32 * step;
        self.need(label_height.max(lines.len().min(4) as f32 * step) + 3.0);
        self.space(1.15);
        let block = self.begin(Role::Paragraph);
        let (page, top) = (self.at, self.y);
        for (index, line) in labels.iter().enumerate() {
            self.put_line(
                theme::LEFT,
                (index as f32).mul_add(step, top),
                theme::LABEL,
                line,
                block,
            );
        }
        for (style, line) in &lines {
            self.need(style.line_height());
            self.put_line(theme::LEFT + theme::LABELS, self.y, *style, line, block);
            self.space(style.line_height());
        }
        if self.at == page {
            self.y = self.y.max(top + label_height);
        }
        self.space(1.15);
        self.put_bar(theme::LEFT, self.y, theme::WIDTH, 0.2, theme::RULE);
    }

    /// A list with bullets.
    pub(crate) fn bullets(&mut self, items: &[String]) {
        for item in items {
            let lines = self.lines(theme::BODY, theme::WIDTH - 6.0, item);
            self.need(theme::BODY.line_height() * (lines.len().min(3) as f32));
            let block = self.begin(Role::Paragraph);
            self.put_line(
                theme::LEFT + 1.0,
                self.y,
                theme::BODY.colored(theme::ACCENT),
                "•",
                block,
            );
            for line in &lines {
                self.need(theme::BODY.line_height());
                self.put_line(theme::LEFT + 6.0, self.y, theme::BODY, line, block);
                self.space(theme::BODY.line_height());
            }
            self.space(1.0);
        }
    }

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
        self.space(3.0);
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

    /// A recipient's address, where a window envelope shows it.
    pub(crate) fn address(&mut self, lines: &[String]) {
        const X: f32 = 110.0;
        let block = self.begin(Role::Paragraph);
        for line in lines {
            for line in self.lines(theme::BODY, theme::PAGE_WIDTH - theme::LEFT - X, line) {
                self.put_line(X, self.y, theme::BODY, &line, block);
                self.space(theme::BODY.line_height());
            }
        }
        self.space(8.0);
    }

    /// The lines under a letter, kept together.
    pub(crate) fn signature(&mut self, lines: &[(TextStyle, &str)]) {
        self.need(40.0);
        self.space(6.0);
        for (style, line) in lines {
            self.flow(Role::Paragraph, *style, line);
        }
    }

    /// One line of several that belong together.
    pub(crate) fn line(&mut self, text: &str) {
        self.flow(Role::Paragraph, theme::BODY, text);
    }

    fn flow(&mut self, role: Role, style: TextStyle, content: &str) {
        let block = self.begin(role);
        for line in self.lines(style, theme::WIDTH, content) {
            self.need(style.line_height());
            self.put_line(theme::LEFT, self.y, style, &line, block);
            self.space(style.line_height());
        }
    }
}
