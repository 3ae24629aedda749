//! Files as people send them.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// A sharp picture; the left half is red, the right half is not.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let stripe = u8::from((x / 9 + y / 9) % 2 == 0) * 50;
        Rgb([if x < width / 2 { 240 } else { 20 }, 90 + stripe, 120])
    });
    let mut bytes = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 80))
        .unwrap();
    bytes
}

/// A JPEG with an EXIF block: an orientation and words about a place.
pub fn jpeg_with_exif(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let jpeg = jpeg(width, height);
    let mut segment = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    segment.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    segment.extend([0x0E, 0x01, 2, 0, 14, 0, 0, 0, 38, 0, 0, 0]);
    segment.extend([0, 0, 0, 0]);
    segment.extend(b"GPS 48.85 2.35");
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &segment, &jpeg[2..]].concat()
}

/// A PDF of so many pages; `extra` stands in its catalog.
pub fn pdf(pages: usize, extra: &str) -> Vec<u8> {
    let kids: Vec<_> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{extra}>>"),
        format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" ")),
    ];
    objects.resize(
        pages + 2,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_owned(),
    );
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (start, size) = (text.len(), objects.len() + 1);
    text += &format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    text.into_bytes()
}

/// What a PDF says, its words one space apart.
pub fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
