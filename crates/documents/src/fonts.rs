//! The two fonts of all documents, parsed once, and the part of them that one
//! document embeds.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use genpdf::fonts::{FontData, GlyphIdMap};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

use crate::error::DocumentError;

const REGULAR: &[u8] = include_bytes!("../fonts/CqcSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../fonts/CqcSans-Semibold.ttf");

/// A point in millimetres.
pub(crate) const POINT: f32 = 25.4 / 72.0;

/// The two weights that the documents use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Semibold,
}

/// Both weights.
pub(crate) struct Fonts {
    regular: Font,
    semibold: Font,
}

impl Fonts {
    /// The fonts, read on the first call and kept.
    pub(crate) fn get() -> Result<&'static Self, DocumentError> {
        static FONTS: OnceLock<Result<Fonts, String>> = OnceLock::new();
        let read = || {
            Ok(Self {
                regular: Font::read(REGULAR)?,
                semibold: Font::read(SEMIBOLD)?,
            })
        };
        let broken = |reason: &String| DocumentError::Font(reason.clone());
        FONTS.get_or_init(read).as_ref().map_err(broken)
    }

    pub(crate) const fn weight(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Semibold => &self.semibold,
        }
    }
}

/// A font with what is needed to set text: glyphs, widths, kerning.
pub(crate) struct Font {
    bytes: &'static [u8],
    full: FontData,
    units_per_em: f32,
    metrics: Metrics,
    glyphs: HashMap<char, Glyph>,
    kerning: HashMap<(u16, u16), i16>,
}

/// What a PDF says about a font, in thousandths of its size.
#[derive(Clone, Copy)]
pub(crate) struct Metrics {
    /// The box that holds every glyph: left, bottom, right, top.
    pub(crate) bounds: [i64; 4],
    pub(crate) ascent: i64,
    pub(crate) descent: i64,
    /// The height of capitals.
    pub(crate) capitals: i64,
}

#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    advance: u16,
}

impl Font {
    fn read(bytes: &'static [u8]) -> Result<Self, String> {
        let face = Face::parse(bytes, 0).map_err(|error| error.to_string())?;
        let full = FontData::new(bytes.to_vec(), None).map_err(|error| error.to_string())?;
        Ok(Self {
            bytes,
            full,
            units_per_em: f32::from(face.units_per_em()),
            metrics: metrics(&face),
            glyphs: glyphs(&face),
            kerning: kerning(&face),
        })
    }

    pub(crate) fn has(&self, character: char) -> bool {
        self.glyphs.contains_key(&character)
    }

    pub(crate) const fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// How far a character moves on, in thousandths of the size.
    pub(crate) fn advance(&self, character: char) -> i64 {
        let glyph = self.glyphs.get(&character);
        let units = glyph.map_or(0.0, |glyph| f32::from(glyph.advance));
        (units * 1_000.0 / self.units_per_em).round() as i64
    }

    /// The width of a line of text in millimetres.
    pub(crate) fn width(&self, text: &str, size: u8) -> f32 {
        let mut units = 0_i32;
        let mut previous = None;
        for glyph in text
            .chars()
            .filter_map(|character| self.glyphs.get(&character))
        {
            units += i32::from(glyph.advance);
            if let Some(previous) = previous {
                units += i32::from(
                    self.kerning
                        .get(&(previous, glyph.id))
                        .copied()
                        .unwrap_or(0),
                );
            }
            previous = Some(glyph.id);
        }
        units as f32 / self.units_per_em * f32::from(size) * POINT
    }

    /// The part of the font that these characters need. Embedding it instead of
    /// the font makes a certificate of 20 kB out of one of 180 kB.
    pub(crate) fn subset(&self, characters: &BTreeSet<char>) -> Result<Subset, DocumentError> {
        let mut remapper = GlyphRemapper::new();
        let mut map = GlyphIdMap::new();
        let mut unicode = Vec::with_capacity(characters.len());
        for character in characters {
            if let Some(glyph) = self.glyphs.get(character) {
                let before = remapper.num_gids();
                let id = remapper.remap(glyph.id);
                map.insert(*character, id);
                if id >= before {
                    unicode.push((id, *character));
                }
            }
        }
        let bytes = subsetter::subset(self.bytes, 0, &remapper)
            .map_err(|error| DocumentError::Font(error.to_string()))?;
        let bytes = Arc::new(bytes);
        let data = FontData::clone_with_data(&self.full, Arc::clone(&bytes), Some(map));
        Ok(Subset {
            data,
            bytes,
            unicode,
        })
    }
}

