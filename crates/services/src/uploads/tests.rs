//! Files as people and attackers send them, all made here.

use common::field_error::FieldErrorCode;
use common::validation::uploads::MAX_FILE_SIZE;
use db::documents::FindingKind;
use image::codecs::png::PngEncoder;
use image::{Rgb, RgbImage, Rgba, RgbaImage};
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::*;

mod made;

use made::{encrypted_pdf, jpeg, pdf, picture, png, png_header, with_exif};

async fn refusal(kind: DocumentKind, bytes: Vec<u8>) -> FieldErrorCode {
    match inspect(kind, bytes).await {
        Err(Refusal::Fault(fault)) => fault.code,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn refuses_what_is_not_the_file_it_should_be() {
    use DocumentKind::{LicenceFront, Photo, Signature};
    let html = b"<!doctype html><script>alert(1)</script>".to_vec();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec();
    assert_eq!(
        refusal(LicenceFront, Vec::new()).await,
        FieldErrorCode::FileEmpty
    );
    assert_eq!(refusal(LicenceFront, html).await, FieldErrorCode::FileType);
    assert_eq!(refusal(LicenceFront, svg).await, FieldErrorCode::FileType);
    assert_eq!(
        refusal(LicenceFront, b"PK\x03\x04".to_vec()).await,
        FieldErrorCode::FileType
    );
    assert_eq!(
        refusal(LicenceFront, b"GIF89a....".to_vec()).await,
        FieldErrorCode::FileType
    );
    assert_eq!(
        refusal(Photo, pdf(1, |_, _| {})).await,
        FieldErrorCode::FileType
    );
    assert_eq!(
        refusal(Signature, pdf(1, |_, _| {})).await,
        FieldErrorCode::FileType
    );
    let mut large = jpeg(&picture(900, 900));
    large.resize(usize::try_from(MAX_FILE_SIZE).unwrap() + 1, 0);
    assert_eq!(
        refusal(LicenceFront, large).await,
        FieldErrorCode::FileTooLarge
    );
}

#[tokio::test]
async fn refuses_images_that_are_broken_or_too_large() {
    use DocumentKind::LicenceFront;
    let whole = jpeg(&picture(1_000, 700));
    for length in [3, 20, 400, whole.len() / 2, whole.len() - 2] {
        let cut = whole[..length].to_vec();
        assert_eq!(
            refusal(LicenceFront, cut).await,
            FieldErrorCode::FileUnreadable,
            "{length}"
        );
    }
    let whole = png(&picture(1_000, 700));
    let cut = whole[..whole.len() / 2].to_vec();
    assert_eq!(
        refusal(LicenceFront, cut).await,
        FieldErrorCode::FileUnreadable
    );
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 0x55;
    assert_eq!(
        refusal(LicenceFront, damaged).await,
        FieldErrorCode::FileUnreadable
    );
    for (width, height) in [(50_000, 50_000), (10_000, 5_001), (u32::MAX >> 1, 1)] {
        let code = refusal(LicenceFront, png_header(width, height)).await;
        let is_refused = matches!(
            code,
            FieldErrorCode::ImageTooLarge | FieldErrorCode::FileUnreadable
        );
        assert!(is_refused, "{width} × {height}: {code}");
    }
    let bomb = png_header(50_000, 50_000);
    assert_eq!(
        refusal(LicenceFront, bomb).await,
        FieldErrorCode::ImageTooLarge
    );
    // The header promises more than the data hold.
    assert_eq!(
        refusal(LicenceFront, png_header(900, 900)).await,
        FieldErrorCode::FileUnreadable
    );
}

#[tokio::test]
async fn refuses_images_that_cannot_be_printed() {
    let small = jpeg(&picture(799, 900));
    assert_eq!(
        refusal(DocumentKind::LicenceFront, small).await,
        FieldErrorCode::ImageTooSmall
    );
    let small = jpeg(&picture(412, 531));
    assert_eq!(
        refusal(DocumentKind::Photo, small).await,
        FieldErrorCode::ImageTooSmall
    );
    let wide = jpeg(&picture(900, 700));
    assert_eq!(
        refusal(DocumentKind::Photo, wide).await,
        FieldErrorCode::PhotoProportions
    );
    assert!(
        inspect(DocumentKind::Photo, jpeg(&picture(413, 531)))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn keeps_pixels_and_nothing_else() {
    let sent = with_exif(&jpeg(&picture(1_000, 600)), 1);
    assert!(sent.windows(3).any(|part| part == b"GPS"));
    let kept = inspect(DocumentKind::LicenceFront, sent).await.unwrap();
    assert!(!kept.bytes.windows(3).any(|part| part == b"GPS"));
    assert!(!kept.bytes.windows(4).any(|part| part == b"Exif"));
    assert_eq!(
        (kept.format, kept.size),
        (FileFormat::Jpeg, Some((1_000, 600)))
    );
    // What was hidden behind the image's end is gone too.
    let mut polyglot = png(&picture(900, 900));
    polyglot.extend(b"<script>alert(1)</script>");
    let kept = inspect(DocumentKind::LicenceFront, polyglot).await.unwrap();
    assert!(!kept.bytes.windows(6).any(|part| part == b"script"));
}

#[tokio::test]
async fn turns_images_upright() {
    // Orientation 6: the camera was held upright, its sensor lay on the side.
    let sent = with_exif(&jpeg(&picture(1_000, 820)), 6);
    let kept = inspect(DocumentKind::LicenceFront, sent).await.unwrap();
    assert_eq!(kept.size, Some((820, 1_000)));
    let image = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
    // Turned clockwise, the left half (red) is the upper half.
    assert!(image.get_pixel(410, 100).0[0] > 200 && image.get_pixel(410, 900).0[0] < 80);

    let turned = rotate(DocumentKind::LicenceFront, kept.format, kept.bytes)
        .await
        .unwrap();
    assert_eq!(turned.size, Some((1_000, 820)));
    let image = image::load_from_memory(&turned.bytes).unwrap().into_rgb8();
    assert!(image.get_pixel(900, 410).0[0] > 200 && image.get_pixel(100, 410).0[0] < 80);
}

#[tokio::test]
async fn reduces_large_images_and_whitens_transparent_ones() {
    let kept = inspect(DocumentKind::LicenceFront, jpeg(&picture(6_000, 3_000)))
        .await
        .unwrap();
    assert_eq!(kept.size, Some((4_000, 2_000)));

    let ink = RgbaImage::from_fn(600, 200, |x, _| {
        if x % 50 == 0 {
            Rgba([0, 0, 0, 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    });
    let mut bytes = Vec::new();
    ink.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    let kept = inspect(DocumentKind::Signature, bytes).await.unwrap();
    let image = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
    assert_eq!(image.get_pixel(25, 100).0, [255, 255, 255]);
    assert_eq!(image.get_pixel(50, 100).0, [0, 0, 0]);
}

#[tokio::test]
async fn notices_blur_and_backgrounds_without_blocking() {
    let warned = |kept: Inspected| -> Vec<_> {
        let findings = kept.findings.into_iter();
        findings
            .filter(|finding| finding.severity != common::dto::review::FindingSeverity::Ok)
            .map(|finding| finding.kind)
            .collect()
    };
    let flat = jpeg(&RgbImage::from_pixel(900, 900, Rgb([200, 200, 200])));
    let kept = inspect(DocumentKind::LicenceFront, flat).await.unwrap();
    assert_eq!(warned(kept), [FindingKind::Sharpness]);

    let portrait = |background: u8| {
        jpeg(&RgbImage::from_fn(700, 900, |x, y| {
            let (dx, dy) = (i64::from(x) - 350, i64::from(y) - 500);
            if dx * dx + dy * dy > 200 * 200 {
                Rgb([background; 3])
            } else {
                Rgb([u8::from((x / 9 + y / 9) % 2 == 0) * 120 + 60; 3])
            }
        }))
    };
    let kept = inspect(DocumentKind::Photo, portrait(215)).await.unwrap();
    assert_eq!(warned(kept), []);
    let kept = inspect(DocumentKind::Photo, portrait(255)).await.unwrap();
    assert_eq!(warned(kept), [FindingKind::Background]);
    let kept = inspect(DocumentKind::Photo, portrait(90)).await.unwrap();
    assert_eq!(warned(kept), [FindingKind::Background]);
}

#[tokio::test]
async fn takes_only_documents_to_be_read() {
    use DocumentKind::LicenceFront;
    let kept = inspect(LicenceFront, pdf(10, |_, _| {})).await.unwrap();
    assert_eq!((kept.format, kept.pages), (FileFormat::Pdf, Some(10)));
    assert_eq!(
        refusal(LicenceFront, pdf(11, |_, _| {})).await,
        FieldErrorCode::FilePages
    );
    assert_eq!(
        refusal(LicenceFront, pdf(0, |_, _| {})).await,
        FieldErrorCode::FileUnreadable
    );
    assert_eq!(
        refusal(LicenceFront, encrypted_pdf()).await,
        FieldErrorCode::FileEncrypted
    );
    let whole = pdf(3, |_, _| {});
    let cut = whole[..40].to_vec();
    assert_eq!(
        refusal(LicenceFront, cut).await,
        FieldErrorCode::FileUnreadable
    );
    let script = |catalog: &mut Dictionary| {
        let action =
            dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        catalog.set("OpenAction", action);
    };
    let with_script = pdf(1, |_, catalog| script(catalog));
    assert_eq!(
        refusal(LicenceFront, with_script).await,
        FieldErrorCode::FileActiveContent
    );
    let launching = pdf(1, |document, catalog| {
        let action =
            document.add_object(dictionary! { "Type" => "Action", "S" => "Launch", "F" => "calc" });
        catalog.set("OpenAction", action);
    });
    assert_eq!(
        refusal(LicenceFront, launching).await,
        FieldErrorCode::FileActiveContent
    );
    let carrying = pdf(1, |document, catalog| {
        let file = document.add_object(Stream::new(
            dictionary! { "Type" => "EmbeddedFile" },
            b"MZ".to_vec(),
        ));
        let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![file.into()] } };
        catalog.set("Names", names);
    });
    assert_eq!(
        refusal(LicenceFront, carrying).await,
        FieldErrorCode::FileActiveContent
    );
}

#[tokio::test]
async fn work_keeps_its_memory_when_nobody_waits_for_it_any_more() {
    static SMALL: Semaphore = Semaphore::const_new(1);
    let (say_begun, begun) = std::sync::mpsc::channel();
    let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
    let upload = tokio::spawn(within(&SMALL, 1, move || {
        say_begun.send(()).unwrap();
        may_go_on.recv().unwrap();
    }));
    tokio::task::spawn_blocking(move || begun.recv().unwrap())
        .await
        .unwrap();
    upload.abort();
    assert!(upload.await.unwrap_err().is_cancelled());
    assert_eq!(SMALL.available_permits(), 0, "the work goes on");
    go_on.send(()).unwrap();
    let free = SMALL.acquire().await.unwrap();
    drop(free);
    assert_eq!(SMALL.available_permits(), 1);
}
