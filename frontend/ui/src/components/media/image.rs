//! Pictures in memory: read, made smaller, written.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// A photo of a document is sent no larger than this: it stays readable, and a
/// phone's 12 million pixels do not cross a weak network.
const MAX_SIDE: f64 = 2_400.0;

/// Below this many bytes an upright picture is sent as it is.
const SMALL_FILE: f64 = 1_500_000.0;

/// Reads a picture, turned as its camera noted; none when it is not one.
pub(crate) async fn decode(file: &Blob) -> Option<ImageBitmap> {
    let promise = web_sys::window()?
        .create_image_bitmap_with_blob(file)
        .ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The first bytes of a file, by which its format is known.
pub(crate) async fn first_bytes(file: &Blob) -> Vec<u8> {
    let Ok(start) = file.slice_with_f64_and_f64(0.0, 16.0) else {
        return Vec::new();
    };
    match JsFuture::from(start.array_buffer()).await {
        Ok(buffer) => Uint8Array::new(&buffer).to_vec(),
        Err(_) => Vec::new(),
    }
}

/// A canvas that is not on the page.
pub(crate) fn canvas(
    width: f64,
    height: f64,
) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context = context(&canvas)?;
    Some((canvas, context))
}

/// What one draws on a canvas with.
pub(crate) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Fills the canvas with white: JPEG has no transparency, and cards are white.
pub(crate) fn whiten(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d) {
    context.set_fill_style_str("#ffffff");
    context.fill_rect(
        0.0,
        0.0,
        f64::from(canvas.width()),
        f64::from(canvas.height()),
    );
}

/// Writes a canvas as a file of that media type.
pub(crate) async fn write(canvas: &HtmlCanvasElement, media_type: &str) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // A promise's resolver does not throw.
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        let quality = JsValue::from_f64(0.88);
        let _ = canvas.to_blob_with_type_and_encoder_options(
            done.unchecked_ref(),
            media_type,
            &quality,
        );
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The picture as it is sent: not needlessly large, and without what cameras
/// write into files. None: send the file as it is.
pub(crate) async fn prepare(file: &Blob, bitmap: &ImageBitmap) -> Option<Blob> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (MAX_SIDE / width.max(height)).min(1.0);
    if scale >= 1.0 && file.size() <= SMALL_FILE {
        return None;
    }
    let (wide, high) = (width * scale, height * scale);
    let (canvas, context) = canvas(wide, high)?;
    whiten(&canvas, &context);
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, wide, high)
        .ok()?;
    write(&canvas, "image/jpeg").await
}

/// Whole pixels; a canvas is never larger than a few thousand.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a canvas can be"
)]
fn pixels(length: f64) -> u32 {
    length.round().clamp(1.0, 16_384.0) as u32
}
