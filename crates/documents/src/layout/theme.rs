//! Sizes, colours and margins of all documents.

use crate::fonts::{POINT, Weight};

/// A4.
pub(crate) const PAGE_WIDTH: f32 = 210.0;
/// A4.
pub(crate) const PAGE_HEIGHT: f32 = 297.0;
/// Left edge of the text.
pub(crate) const LEFT: f32 = 22.0;
/// Width of the text.
pub(crate) const WIDTH: f32 = PAGE_WIDTH - 2.0 * LEFT;
/// Where the first page's header begins.
pub(crate) const TOP: f32 = 16.0;
/// Where the text of the following pages begins.
pub(crate) const TOP_OF_NEXT: f32 = 20.0;
/// Below is the footer's.
pub(crate) const BOTTOM: f32 = 274.0;
/// Width of the column of labels.
pub(crate) const LABELS: f32 = 58.0;

/// Height of the operator's logo, unless that would make it too wide.
pub(crate) const LOGO_HEIGHT: f32 = 11.0;
/// Greatest width of the operator's logo.
pub(crate) const LOGO_WIDTH: f32 = 45.0;

/// Red, green, blue.
pub(crate) type Color = (u8, u8, u8);

/// Text. 16:1 on white.
pub(crate) const INK: Color = (24, 28, 37);
/// Labels and footers. 6.5:1 on white.
pub(crate) const MUTED: Color = (84, 92, 106);
/// The service's own dark green-blue. 8.6:1 on white.
pub(crate) const ACCENT: Color = (14, 74, 96);
/// Behind what matters most.
pub(crate) const TINT: Color = (236, 243, 245);
/// Between rows.
pub(crate) const RULE: Color = (213, 220, 226);
/// Beside what a reader must not miss.
pub(crate) const AMBER: Color = (178, 104, 0);
/// Behind it.
pub(crate) const AMBER_TINT: Color = (253, 245, 230);

/// How a line of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TextStyle {
    pub(crate) weight: Weight,
    /// In points.
    pub(crate) size: u8,
    pub(crate) color: Color,
    /// Line height as a multiple of the size.
    pub(crate) leading: f32,
}

impl TextStyle {
    const fn new(weight: Weight, size: u8, color: Color, leading: f32) -> Self {
        Self {
            weight,
            size,
            color,
            leading,
        }
    }

    /// The same in another colour.
    pub(crate) const fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// The height of a line in millimetres.
    pub(crate) fn line_height(self) -> f32 {
        f32::from(self.size) * self.leading * POINT
    }

    /// From the top of a line to its baseline: half the leading, then the
    /// height of a capital with an accent.
    pub(crate) fn baseline(self) -> f32 {
        f32::from(self.size) * POINT * ((self.leading - 1.0) / 2.0 + 0.78)
    }
}

/// A document's title.
pub(crate) const TITLE: TextStyle = TextStyle::new(Weight::Semibold, 26, INK, 1.12);
/// Under the title.
pub(crate) const LEAD: TextStyle = TextStyle::new(Weight::Regular, 11, MUTED, 1.35);
/// A section's title.
pub(crate) const HEADING: TextStyle = TextStyle::new(Weight::Semibold, 13, ACCENT, 1.25);
/// Running text.
pub(crate) const BODY: TextStyle = TextStyle::new(Weight::Regular, 11, INK, 1.4);
/// Running text that stands out.
pub(crate) const STRONG: TextStyle = TextStyle::new(Weight::Semibold, 11, INK, 1.4);
/// Instructions beside a picture.
pub(crate) const BODY_SMALL: TextStyle = TextStyle::new(Weight::Regular, 10, INK, 1.4);
/// What to type or remember of them.
pub(crate) const BODY_SMALL_STRONG: TextStyle = TextStyle::new(Weight::Semibold, 10, ACCENT, 1.5);
/// The label of a row.
pub(crate) const LABEL: TextStyle = TextStyle::new(Weight::Regular, 10, MUTED, 1.54);
/// Notes.
pub(crate) const SMALL: TextStyle = TextStyle::new(Weight::Regular, 9, MUTED, 1.4);
/// Under a value: fingerprints, legal bases.
pub(crate) const TINY: TextStyle = TextStyle::new(Weight::Regular, 8, MUTED, 1.5);
/// The operator's name in the header.
pub(crate) const BRAND: TextStyle = TextStyle::new(Weight::Semibold, 14, ACCENT, 1.2);
/// The figure that a document is about.
pub(crate) const FIGURE: TextStyle = TextStyle::new(Weight::Semibold, 18, ACCENT, 1.2);
