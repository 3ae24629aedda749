//! A word stamped on every page of a finished document.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};

use super::finish::{compress, to_unicode};
use super::theme;
use crate::error::DocumentError;
use crate::fonts::{Font, Fonts, POINT, Subset, Weight};

/// The name of the stamp's font among a page's fonts.
const FONT: &str = "Stamp";

/// Six letters and a plus name a part of a font (PDF 32000-1, 9.6.4).
const FONT_NAME: &str = "CQCSTM+CQCSans-Semibold";

/// Behind the text, from corner to corner: size in points, and the slope's angle.
const LARGE: u8 = 110;
const ANGLE: f32 = 55.0;

/// Above the text, at the right, for who prints without pale colours.
const SMALL: u8 = 14;
const SMALL_BASELINE: f32 = 11.5;

/// Appends the stamp to the document, whose bytes stay as they are.
pub(crate) fn stamp(original: &[u8], word: &str) -> Result<Vec<u8>, DocumentError> {
    let document = Document::load_mem(original)?;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    if pages.is_empty() {
        return Err(DocumentError::Pdf("the original has no page".to_owned()));
    }
    let mut copy = IncrementalDocument::create_from(original.to_vec(), document);
    // The document's own font holds only the letters that the document needed.
    let font = Fonts::get()?.weight(Weight::Semibold);
    let subset = font.subset(&word.chars().collect())?;
    let drawing = Stream::new(Dictionary::new(), content(font, &subset, word).into_bytes());
    let drawing = copy.new_document.add_object(drawing);
    let font = add_font(&mut copy.new_document, font, &subset);
    for id in pages {
        name_font(&mut copy, id, font)?;
        let page = copy.new_document.get_dictionary_mut(id)?;
        // First, so that the text lies above and finds the page as it expects it.
        let mut contents = vec![Object::Reference(drawing)];
        match page.get(b"Contents")? {
            Object::Array(streams) => contents.extend(streams.iter().cloned()),
            stream => contents.push(stream.clone()),
        }
        page.set("Contents", contents);
    }
    compress(&mut copy.new_document)?;
    // The second half tells the copy from the original (PDF 32000-1, 14.4).
    let digest = Sha256::new().chain_update(original).chain_update(word);
    if let Ok(Object::Array(id)) = copy.new_document.trailer.get_mut(b"ID")
        && let Some(second) = id.get_mut(1)
    {
        let digest = digest.finalize();
        *second = Object::string_literal(digest.get(..16).unwrap_or_default());
    }
    let mut bytes = Vec::with_capacity(original.len() + 8_000);
    copy.save_to(&mut bytes)
        .map_err(|error| DocumentError::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// Lets a page call the font by its name.
fn name_font(
    copy: &mut IncrementalDocument,
    page: ObjectId,
    font: ObjectId,
) -> Result<(), DocumentError> {
    let resources = copy.get_or_create_resources(page)?.as_dict_mut()?;
    match resources.get_mut(b"Font") {
        Ok(Object::Reference(shared)) => {
            let shared = *shared;
            copy.opt_clone_object_to_new_document(shared)?;
            let fonts = copy.new_document.get_dictionary_mut(shared)?;
            fonts.set(FONT, font);
        }
        Ok(fonts) => fonts.as_dict_mut()?.set(FONT, font),
        Err(_) => resources.set("Font", dictionary! { FONT => font }),
    }
    Ok(())
}

/// The word twice, apart from the document's structure: it tells of the copy, not
/// of what was copied.
fn content(font: &Font, subset: &Subset, word: &str) -> String {
    let glyph = |character| subset.unicode.iter().find(|(_, known)| *known == character);
    let glyphs: String = word
        .chars()
        .filter_map(glyph)
        .map(|(id, _)| format!("{id:04X}"))
        .collect();
    let text = |size: u8, color: theme::Color, [a, b, c, d, x, y]: [f32; 6]| {
        let [red, green, blue] = [color.0, color.1, color.2].map(|part| f32::from(part) / 255.0);
        format!(
            "{red:.3} {green:.3} {blue:.3} rg\nBT /{FONT} {size} Tf {a:.4} {b:.4} {c:.4} {d:.4} {x:.3} {y:.3} Tm <{glyphs}> Tj ET\n"
        )
    };
    let (sin, cos) = ANGLE.to_radians().sin_cos();
    let along = font.width(word, LARGE) / POINT / 2.0;
    // Two thirds of the size: the height of a capital.
    let across = f32::from(LARGE) / 3.0;
    // Below the middle: the panel at the head of a page would cover it.
    let [x, y] = [theme::PAGE_WIDTH / 2.0, theme::PAGE_HEIGHT / 2.0 - 14.0].map(|mm| mm / POINT);
    let start = [
        x - along * cos + across * sin,
        y - along * sin - across * cos,
    ];
    let right = theme::LEFT + theme::WIDTH - font.width(word, SMALL);
    let [left, bottom] = [right, theme::PAGE_HEIGHT - SMALL_BASELINE].map(|mm| mm / POINT);
    let large = text(
        LARGE,
        theme::TINT,
        [cos, sin, -sin, cos, start[0], start[1]],
    );
    let small = text(SMALL, theme::AMBER, [1.0, 0.0, 0.0, 1.0, left, bottom]);
    format!("/Artifact BMC\nq\n{large}{small}Q\nEMC\n")
}

/// The glyphs as a font of the document (PDF 32000-1, 9.7).
fn add_font(pdf: &mut Document, font: &Font, subset: &Subset) -> ObjectId {
    let map = to_unicode(&subset.unicode);
    let unicode = pdf.add_object(Stream::new(Dictionary::new(), map));
    let mut widths = Vec::new();
    for (id, character) in &subset.unicode {
        widths.push(i64::from(*id).into());
        widths.push(vec![font.advance(*character).into()].into());
    }
    let descendant = dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => FONT_NAME,
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => add_descriptor(pdf, font, subset),
        "W" => widths,
        "CIDToGIDMap" => "Identity",
    };
    let descendant = pdf.add_object(descendant);
    pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => FONT_NAME,
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => unicode,
    })
}

fn add_descriptor(pdf: &mut Document, font: &Font, subset: &Subset) -> ObjectId {
    let length = i64::try_from(subset.bytes.len()).unwrap_or(i64::MAX);
    let about = dictionary! { "Length1" => length };
    let file = pdf.add_object(Stream::new(about, subset.bytes.to_vec()));
    let metrics = font.metrics();
    pdf.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => FONT_NAME,
        // Not one of the Latin character sets of old.
        "Flags" => 4,
        "FontBBox" => metrics.bounds.map(Object::Integer).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => metrics.ascent,
        "Descent" => metrics.descent,
        "CapHeight" => metrics.capitals,
        "StemV" => 120,
        "FontFile2" => file,
    })
}
