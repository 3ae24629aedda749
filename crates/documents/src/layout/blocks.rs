//! Header, footers, and the pieces of text that documents are composed of.

use super::theme::{self, TextStyle};
use super::{Role, Sheet};

impl Sheet<'_> {
    pub(super) fn header(&mut self) {
        let block = self.begin(Role::Paragraph);
        self.put_bar(0.0, 0.0, theme::PAGE_WIDTH, 3.0, theme::ACCENT);
        let operator = self.meta.operator;
        let mut y = self.y;
        let (wide, high) = self.logo();
        let width = theme::WIDTH - wide;
        for line in self.lines(theme::BRAND, width, &operator.name) {
            self.put_line(theme::LEFT, y, theme::BRAND, &line, block);
            y += theme::BRAND.line_height();
        }
        for line in self.lines(theme::SMALL, width, self.meta.texts.service) {
            self.put_line(theme::LEFT, y, theme::SMALL, &line, block);
            y += theme::SMALL.line_height();
        }
        y = y.max(self.y + high);
        self.put_bar(theme::LEFT, y + 3.0, theme::WIDTH, 0.25, theme::RULE);
        self.y = y + 10.0;
    }

    /// Puts the operator's logo into the right corner; the width and height that
    /// it takes there.
    fn logo(&mut self) -> (f32, f32) {
        let Some(logo) = &self.meta.operator.logo else {
            return (0.0, 0.0);
        };
        let (picture, name) = (logo.picture(), self.meta.operator.name.clone());
        let wide = picture.width_at(theme::LOGO_HEIGHT);
        let width = wide.min(theme::LOGO_WIDTH);
        let height = theme::LOGO_HEIGHT * width / wide;
        let left = theme::LEFT + theme::WIDTH - width;
        self.put_picture(picture, [left, self.y, width, height], &name);
        (width + 4.0, height)
    }

    pub(super) fn footers(&mut self) {
        let count = self.pages.len();
        let block = self.begin(Role::Decoration);
        let style = theme::SMALL;
        let operator = self.meta.operator.footer_line();
        let reference = format!("{} {}", self.meta.texts.reference, self.meta.reference);
        let mut lines = self.lines(style, theme::WIDTH - 30.0, &reference);
        lines.extend(self.lines(style, theme::WIDTH, &operator));
        // The page ends below; the header has the name in full.
        lines.truncate(3);
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
        self.need(36.0);
        self.space(5.0);
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
        self.row_styled(label, &[(theme::BODY, value), (theme::TINY, note)]);
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
        self.space(1.0);
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
        self.space(1.0);
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

    /// A recipient's address, where a window envelope shows it.
    pub(crate) fn address(&mut self, lines: &[String]) {
        const X: f32 = 110.0;
        let block = self.begin(Role::Paragraph);
        for line in lines {
            for line in self.lines(theme::BODY, theme::PAGE_WIDTH - theme::LEFT - X, line) {
                self.need(theme::BODY.line_height());
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
