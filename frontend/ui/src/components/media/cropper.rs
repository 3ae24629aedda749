//! Framing an identity photo.

use common::field_error::{Fault, FieldErrorCode};
use common::validation::uploads::MIN_PHOTO_WIDTH;
use common::words::DocumentKind;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, HtmlCanvasElement, ImageBitmap};

use super::view_port::{ASPECT, ViewPort};
use super::{check, image, slot::SlotState};
use crate::components::{Button, ButtonKind, Skeleton};
use crate::i18n::use_i18n;
use crate::tr;

/// Width of the photo that is sent, 35 mm at 450 dpi.
const SENT_WIDTH: f64 = 630.0;
/// Width of the canvas on the page.
const SHOWN_WIDTH: f64 = 560.0;

#[derive(Clone)]
enum Picture {
    Reading,
    Refused(SlotState),
    Ready(ImageBitmap),
}

/// Frames an identity photo to 35 by 45, with a guide for the face: by dragging,
/// pinching, the wheel, the slider or the keyboard.
#[component]
pub fn PhotoCropper(
    /// The picture as it was chosen.
    #[prop(into)]
    file: Blob,
    /// Receives the framed photo, a JPEG of 630 by 810 pixels.
    on_done: UnsyncCallback<Blob>,
    /// Goes back without one.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let picture = RwSignal::new_local(Picture::Reading);
    let port = RwSignal::new(ViewPort::new(1, 1));
    spawn_local(async move {
        let read = match check::look(DocumentKind::Photo, &file).await {
            Ok(Some(bitmap)) => {
                let framed = ViewPort::new(bitmap.width(), bitmap.height());
                let large_enough = framed.is_large_enough();
                let _ = port.try_set(framed);
                if large_enough {
                    Picture::Ready(bitmap)
                } else {
                    let fault = Fault::new(FieldErrorCode::ImageTooSmall);
                    let fault = fault.min(MIN_PHOTO_WIDTH as usize);
                    Picture::Refused(SlotState::Refused(fault))
                }
            }
            Ok(None) => Picture::Refused(SlotState::Unreadable),
            Err(refusal) => Picture::Refused(refusal),
        };
        let _ = picture.try_set(read);
    });
    move || match picture.get() {
        Picture::Reading => view! { <Skeleton lines=6 /> }.into_any(),
        Picture::Refused(why) => view! { <Refusal why on_cancel /> }.into_any(),
        Picture::Ready(bitmap) => view! { <Framing bitmap port on_done on_cancel /> }.into_any(),
    }
}

#[component]
fn Refusal(why: SlotState, on_cancel: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let message = move || {
        i18n.get_locale();
        why.problem(i18n)
    };
    view! {
        <p class="govuk-error-message" role="alert">{message}</p>
        <Button kind=ButtonKind::Secondary on_click=on_cancel>{tr!(i18n, common.back)}</Button>
    }
}

#[component]
fn Framing(
    bitmap: ImageBitmap,
    port: RwSignal<ViewPort>,
    on_done: UnsyncCallback<Blob>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let bitmap = StoredValue::new_local(bitmap);
    let busy = RwSignal::new(false);
    let done = move || {
        let (picture, port) = (bitmap.get_value(), port.get_untracked());
        busy.set(true);
        spawn_local(async move {
            let photo = framed(&picture, port).await;
            let is_gone = busy.try_set(false).is_some();
            if let Some(photo) = photo.filter(|_| !is_gone) {
                on_done.run(photo);
            }
        });
    };
    view! {
        <section class="app-cropper" aria-label=tr!(i18n, media.crop_title)>
            <p class="govuk-hint" id="crop-help">{tr!(i18n, media.crop_help)}</p>
            <Stage bitmap port />
            <div class="app-cropper__tools">
                <label class="govuk-label" for="crop-zoom">{tr!(i18n, media.crop_zoom)}</label>
                <input
                    class="app-cropper__zoom"
                    id="crop-zoom"
                    type="range"
                    min="1"
                    max=move || port.get().max_zoom().to_string()
                    step="0.01"
                    prop:value=move || port.get().zoom().to_string()
                    on:input=move |event| {
                        if let Ok(zoom) = event_target_value(&event).parse() {
                            port.update(|port| *port = port.zoomed(zoom));
                        }
                    }
                />
                <Button kind=ButtonKind::Secondary on_click=move || port.update(|port| *port = port.turned_right())>
                    {tr!(i18n, media.crop_rotate)}
                </Button>
            </div>
            <div class="govuk-button-group">
                <Button on_click=done pending=busy>{tr!(i18n, media.crop_done)}</Button>
                <Button kind=ButtonKind::Link on_click=on_cancel>{tr!(i18n, common.cancel)}</Button>
            </div>
        </section>
    }
}

/// A finger or the mouse on the picture.
#[derive(Clone, Copy)]
struct Touch {
    id: i32,
    at: (f64, f64),
}

