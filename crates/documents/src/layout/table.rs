//! Columns: addresses side by side, lines of an invoice, sums.

use super::theme::{self, TextStyle};
use super::{Role, Sheet};

/// A column of a table.
#[derive(Clone, Copy)]
pub(crate) struct Column<'t> {
    /// What stands above it.
    pub(crate) title: &'t str,
    /// In millimetres.
    pub(crate) width: f32,
    /// Numbers end at the right edge.
    pub(crate) numeric: bool,
}

/// Between two columns.
const GAP: f32 = 4.0;

impl Sheet<'_> {
    /// Short texts side by side, each under its label; the first line stands out.
    pub(crate) fn side_by_side(&mut self, columns: &[(&str, Vec<String>)]) {
        let each = (theme::WIDTH + GAP) / columns.len().max(1) as f32;
        let set: Vec<_> = columns
            .iter()
            .map(|(label, lines)| self.column_lines(label, lines, each - GAP))
            .collect();
        let height = |lines: &Vec<(TextStyle, String)>| {
            lines.iter().map(|(style, _)| style.line_height()).sum()
        };
        let highest = set.iter().map(height).fold(0.0, f32::max);
        self.need(highest);
        for (index, lines) in set.iter().enumerate() {
            let block = self.begin(Role::Paragraph);
            let x = (index as f32).mul_add(each, theme::LEFT);
            let mut y = self.y;
            for (style, line) in lines {
                self.put_line(x, y, *style, line, block);
                y += style.line_height();
            }
        }
        self.space(highest + 3.0);
    }

    fn column_lines(&self, label: &str, lines: &[String], width: f32) -> Vec<(TextStyle, String)> {
        let styles = [theme::LABEL, theme::STRONG]
            .into_iter()
            .chain(std::iter::repeat(theme::BODY_SMALL));
        let texts = std::iter::once(label).chain(lines.iter().map(String::as_str));
        styles
            .zip(texts)
            .flat_map(|(style, text)| {
                let broken = self.lines(style, width, text);
                broken.into_iter().map(move |line| (style, line))
            })
            .collect()
    }

    /// A table. Its titles stand again on each page that it continues on.
    pub(crate) fn table(&mut self, columns: &[Column<'_>], rows: &[Vec<String>]) {
        let titles: Vec<_> = columns
            .iter()
            .map(|column| column.title.to_owned())
            .collect();
        self.table_head(columns, &titles);
        for cells in rows {
            let page = self.at;
            self.need(self.row_height(theme::BODY_SMALL, columns, cells) + 3.0);
            if self.at != page {
                self.table_head(columns, &titles);
            }
            self.table_row(theme::BODY_SMALL, columns, cells);
            self.put_bar(theme::LEFT, self.y, theme::WIDTH, 0.2, theme::RULE);
        }
    }

    fn table_head(&mut self, columns: &[Column<'_>], titles: &[String]) {
        self.need(self.row_height(theme::SMALL, columns, titles) + 12.0);
        self.table_row(theme::SMALL, columns, titles);
        self.put_bar(theme::LEFT, self.y, theme::WIDTH, 0.5, theme::ACCENT);
    }

    fn cells(
        &self,
        style: TextStyle,
        columns: &[Column<'_>],
        cells: &[String],
    ) -> Vec<Vec<String>> {
        columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| self.lines(style, column.width - GAP / 2.0, cell))
            .collect()
    }

    fn row_height(&self, style: TextStyle, columns: &[Column<'_>], cells: &[String]) -> f32 {
        let cells = self.cells(style, columns, cells);
        cells.iter().map(Vec::len).max().unwrap_or(0) as f32 * style.line_height()
    }

    fn table_row(&mut self, style: TextStyle, columns: &[Column<'_>], cells: &[String]) {
        self.space(1.2);
        let block = self.begin(Role::Paragraph);
        let mut left = theme::LEFT;
        for (column, lines) in columns.iter().zip(self.cells(style, columns, cells)) {
            let mut y = self.y;
            for line in lines {
                let free = column.width - self.width(style, &line);
                let x = if column.numeric { left + free } else { left };
                self.put_line(x, y, style, &line, block);
                y += style.line_height();
            }
            left += column.width;
        }
        self.space(self.row_height(style, columns, cells) + 1.2);
    }

    /// Sums under the right edge of a table; the last stands out.
    pub(crate) fn sums(&mut self, rows: &[(String, String)]) {
        const X: f32 = 100.0;
        let right = theme::LEFT + theme::WIDTH;
        let height = theme::BODY.line_height() + 1.2;
        self.need(height * rows.len() as f32 + 4.0);
        self.space(1.5);
        for (index, (label, value)) in rows.iter().enumerate() {
            let is_last = index + 1 == rows.len();
            let style = if is_last { theme::STRONG } else { theme::BODY };
            if is_last {
                self.put_bar(X, self.y - 0.3, right - X, 0.5, theme::ACCENT);
                self.space(0.8);
            }
            let block = self.begin(Role::Paragraph);
            let value_at = right - self.width(style, value);
            let y = self.y;
            for line in self.lines(style, value_at - X - GAP, label) {
                self.put_line(X, self.y, style, &line, block);
                self.space(style.line_height());
            }
            self.put_line(value_at, y, style, value, block);
            self.space(1.2);
        }
        self.space(2.0);
    }
}
