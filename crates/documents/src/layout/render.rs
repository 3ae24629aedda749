//! Draws the placed text and shapes with the PDF library.

use std::collections::BTreeSet;
use std::rc::Rc;

use genpdf::error::{Error, ErrorKind};
use genpdf::fonts::{FontCache, FontFamily};
use genpdf::render::Area;
use genpdf::style::{Color, LineStyle, Style};
use genpdf::{Context, Document, Element, Mm, Position, RenderResult};

use super::theme::{self, TextStyle};
use super::{Item, Sheet};
use crate::error::DocumentError;
use crate::fonts::{Subset, Weight};

/// What was drawn, before it is put in its final form.
pub(super) struct Drawn {
    pub(super) bytes: Vec<u8>,
    pub(super) regular: Subset,
    pub(super) semibold: Subset,
}

pub(super) fn render(
    sheet: &Sheet<'_>,
    pages: &Rc<Vec<Vec<Item>>>,
) -> Result<Drawn, DocumentError> {
    let regular = subset(sheet, pages, Weight::Regular)?;
    let semibold = subset(sheet, pages, Weight::Semibold)?;
    let mut document = Document::new(FontFamily {
        regular: regular.data.clone(),
        bold: semibold.data.clone(),
        italic: regular.data.clone(),
        bold_italic: semibold.data.clone(),
    });
    // Without it, half a megabyte of colour profile goes into each document.
    document.set_minimal_conformance();
    document.push(Pages {
        pages: Rc::clone(pages),
        next: 0,
    });
    let mut bytes = Vec::new();
    document.render(&mut bytes)?;
    Ok(Drawn {
        bytes,
        regular,
        semibold,
    })
}

/// All pages as one element of the library, which asks for the next page until
/// there is none.
struct Pages {
    pages: Rc<Vec<Vec<Item>>>,
    next: usize,
}

impl Element for Pages {
    fn render(
        &mut self,
        context: &Context,
        area: Area<'_>,
        _: Style,
    ) -> Result<RenderResult, Error> {
        for item in self.pages.get(self.next).into_iter().flatten() {
            draw(&area, &context.font_cache, item)?;
        }
        self.next += 1;
        Ok(RenderResult {
            size: area.size(),
            has_more: self.next < self.pages.len(),
        })
    }
}

fn subset(sheet: &Sheet<'_>, pages: &[Vec<Item>], weight: Weight) -> Result<Subset, DocumentError> {
    let mut characters = BTreeSet::from([' ']);
    for item in pages.iter().flatten() {
        if let Item::Text { style, text, .. } = item
            && style.weight == weight
        {
            characters.extend(text.chars());
        }
    }
    sheet.fonts.weight(weight).subset(&characters)
}

fn draw(area: &Area<'_>, cache: &FontCache, item: &Item) -> Result<(), Error> {
    match item {
        Item::Text {
            x,
            baseline,
            style,
            text,
            ..
        } => {
            let style = genpdf_style(*style);
            let ascent = f32::from(style.metrics(cache).ascent);
            let fits = area.print_str(cache, Position::new(*x, *baseline - ascent), style, text)?;
            if !fits {
                return Err(Error::new(
                    "a line is outside the page",
                    ErrorKind::PageSizeExceeded,
                ));
            }
        }
        Item::Bar {
            x,
            y,
            width,
            height,
            color,
        } => {
            // A line as thick as the bar is high: the library fills no shapes.
            let middle = y + height / 2.0;
            let line = LineStyle::new()
                .with_thickness(Mm::from(*height))
                .with_color(rgb(*color));
            area.draw_line(
                [Position::new(*x, middle), Position::new(x + width, middle)],
                line,
            );
        }
        // Put into the finished file, where they are not blown up to raw RGB.
        Item::Picture { .. } => {}
    }
    Ok(())
}

fn genpdf_style(style: TextStyle) -> Style {
    let plain = Style::new()
        .with_font_size(style.size)
        .with_color(rgb(style.color));
    match style.weight {
        Weight::Regular => plain,
        Weight::Semibold => plain.bold(),
    }
}

const fn rgb(color: theme::Color) -> Color {
    Color::Rgb(color.0, color.1, color.2)
}
