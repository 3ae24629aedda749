//! Reads a QR code with the camera where the browser can (`BarcodeDetector`,
//! Shape Detection API); elsewhere the content is pasted.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::components::{Button, ButtonKind};
use ui::i18n::use_i18n;
use ui::tr;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// What every code of ours begins with.
const PREFIX: &str = "CQC1:";

/// How long to wait between two looks at the picture.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);

/// The camera's picture, and what to do with a code found in it.
#[component]
pub fn Scanner(
    /// Called with the content of the first code of ours.
    #[prop(into)]
    on_read: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let video = NodeRef::<html::Video>::new();
    let stream = StoredValue::new_local(None::<MediaStream>);
    let running = RwSignal::new(false);
    let refused = RwSignal::new(false);
    let stop = move || {
        running.set(false);
        stream.update_value(|stream| stream.take().iter().for_each(end));
    };
    on_cleanup(move || {
        // Gone already is as good as stopped.
        let _ = stream.try_update_value(|stream| stream.take().iter().for_each(end));
    });
    let opening = RwSignal::new(false);
    let start = move || {
        opening.set(true);
        spawn_local(async move {
            let opened = open_camera().await;
            if opening.try_set(false).is_some() {
                // The page went while the browser asked: nobody looks any more.
                opened.iter().for_each(end);
                return;
            }
            let Ok(opened) = opened else {
                refused.set(true);
                return;
            };
            stream.set_value(Some(opened.clone()));
            refused.set(false);
            running.set(true);
            let content = watch(video, opened, running).await;
            if let Some(content) = content.filter(|_| running.try_get_untracked() == Some(true)) {
                stop();
                on_read.run(content);
            }
        });
    };
    if detector().is_err() {
        return view! { <p class="govuk-hint">{tr!(i18n, verify.scan_unavailable)}</p> }.into_any();
    }
    view! {
        <Show
            when=move || running.get()
            fallback=move || {
                view! {
                    <Button kind=ButtonKind::Secondary on_click=start pending=opening>
                        {tr!(i18n, verify.scan)}
                    </Button>
                }
            }
        >
            <video class="app-scanner" node_ref=video playsinline=true muted=true></video>
            <Button kind=ButtonKind::Secondary on_click=stop>
                {tr!(i18n, verify.scan_stop)}
            </Button>
        </Show>
        <Show when=move || refused.get()>
            <p class="govuk-error-message" role="alert">{tr!(i18n, verify.scan_refused)}</p>
        </Show>
    }
    .into_any()
}

fn end(stream: &MediaStream) {
    for track in stream.get_tracks() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

async fn open_camera() -> Result<MediaStream, JsValue> {
    let facing = Object::new();
    Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&facing);
    let devices = window().navigator().media_devices()?;
    let opened = JsFuture::from(devices.get_user_media_with_constraints(&constraints)?).await?;
    opened.dyn_into()
}

/// Looks at the picture again and again until a code of ours stands in it.
async fn watch(
    video: NodeRef<html::Video>,
    stream: MediaStream,
    running: RwSignal<bool>,
) -> Option<String> {
    let detector = detector().ok()?;
    while running.try_get_untracked() == Some(true) {
        if let Some(video) = video.try_get_untracked().flatten() {
            if video.src_object().is_none() {
                video.set_src_object(Some(&stream));
                // Playing starts by itself later if it is refused now.
                let _ = video.play();
            }
            if let Ok(Some(content)) = look(&detector, &video).await {
                return Some(content);
            }
        }
        pause().await;
    }
    None
}

async fn pause() {
    let wait = Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                // A promise's resolver does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            },
            PAUSE,
        );
    });
    let _ = JsFuture::from(wait).await;
}

/// A `BarcodeDetector` for QR codes, if the browser has one.
fn detector() -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&window(), &"BarcodeDetector".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into()))?;
    Reflect::construct(&class, &Array::of1(&options))
}

async fn look(detector: &JsValue, video: &HtmlVideoElement) -> Result<Option<String>, JsValue> {
    let detect: Function = Reflect::get(detector, &"detect".into())?.dyn_into()?;
    let found: Promise = detect.call1(detector, video)?.dyn_into()?;
    let codes: Array = JsFuture::from(found).await?.dyn_into()?;
    for code in codes.iter() {
        let content = Reflect::get(&code, &"rawValue".into())?.as_string();
        if let Some(content) = content.filter(|content| content.starts_with(PREFIX)) {
            return Ok(Some(content));
        }
    }
    Ok(None)
}
