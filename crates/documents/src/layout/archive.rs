//! The form for archives, PDF/A-3 (ISO 19005-3, level B), with the invoice for
//! machines attached as Factur-X asks for.

use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};
use quick_xml::escape::escape;

use super::Sheet;
use crate::error::DocumentError;
use crate::texts::fill;

/// What the colours mean: sRGB. See `color/README.md`.
const SRGB: &[u8] = include_bytes!("../../color/sRGB-v2-micro.icc");

/// The name that Factur-X gives to the file.
const FILE_NAME: &str = "factur-x.xml";

/// The invoice for machines.
pub(crate) struct Attachment {
    /// The content of `factur-x.xml`, profile BASIC.
    pub(crate) xml: Vec<u8>,
    /// When the content was settled: a clock would make other bytes each time.
    pub(crate) dated: NaiveDate,
}

pub(super) fn add(
    pdf: &mut Document,
    sheet: &Sheet<'_>,
    attachment: &Attachment,
) -> Result<(), DocumentError> {
    tell_glyphs(pdf);
    let file = add_file(pdf, attachment);
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let about = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = pdf.add_object(Stream::new(about, metadata(sheet).into_bytes()));
    let catalog = pdf.catalog_mut()?;
    catalog.set("Metadata", metadata);
    catalog.set("AF", vec![file.into()]);
    let names = vec![Object::string_literal(FILE_NAME), file.into()];
    catalog.set(
        "Names",
        dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } },
    );
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![intent.into()]);
    Ok(())
}

/// Says of each font that characters' numbers are those of its glyphs. Readers
/// take it for granted, archives want it written down (ISO 19005-3, 6.2.11.3.2).
fn tell_glyphs(pdf: &mut Document) {
    let fonts = pdf
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
        .filter_map(|font| font.get_mut(b"DescendantFonts").ok());
    for descendants in fonts.filter_map(|fonts| fonts.as_array_mut().ok()) {
        for font in descendants.iter_mut() {
            if let Ok(font) = font.as_dict_mut() {
                font.set("CIDToGIDMap", "Identity");
            }
        }
    }
}

fn add_file(pdf: &mut Document, attachment: &Attachment) -> ObjectId {
    let dated = attachment.dated.format("D:%Y%m%d000000Z").to_string();
    let size = i64::try_from(attachment.xml.len()).unwrap_or(i64::MAX);
    let about = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => "text/xml",
        "Params" => dictionary! { "Size" => size, "ModDate" => Object::string_literal(dated) },
    };
    let content = pdf.add_object(Stream::new(about, attachment.xml.clone()));
    pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(FILE_NAME),
        "UF" => text_string(FILE_NAME),
        "Desc" => text_string("Factur-X"),
        // The same invoice in another form: what BASIC and above are.
        "AFRelationship" => "Alternative",
        "EF" => dictionary! { "F" => content, "UF" => content },
    })
}

/// Whether a stream must stay as it is: readers of archives look for metadata
/// without knowing PDF.
pub(super) fn is_metadata(dictionary: &Dictionary) -> bool {
    let kind = dictionary.get(b"Type").and_then(Object::as_name);
    kind.is_ok_and(|name| name == b"Metadata")
}

/// The file's properties again as XMP, and what Factur-X adds to them.
fn metadata(sheet: &Sheet<'_>) -> String {
    let meta = &sheet.meta;
    fill(
        include_str!("archive/metadata.xml"),
        &[
            ("title", &escape(meta.title.as_str())),
            ("author", &escape(meta.operator.name.as_str())),
            ("subject", &escape(meta.reference)),
            ("language", meta.texts.language_tag),
            ("file", FILE_NAME),
        ],
    )
}
