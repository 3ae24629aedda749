//! The rows that say what became of a file, and what the server has.

use common::statuses::DocumentStatus;
use common::words::DocumentKind;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlElement, HtmlInputElement};

use super::file_upload::accept;
use super::preview::Thumbnail;
use super::slot::{SlotState, UploadSlot};
use crate::components::{Button, ButtonKind, Tag, Tone};
use crate::format;
use crate::i18n::{t_string, use_i18n};
use crate::tr;

/// What went wrong, the file on its way, and the document that the server has.
#[component]
pub(super) fn FileRows(
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    id: StoredValue<String>,
) -> impl IntoView {
    let problem = move || {
        place
            .problem()
            .map(|text| view! { <p class="app-file__problem">{text}</p> })
    };
    let attempted = move || {
        matches!(
            place.state(),
            SlotState::Checking | SlotState::Sending(_) | SlotState::Failed(_)
        )
    };
    view! {
        <div class="app-file-region" aria-live="polite">
            {problem}
            <Show when=attempted>
                <Attempt place choose id />
            </Show>
            <Show when=move || place.has_document()>
                <Stored place choose id />
            </Show>
        </div>
    }
}

/// The file on its way: name, size, progress and what can be done.
#[component]
fn Attempt(
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    id: StoredValue<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || {
        let chosen = place.chosen()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size in whole bytes"
        )]
        let size = format::size(i18n, chosen.file.size() as u64);
        Some(file_name(chosen.name, size))
    };
    let link = ButtonKind::Link;
    let sending = move || matches!(place.state(), SlotState::Sending(_));
    let failed = move || matches!(place.state(), SlotState::Failed(_));
    view! {
        <div class="app-file">
            <Thumbnail url=Signal::stored(None) />
            <div class="app-file__body">{name} <Progress place /></div>
            <div class="app-file__actions">
                <Show when=sending>
                    <Button kind=link on_click=move || place.stop()>{tr!(i18n, media.stop)}</Button>
                </Show>
                <Show when=failed>
                    <Button kind=link on_click=move || place.retry()>{tr!(i18n, common.retry)}</Button>
                    <Show
                        when=move || place.has_document()
                        fallback=move || view! { <Replace id place choose /> }
                    >
                        <Button kind=link on_click=move || place.stop()>{tr!(i18n, common.cancel)}</Button>
                    </Show>
                </Show>
            </div>
        </div>
    }
}

fn file_name(name: String, size: String) -> impl IntoView {
    view! { <p class="app-file__name">{name} " " <span class="app-file__size">{size}</span></p> }
}

#[component]
fn Progress(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    move || match place.state() {
        SlotState::Sending(share) => {
            let percent = (share * 100.0).round().to_string();
            let text = t_string!(i18n, media.state_sending, percent = percent.clone()).to_string();
            view! {
                <progress class="app-file__progress" max="100" value=percent aria-label=text.clone()></progress>
                <p class="app-file__state" aria-hidden="true">{text}</p>
            }
            .into_any()
        }
        SlotState::Failed(_) => {
            view! { <Tag tone=Tone::Danger>{tr!(i18n, media.state_not_sent)}</Tag> }.into_any()
        }
        _ => view! { <p class="app-file__state">{tr!(i18n, media.state_checking)}</p> }.into_any(),
    }
}

/// The document that the server has, and what can be done with it.
#[component]
fn Stored(
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    id: StoredValue<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let link = ButtonKind::Link;
    let idle = move || !place.is_busy();
    // A photo was framed upright: turned, it would be refused.
    let turns = move || {
        let turns = place.kind() != DocumentKind::Photo && is_picture(place);
        turns && idle()
    };
    let name = move || {
        let document = place.document()?;
        Some(file_name(document.name, format::size(i18n, document.size)))
    };
    let remove = move || {
        place.remove();
        focus(&id.get_value());
    };
    view! {
        <div class="app-file">
            <StoredPicture place />
            <div class="app-file__body">{name} <Status place /></div>
            <div class="app-file__actions">
                <Button kind=link on_click=move || place.view()>{tr!(i18n, media.view)}</Button>
                <Show when=turns>
                    <Button kind=link on_click=move || place.rotate()>{tr!(i18n, media.rotate)}</Button>
                </Show>
                <Show when=idle>
                    <Replace id place choose />
                    <Button kind=link on_click=remove>{tr!(i18n, common.remove)}</Button>
                </Show>
            </div>
        </div>
    }
}

#[component]
fn StoredPicture(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    let url = super::preview::picture_url(place);
    let alt = move || {
        let document = place.document();
        let name = document.map(|document| document.name).unwrap_or_default();
        t_string!(i18n, media.preview_alt, name = name).to_string()
    };
    view! { <Thumbnail url alt /> }
}

#[component]
fn Status(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        if place.state() == SlotState::Changing {
            return view! { <p class="app-file__state">{tr!(i18n, common.in_progress)}</p> }
                .into_any();
        }
        let Some(document) = place.document() else {
            return ().into_any();
        };
        let (tone, words) = match document.status {
            DocumentStatus::Received => (Tone::Success, t_string!(i18n, media.state_received)),
            DocumentStatus::Accepted => (Tone::Success, t_string!(i18n, media.state_accepted)),
            DocumentStatus::Refused => (Tone::Danger, t_string!(i18n, media.state_refused)),
        };
        view! { <Tag tone>{words}</Tag> }.into_any()
    }
}

fn is_picture(place: UploadSlot) -> bool {
    place
        .document()
        .is_some_and(|document| document.media_type.starts_with("image/"))
}

/// The button pressed last is going: the focus stays at the document.
fn focus(id: &str) {
    let group = document().get_element_by_id(id);
    if let Some(group) = group
        .as_ref()
        .and_then(|group| group.dyn_ref::<HtmlElement>())
    {
        let _ = group.focus();
    }
}

/// "Remplacer": another file in its stead.
#[component]
fn Replace(
    id: StoredValue<String>,
    place: UploadSlot,
    choose: UnsyncCallback<File>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("{}-replace", id.get_value());
    let change = move |event: ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file chosen again is a change again.
        input.set_value("");
        if let Some(file) = file {
            choose.run(file);
        }
    };
    view! {
        <span class="app-picker">
            <input class="app-picker__input" type="file" id=id.clone() accept=accept(place) on:change=change />
            <label class="app-link-button" for=id>{tr!(i18n, common.replace)}</label>
        </span>
    }
}
