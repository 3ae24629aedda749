//! The row that says what became of a file.

use common::statuses::DocumentStatus;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlInputElement};

use super::file_upload::accept;
use super::preview::object_url;
use super::slot::{SlotState, UploadSlot};
use crate::components::{Button, ButtonKind, Icon, IconView, Tag, Tone};
use crate::format;
use crate::i18n::{t_string, use_i18n};
use crate::tr;

/// What became of the file: name, size, progress, state and what can be done.
#[component]
pub(super) fn FileRow(
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    id: String,
    on_remove: Option<Callback<()>>,
    on_view: Option<Callback<()>>,
) -> impl IntoView {
    let problem = move || {
        place
            .problem()
            .map(|text| view! { <p class="app-file__problem">{text}</p> })
    };
    let id = StoredValue::new(id);
    view! {
        <div class="app-file-region" aria-live="polite">
            {problem}
            <Show when=move || !matches!(place.state(), SlotState::Empty | SlotState::Refused(_) | SlotState::Unreadable)>
                <div class="app-file">
                    <Thumbnail place />
                    <div class="app-file__body"><FileName place /> <FileState place /></div>
                    <Actions place choose id=id.get_value() on_remove on_view />
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Thumbnail(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let url = place.picture().as_ref().and_then(object_url);
        match url {
            Some(url) => {
                let name = place
                    .document()
                    .map(|document| document.name)
                    .unwrap_or_default();
                let alt = t_string!(i18n, media.preview_alt, name = name).to_string();
                view! { <img class="app-file__picture" src=url alt=alt /> }.into_any()
            }
            None => view! { <span class="app-file__icon"><IconView icon=Icon::Request /></span> }
                .into_any(),
        }
    }
}

#[component]
fn FileName(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let document = place.document()?;
        let size = format::size(i18n, document.size);
        Some(view! {
            <p class="app-file__name">{document.name} " " <span class="app-file__size">{size}</span></p>
        })
    }
}

#[component]
fn FileState(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    move || match place.state() {
        SlotState::Checking => {
            view! { <p class="app-file__state">{tr!(i18n, media.state_checking)}</p> }.into_any()
        }
        SlotState::Sending(share) => {
            let percent = (share * 100.0).round().to_string();
            let text = t_string!(i18n, media.state_sending, percent = percent.clone()).to_string();
            view! {
                <progress class="app-file__progress" max="100" value=percent aria-label=text.clone()></progress>
                <p class="app-file__state" aria-hidden="true">{text}</p>
            }
            .into_any()
        }
        SlotState::Received(document) => {
            let (tone, words) = match document.status {
                DocumentStatus::Received => (Tone::Success, t_string!(i18n, media.state_received)),
                DocumentStatus::Accepted => (Tone::Success, t_string!(i18n, media.state_accepted)),
                DocumentStatus::Refused => (Tone::Danger, t_string!(i18n, media.state_refused)),
            };
            view! { <Tag tone>{words}</Tag> }.into_any()
        }
        SlotState::Failed(_) => {
            view! { <Tag tone=Tone::Danger>{tr!(i18n, media.state_not_sent)}</Tag> }.into_any()
        }
        SlotState::Empty | SlotState::Refused(_) | SlotState::Unreadable => ().into_any(),
    }
}

#[component]
fn Actions(
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    id: String,
    on_remove: Option<Callback<()>>,
    on_view: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let link = ButtonKind::Link;
    let received = move || matches!(place.state(), SlotState::Received(_));
    let failed = move || matches!(place.state(), SlotState::Failed(_));
    let sending = move || matches!(place.state(), SlotState::Sending(_));
    let turns = move || received() && place.has_file() && is_picture(place);
    view! {
        <div class="app-file__actions">
            <Show when=sending>
                <Button kind=link on_click=move || place.stop()>{tr!(i18n, media.stop)}</Button>
            </Show>
            <Show when=failed>
                <Button kind=link on_click=move || place.retry()>{tr!(i18n, common.retry)}</Button>
            </Show>
            <Show when=turns>
                <Button kind=link on_click=move || place.rotate()>{tr!(i18n, media.rotate)}</Button>
            </Show>
            {on_view.map(|on_click| view! {
                <Show when=received>
                    <Button kind=link on_click>{tr!(i18n, media.view)}</Button>
                </Show>
            })}
            <Show when=move || received() || failed()>
                <Replace id=id.clone() place choose />
            </Show>
            {on_remove.map(|on_click| view! {
                <Show when=received>
                    <Button kind=link on_click>{tr!(i18n, common.remove)}</Button>
                </Show>
            })}
        </div>
    }
}

fn is_picture(place: UploadSlot) -> bool {
    place
        .document()
        .is_some_and(|document| document.media_type.starts_with("image/"))
}

/// "Remplacer": another file in its stead.
#[component]
fn Replace(id: String, place: UploadSlot, choose: UnsyncCallback<File>) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("{id}-replace");
    let change = move |event: ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let file = input
            .and_then(|input| input.files())
            .and_then(|files| files.get(0));
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
