//! Puts the drawn PDF into its final form: small fonts with their characters,
//! pictures, structure for screen readers, properties, compressed streams.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};
use sha2::{Digest, Sha256};

use super::render::Drawn;
use super::structure::{self, Marks};
use super::{Item, Sheet, archive, theme};
use crate::error::DocumentError;
use crate::fonts::{POINT, Subset};

pub(super) fn finish(
    sheet: &Sheet<'_>,
    pages: &[Vec<Item>],
    drawn: &Drawn,
) -> Result<Vec<u8>, DocumentError> {
    let mut pdf = Document::load_mem(&drawn.bytes)?;
    let page_ids: Vec<ObjectId> = pdf.page_iter().collect();
    // The drawing library numbers the fonts in the order they were added.
    for (name, subset) in [("F0", &drawn.regular), ("F1", &drawn.semibold)] {
        finish_font(&mut pdf, page_ids.first().copied(), name, subset)?;
    }
    let pictures = add_pictures(&mut pdf, sheet);
    let mut marks = Marks::new(sheet.blocks.len());
    for (index, (id, items)) in page_ids.iter().zip(pages).enumerate() {
        let mut content = structure::mark_text(
            &pdf.get_page_content(*id),
            items,
            &sheet.blocks,
            index,
            &mut marks,
        );
        draw_pictures(&mut content, items, index, &mut marks);
        finish_page(&mut pdf, *id, index, content, &pictures)?;
    }
    structure::add_tree(&mut pdf, &sheet.blocks, &page_ids, &marks)?;
    set_properties(&mut pdf, sheet)?;
    if let Some(attachment) = &sheet.attachment {
        archive::add(&mut pdf, sheet, attachment)?;
    }
    pdf.prune_objects();
    pdf.renumber_objects();
    let digest = compress(&mut pdf)?;
    write(&mut pdf, &digest)
}

/// Gives the font the file and the table of characters that the library, which
/// knows nothing of subsets, could not make.
fn finish_font(
    pdf: &mut Document,
    page: Option<ObjectId>,
    name: &str,
    subset: &Subset,
) -> Result<(), DocumentError> {
    let missing = || DocumentError::Pdf(format!("the font {name} is missing"));
    let page = page.ok_or_else(missing)?;
    let fonts = pdf.get_page_fonts(page)?;
    let font = fonts.get(name.as_bytes()).ok_or_else(missing)?;
    let unicode = font.get(b"ToUnicode")?.as_reference()?;
    let descendant = font
        .get(b"DescendantFonts")?
        .as_array()?
        .first()
        .ok_or_else(missing)?;
    let descriptor = descendant
        .as_dict()?
        .get(b"FontDescriptor")?
        .as_reference()?;
    let file = pdf
        .get_dictionary(descriptor)?
        .get(b"FontFile2")?
        .as_reference()?;
    let length = i64::try_from(subset.bytes.len()).unwrap_or(i64::MAX);
    let font = Stream::new(dictionary! { "Length1" => length }, subset.bytes.to_vec());
    pdf.set_object(file, font);
    pdf.set_object(
        unicode,
        Stream::new(Dictionary::new(), to_unicode(&subset.unicode)),
    );
    Ok(())
}

/// The CMap from glyphs to characters (PDF 32000-1, 9.10.3).
pub(super) fn to_unicode(glyphs: &[(u16, char)]) -> Vec<u8> {
    let mut map = String::from(concat!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    ));
    for part in glyphs.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n", part.len()));
        for (glyph, character) in part {
            let mut units = [0; 2];
            let units: String = character
                .encode_utf16(&mut units)
                .iter()
                .map(|unit| format!("{unit:04X}"))
                .collect();
            map.push_str(&format!("<{glyph:04X}> <{units}>\n"));
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap CMapName currentdict /CMap defineresource pop end end\n");
    map.into_bytes()
}

fn add_pictures(pdf: &mut Document, sheet: &Sheet<'_>) -> Dictionary {
    let mut objects = Dictionary::new();
    for (index, picture) in sheet.pictures.iter().enumerate() {
        let id = pdf.add_object(picture.object());
        objects.set(format!("P{index}"), id);
    }
    objects
}