/// The picture in its frame, with the guide for the face.
#[component]
fn Stage(
    bitmap: StoredValue<ImageBitmap, LocalStorage>,
    port: RwSignal<ViewPort>,
) -> impl IntoView {
    let i18n = use_i18n();
    let canvas = NodeRef::<html::Canvas>::new();
    let touches = StoredValue::new(Vec::<Touch>::new());
    Effect::new(move |_| {
        let port = port.get();
        if let Some(canvas) = canvas.get() {
            bitmap.with_value(|bitmap| draw(&canvas, bitmap, port));
        }
    });
    let down = move |event: ev::PointerEvent| {
        if let Some(canvas) = canvas.get_untracked() {
            // Without capture the movement ends at the canvas's edge, no more.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        let touch = Touch {
            id: event.pointer_id(),
            at: position(&event),
        };
        touches.update_value(|touches| touches.push(touch));
    };
    let moved = move |event: ev::PointerEvent| {
        let width = canvas
            .get_untracked()
            .map_or(1.0, |canvas| f64::from(canvas.client_width()).max(1.0));
        let change = touches
            .try_update_value(|touches| follow(touches, event.pointer_id(), position(&event)));
        if let Some(Some((right, down, spread))) = change {
            port.update(|port| {
                *port = port
                    .zoomed(port.zoom() * spread)
                    .moved(right / width, down / width)
            });
        }
    };
    let up = move |event: ev::PointerEvent| {
        touches.update_value(|touches| touches.retain(|touch| touch.id != event.pointer_id()));
    };
    let wheel = move |event: ev::WheelEvent| {
        event.prevent_default();
        let factor = if event.delta_y() < 0.0 {
            1.06
        } else {
            1.0 / 1.06
        };
        port.update(|port| *port = port.zoomed(port.zoom() * factor));
    };
    view! {
        <div class="app-cropper__stage">
            <canvas
                class="app-cropper__canvas"
                width=SHOWN_WIDTH.to_string()
                height=(SHOWN_WIDTH / ASPECT).round().to_string()
                tabindex="0"
                role="img"
                aria-label=tr!(i18n, media.crop_area)
                aria-describedby="crop-help"
                node_ref=canvas
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=up
                on:wheel=wheel
                on:keydown=move |event| press(&event, port)
            ></canvas>
            <svg class="app-cropper__guide" viewBox="0 0 350 450" aria-hidden="true" focusable="false">
                <path class="app-cropper__shade" d="M0 0h350v450H0ZM175 52c-72 0-112 62-112 140s46 164 112 164 112-86 112-164S247 52 175 52Z"></path>
                <ellipse class="app-cropper__face" cx="175" cy="204" rx="112" ry="152"></ellipse>
                <path class="app-cropper__line" d="M50 196h250M175 38v330"></path>
            </svg>
        </div>
    }
}

fn position(event: &ev::PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// What a pointer's movement means: to the right, down, and how much two fingers
/// have spread.
fn follow(touches: &mut [Touch], id: i32, to: (f64, f64)) -> Option<(f64, f64, f64)> {
    let index = touches.iter().position(|touch| touch.id == id)?;
    let from = touches.get(index)?.at;
    let other = touches
        .iter()
        .find(|touch| touch.id != id)
        .map(|touch| touch.at);
    touches.get_mut(index)?.at = to;
    let (right, down) = (to.0 - from.0, to.1 - from.1);
    Some(match other {
        None => (right, down, 1.0),
        Some(other) => {
            let distance =
                |point: (f64, f64)| (point.0 - other.0).hypot(point.1 - other.1).max(1.0);
            (right / 2.0, down / 2.0, distance(to) / distance(from))
        }
    })
}

fn press(event: &ev::KeyboardEvent, port: RwSignal<ViewPort>) {
    let now = port.get_untracked();
    let next = match event.key().as_str() {
        "ArrowLeft" => now.moved(-0.02, 0.0),
        "ArrowRight" => now.moved(0.02, 0.0),
        "ArrowUp" => now.moved(0.0, -0.02),
        "ArrowDown" => now.moved(0.0, 0.02),
        "+" | "=" => now.zoomed(now.zoom() * 1.05),
        "-" => now.zoomed(now.zoom() / 1.05),
        _ => return,
    };
    event.prevent_default();
    port.set(next);
}

/// Draws what the frame shows onto the whole canvas.
fn draw(canvas: &HtmlCanvasElement, bitmap: &ImageBitmap, port: ViewPort) {
    let Some(context) = image::context(canvas) else {
        return;
    };
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    let scale = width / port.frame_width();
    let (right, down) = port.offset();
    context.save();
    image::whiten(canvas, &context);
    // These fail only for numbers that are not finite, and a bitmap that is closed.
    let _ = context.translate(width / 2.0, height / 2.0);
    let _ = context.scale(scale, scale);
    let _ = context.translate(-right, -down);
    let _ = context.rotate(f64::from(port.turns()) * std::f64::consts::FRAC_PI_2);
    let (wide, high) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let _ = context.draw_image_with_image_bitmap_and_dw_and_dh(
        bitmap,
        -wide / 2.0,
        -high / 2.0,
        wide,
        high,
    );
    context.restore();
}

async fn framed(bitmap: &ImageBitmap, port: ViewPort) -> Option<Blob> {
    let (canvas, _) = image::canvas(SENT_WIDTH, SENT_WIDTH / ASPECT)?;
    draw(&canvas, bitmap, port);
    image::write(&canvas, "image/jpeg").await
}
