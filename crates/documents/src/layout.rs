//! The layer between the documents and the PDF library: text and shapes are
//! first placed on pages of A4, then drawn.
//!
//! Placing before drawing is what lets a footer say "page 1 of 2", and lets a
//! document embed only the glyphs that it turned out to need.
//!
//! **Invariants.** Positions are in millimetres from the top left corner.
//! Nothing is placed outside the margins: lines are broken before they are placed.

mod archive;
mod blocks;
mod coupon;
mod finish;
mod panels;
mod picture;
mod render;
mod stamp;
mod structure;
mod table;
pub(crate) mod theme;

use std::rc::Rc;

use crate::error::DocumentError;
use crate::fonts::Fonts;
use crate::operator::Operator;
use crate::text;
use crate::texts::Texts;

pub(crate) use archive::Attachment;
pub(crate) use panels::{PanelLine, Tone};
pub(crate) use picture::Picture;
pub(crate) use stamp::stamp;
pub(crate) use table::Column;
use theme::{Color, TextStyle};

/// What a screen reader announces a piece of text or a picture as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Heading,
    Paragraph,
    Figure {
        alternative: String,
    },
    /// Repeated on each page; not read aloud.
    Decoration,
}

/// Something placed on a page.
pub(crate) enum Item {
    Text {
        x: f32,
        baseline: f32,
        style: TextStyle,
        text: String,
        block: usize,
    },
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        color: Color,
    },
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        picture: usize,
        block: usize,
    },
}

/// About the document as a whole.
pub(crate) struct Meta<'a> {
    /// Title in the window's bar and the file's properties.
    pub(crate) title: String,
    /// Printed in each footer.
    pub(crate) reference: &'a str,
    /// Who issues the document.
    pub(crate) operator: &'a Operator,
    /// The words of its language.
    pub(crate) texts: &'static Texts,
}

/// The pages of one document while it is being composed.
pub(crate) struct Sheet<'a> {
    meta: Meta<'a>,
    fonts: &'static Fonts,
    pages: Vec<Vec<Item>>,
    /// The page that is being filled.
    at: usize,
    blocks: Vec<Role>,
    pictures: Vec<Picture>,
    attachment: Option<Attachment>,
    y: f32,
}

impl<'a> Sheet<'a> {
    /// An empty document; its first page has the operator's header.
    pub(crate) fn new(meta: Meta<'a>) -> Result<Self, DocumentError> {
        let mut sheet = Self {
            meta,
            fonts: Fonts::get()?,
            pages: vec![Vec::new()],
            at: 0,
            blocks: Vec::new(),
            pictures: Vec::new(),
            attachment: None,
            y: theme::TOP,
        };
        sheet.header();
        Ok(sheet)
    }

    /// Makes the document one for archives, with this invoice attached.
    pub(crate) fn attach(&mut self, attachment: Attachment) {
        self.attachment = Some(attachment);
    }

    /// The PDF. The same data give the same bytes.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, DocumentError> {
        self.footers();
        let pages = Rc::new(std::mem::take(&mut self.pages));
        let drawn = render::render(&self, &pages)?;
        finish::finish(&self, &pages, &drawn)
    }

    /// Moves down.
    pub(crate) fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// Goes to a new page unless this much is left on this one.
    pub(crate) fn need(&mut self, height: f32) {
        if self.y + height > theme::BOTTOM && self.y > theme::TOP_OF_NEXT {
            self.pages.push(Vec::new());
            self.at = self.pages.len() - 1;
            self.y = theme::TOP_OF_NEXT;
        }
    }

    fn begin(&mut self, role: Role) -> usize {
        self.blocks.push(role);
        self.blocks.len() - 1
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.get_mut(self.at) {
            page.push(item);
        }
    }

    /// Places one line whose top is at `y`.
    fn put_line(&mut self, x: f32, y: f32, style: TextStyle, line: &str, block: usize) {
        if !line.is_empty() {
            let baseline = y + style.baseline();
            self.put(Item::Text {
                x,
                baseline,
                style,
                text: line.to_owned(),
                block,
            });
        }
    }

    fn put_bar(&mut self, x: f32, y: f32, width: f32, height: f32, color: Color) {
        self.put(Item::Bar {
            x,
            y,
            width,
            height,
            color,
        });
    }

    fn put_picture(&mut self, picture: Picture, place: [f32; 4], alternative: &str) {
        let block = self.begin(Role::Figure {
            alternative: alternative.to_owned(),
        });
        self.pictures.push(picture);
        let [x, y, width, height] = place;
        let picture = self.pictures.len() - 1;
        self.put(Item::Picture {
            x,
            y,
            width,
            height,
            picture,
            block,
        });
    }

    fn lines(&self, style: TextStyle, width: f32, content: &str) -> Vec<String> {
        text::lines(self.fonts, style.weight, style.size, width, content)
    }

    fn width(&self, style: TextStyle, line: &str) -> f32 {
        self.fonts.weight(style.weight).width(line, style.size)
    }
}

#[cfg(test)]
mod tests;