/// What one document embeds of a font.
pub(crate) struct Subset {
    /// Widths of the full font, glyphs of the part.
    pub(crate) data: FontData,
    /// The font file to embed.
    pub(crate) bytes: Arc<Vec<u8>>,
    /// Each glyph's character, for copying and searching text.
    pub(crate) unicode: Vec<(u16, char)>,
}

fn metrics(face: &Face<'_>) -> Metrics {
    let units_per_em = i64::from(face.units_per_em());
    let scale = |units: i16| i64::from(units) * 1_000 / units_per_em;
    let bounds = face.global_bounding_box();
    Metrics {
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scale),
        ascent: scale(face.ascender()),
        descent: scale(face.descender()),
        capitals: scale(face.capital_height().unwrap_or_else(|| face.ascender())),
    }
}

fn glyphs(face: &Face<'_>) -> HashMap<char, Glyph> {
    let mut glyphs = HashMap::new();
    let tables = face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|code| {
            let character = char::from_u32(code);
            let id = table.glyph_index(code).filter(|id| id.0 != 0);
            if let (Some(character), Some(id)) = (character, id) {
                let advance = face.glyph_hor_advance(id).unwrap_or(0);
                glyphs.insert(character, Glyph { id: id.0, advance });
            }
        });
    }
    glyphs
}

fn kerning(face: &Face<'_>) -> HashMap<(u16, u16), i16> {
    let Some(table) = face
        .tables()
        .kern
        .and_then(|kern| kern.subtables.into_iter().next())
    else {
        return HashMap::new();
    };
    let ttf_parser::kern::Format::Format0(pairs) = table.format else {
        return HashMap::new();
    };
    pairs
        .pairs
        .into_iter()
        .map(|pair| ((pair.left().0, pair.right().0), pair.value))
        .collect()
}

/// The glyph that stands for a character without one.
pub(crate) const REPLACEMENT: char = '□';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_letters_of_names_in_europe() {
        let fonts = Fonts::get().unwrap();
        let names = "ΠΑΠΑΔΌΠΟΥΛΟΣ Шевченко Ґанна Nguyễn D’ARTAGNAN-LEFÈVRE Łukasz Đặng Șerban İbrahim ß ĲŐ n°€\u{202F}□";
        for character in names.chars() {
            assert!(
                fonts.regular.has(character) && fonts.semibold.has(character),
                "{character}"
            );
        }
    }

    #[test]
    fn names_hold_only_letters_that_can_be_printed() {
        use common::validation::scripts::is_printed_letter;
        let fonts = Fonts::get().unwrap();
        let has = |letter| fonts.regular.has(letter) && fonts.semibold.has(letter);
        let differ: Vec<_> = ('\0'..=char::MAX)
            .filter(|letter| is_printed_letter(*letter) != (letter.is_alphabetic() && has(*letter)))
            .collect();
        assert_eq!(differ, [], "the table of `common` is not that of the fonts");
        for sign in " '’-,./()0123456789".chars() {
            assert!(has(sign), "{sign}");
        }
    }

    #[test]
    fn kerns_and_counts_points() {
        let font = Fonts::get().unwrap().weight(Weight::Regular);
        assert!(font.width("AV", 10) < font.width("A", 10) + font.width("V", 10));
        assert!((font.width("HH", 20) - 2.0 * font.width("HH", 10)).abs() < 1e-4);
    }

    #[test]
    fn embeds_only_what_is_used() {
        let font = Fonts::get().unwrap().weight(Weight::Regular);
        let subset = font.subset(&"Nguyễn".chars().collect()).unwrap();
        assert!(subset.bytes.len() < 8_000, "{} bytes", subset.bytes.len());
        assert_eq!(subset.unicode.len(), 6);
    }
}
