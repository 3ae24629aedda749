//! The same content without our fonts and layout: the least that a certificate
//! could cost. Text in a font that every reader has, and the same QR code.

use documents::error::DocumentError;
use documents::qr::QrPicture;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

const QR_SCALE: usize = 4;

/// The lines of a certificate as a PDF without embedded fonts. Letters that such
/// a font lacks become question marks, which take the same space.
pub fn plain_pdf(lines: &[String], code: &str) -> Result<Vec<u8>, DocumentError> {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" },
    );
    let picture = document.add_object(picture(code)?);
    let content = content(lines).encode()?;
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Contents" => content,
        "Resources" => dictionary! {
            "Font" => dictionary! { "F" => font },
            "XObject" => dictionary! { "Q" => picture },
        },
    });
    let all = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(all));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(lopdf::Error::from)?;
    Ok(bytes)
}

fn picture(code: &str) -> Result<Stream, DocumentError> {
    let code = QrPicture::new(code)?;
    let side = i64::try_from(code.side_with_quiet_zone() * QR_SCALE).unwrap_or_default();
    let about = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => side,
        "Height" => side,
        "ColorSpace" => "DeviceGray",
        "BitsPerComponent" => 1,
    };
    Ok(Stream::new(about, code.bits(QR_SCALE)))
}

fn content(lines: &[String]) -> Content {
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F".into(), 10.into()]),
        Operation::new("TL", vec![14.into()]),
        Operation::new("Td", vec![50.into(), 800.into()]),
    ];
    for line in lines {
        let text: Vec<u8> = line
            .chars()
            .map(|letter| u8::try_from(letter).unwrap_or(b'?'))
            .collect();
        operations.push(Operation::new("Tj", vec![Object::string_literal(text)]));
        operations.push(Operation::new("T*", vec![]));
    }
    operations.push(Operation::new("ET", vec![]));
    let place = [136, 0, 0, 136, 50, 60].map(Object::from).to_vec();
    operations.push(Operation::new("cm", place));
    operations.push(Operation::new("Do", vec!["Q".into()]));
    Content { operations }
}