fn draw_pictures(content: &mut Vec<u8>, items: &[Item], page: usize, marks: &mut Marks) {
    for item in items {
        if let Item::Picture {
            x,
            y,
            width,
            height,
            picture,
            block,
        } = item
        {
            let mark = marks.next(page, *block);
            let points =
                [*width, *height, *x, theme::PAGE_HEIGHT - y - height].map(|mm| mm / POINT);
            let [width, height, left, bottom] = points;
            let drawing = format!(
                "/Figure <</MCID {mark}>> BDC\nq {width:.3} 0 0 {height:.3} {left:.3} {bottom:.3} cm /P{picture} Do Q\nEMC\n"
            );
            content.extend_from_slice(drawing.as_bytes());
        }
    }
}

fn finish_page(
    pdf: &mut Document,
    id: ObjectId,
    index: usize,
    content: Vec<u8>,
    pictures: &Dictionary,
) -> Result<(), DocumentError> {
    let stream = pdf.add_object(Stream::new(Dictionary::new(), content));
    let (_, resources) = pdf.get_page_resources(id)?;
    let resources = resources.first().copied();
    let fonts = pdf
        .get_dictionary(id)
        .and_then(|page| page.get(b"Resources").cloned());
    let fonts = match (resources, fonts) {
        (Some(resources), _) => pdf.get_dictionary(resources)?.get(b"Font").cloned(),
        (None, Ok(Object::Dictionary(resources))) => resources.get(b"Font").cloned(),
        (None, _) => Ok(Object::Dictionary(Dictionary::new())),
    }?;
    let page = pdf.get_dictionary_mut(id)?;
    page.set("Contents", stream);
    page.set(
        "Resources",
        dictionary! { "Font" => fonts, "XObject" => pictures.clone() },
    );
    page.set("StructParents", i64::try_from(index).unwrap_or_default());
    page.set("Tabs", "S");
    for key in [b"Annots".as_slice(), b"TrimBox", b"CropBox", b"Rotate"] {
        page.remove(key);
    }
    Ok(())
}

/// Title, author, language. No dates: they would come from a clock, and the
/// same data would give other bytes each time.
fn set_properties(pdf: &mut Document, sheet: &Sheet<'_>) -> Result<(), DocumentError> {
    let info = pdf.add_object(dictionary! {
        "Title" => text_string(&sheet.meta.title),
        "Subject" => text_string(sheet.meta.reference),
        "Author" => text_string(&sheet.meta.operator.name),
        "Creator" => text_string("CQC Hub"),
    });
    pdf.trailer.set("Info", info);
    let catalog = pdf.catalog_mut()?;
    for key in [
        b"OCProperties".as_slice(),
        b"Outlines",
        b"PageMode",
        b"PageLayout",
    ] {
        catalog.remove(key);
    }
    catalog.set("Lang", text_string(sheet.meta.texts.language_tag));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    Ok(())
}

/// Compresses each stream, quickly: the highest level took a third of the
/// whole time and saved little. Gives the SHA-256 of their contents.
pub(super) fn compress(pdf: &mut Document) -> Result<[u8; 32], DocumentError> {
    let mut digest = Sha256::new();
    for stream in pdf
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok())
    {
        digest.update(&stream.content);
        if stream.dict.has(b"Filter") || archive::is_metadata(&stream.dict) {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let failed = |error: std::io::Error| DocumentError::Pdf(error.to_string());
        encoder.write_all(&stream.content).map_err(failed)?;
        stream.set_content(encoder.finish().map_err(failed)?);
        stream.dict.set("Filter", "FlateDecode");
    }
    Ok(digest.finalize().into())
}

fn write(pdf: &mut Document, digest: &[u8; 32]) -> Result<Vec<u8>, DocumentError> {
    pdf.version = "1.7".to_owned();
    // A file's id follows from its content, so that it stays the same too.
    let id = Object::string_literal(digest.get(..16).unwrap_or_default());
    pdf.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)
        .map_err(|error| DocumentError::Pdf(error.to_string()))?;
    Ok(bytes)
}
