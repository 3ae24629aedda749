//! Signing on the screen.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, HtmlCanvasElement};

use super::image;
use crate::components::{Button, ButtonKind};
use crate::i18n::use_i18n;
use crate::tr;

const WIDTH: f64 = 1_200.0;
const HEIGHT: f64 = 400.0;
const PEN: f64 = 7.0;

type Stroke = Vec<(f64, f64)>;

/// Signing with a finger, a pen or the mouse. Who cannot sends an image instead:
/// put a `FileUpload` beside it.
#[component]
pub fn SignaturePad(
    /// Receives the signature, a PNG of 1,200 by 400 pixels on white.
    on_done: UnsyncCallback<Blob>,
) -> impl IntoView {
    let i18n = use_i18n();
    let strokes = RwSignal::new(Vec::<Stroke>::new());
    let canvas = NodeRef::<html::Canvas>::new();
    let missing = RwSignal::new(false);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            strokes.with(|strokes| draw(&canvas, strokes));
        }
    });
    let done = move || {
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let empty = strokes.with_untracked(Vec::is_empty);
        missing.set(empty);
        if empty {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let signature = image::write(&canvas, "image/png").await;
            let is_gone = busy.try_set(false).is_some();
            if let Some(signature) = signature.filter(|_| !is_gone) {
                on_done.run(signature);
            }
        });
    };
    let undo = move || {
        strokes.update(|strokes| {
            strokes.pop();
        });
    };
    view! {
        <div class="app-signature">
            <p class="govuk-hint" id="sign-help">{tr!(i18n, media.sign_help)}</p>
            <Show when=move || missing.get()>
                <p class="govuk-error-message" role="alert">{tr!(i18n, media.sign_empty)}</p>
            </Show>
            <Surface strokes canvas />
            <div class="govuk-button-group">
                <Button on_click=done pending=busy>{tr!(i18n, media.sign_done)}</Button>
                <Button kind=ButtonKind::Secondary on_click=undo>{tr!(i18n, media.sign_undo)}</Button>
                <Button kind=ButtonKind::Link on_click=move || strokes.set(Vec::new())>
                    {tr!(i18n, media.sign_clear)}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn Surface(strokes: RwSignal<Vec<Stroke>>, canvas: NodeRef<html::Canvas>) -> impl IntoView {
    let i18n = use_i18n();
    let pen_down = StoredValue::new(None::<i32>);
    let down = move |event: ev::PointerEvent| {
        event.prevent_default();
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        // Without capture a stroke ends at the canvas's edge, no more.
        let _ = canvas.set_pointer_capture(event.pointer_id());
        pen_down.set_value(Some(event.pointer_id()));
        let point = place(&canvas, &event);
        strokes.update(|strokes| strokes.push(vec![point]));
    };
    let moved = move |event: ev::PointerEvent| {
        if pen_down.get_value() != Some(event.pointer_id()) {
            return;
        }
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let point = place(&canvas, &event);
        strokes.update(|strokes| {
            if let Some(stroke) = strokes.last_mut() {
                stroke.push(point);
            }
        });
    };
    let up = move |_: ev::PointerEvent| pen_down.set_value(None);
    view! {
        <canvas
            class="app-signature__canvas"
            width=WIDTH.to_string()
            height=HEIGHT.to_string()
            role="img"
            aria-label=tr!(i18n, media.sign_area)
            aria-describedby="sign-help"
            node_ref=canvas
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=up
        ></canvas>
    }
}

/// Where on the canvas a pointer is.
fn place(canvas: &HtmlCanvasElement, event: &ev::PointerEvent) -> (f64, f64) {
    let shown = canvas.get_bounding_client_rect();
    let scale = WIDTH / shown.width().max(1.0);
    (
        (f64::from(event.client_x()) - shown.left()) * scale,
        (f64::from(event.client_y()) - shown.top()) * scale,
    )
}

/// Draws all strokes anew, rounded through the middles of their points.
fn draw(canvas: &HtmlCanvasElement, strokes: &[Stroke]) {
    let Some(context) = image::context(canvas) else {
        return;
    };
    image::whiten(canvas, &context);
    context.set_stroke_style_str("#0b1b2b");
    context.set_line_width(PEN);
    context.set_line_cap("round");
    context.set_line_join("round");
    for stroke in strokes {
        let Some(start) = stroke.first() else {
            continue;
        };
        context.begin_path();
        context.move_to(start.0, start.1);
        for pair in stroke.windows(2) {
            if let [from, to] = pair {
                let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
                context.quadratic_curve_to(from.0, from.1, middle.0, middle.1);
            }
        }
        let end = stroke.last().unwrap_or(start);
        context.line_to(end.0, end.1);
        context.stroke();
    }
}
