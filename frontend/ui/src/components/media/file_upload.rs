//! Choosing a file.

use common::validation::uploads::{
    FileFormat, MAX_FILE_MEGABYTES, accepted_formats, min_image_width,
};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlInputElement};

use super::file_row::FileRows;
use super::slot::{SlotState, UploadSlot};
use crate::components::field::{FieldContext, FieldError};
use crate::components::{Icon, IconView};
use crate::i18n::{t_string, use_i18n};
use crate::tr;

/// Takes one document: by drop, by choice or by camera. The limits stand before
/// the buttons; a file that is not taken says why beside it.
#[component]
pub fn FileUpload(
    /// JSON pointer of the document; gives the id too.
    #[prop(into)]
    pointer: String,
    /// What is asked for.
    #[prop(into)]
    label: TextProp,
    /// What a good one looks like.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Its place.
    place: UploadSlot,
    /// Takes the file instead of the place, to frame it first.
    #[prop(optional)]
    on_choose: Option<UnsyncCallback<File>>,
) -> impl IntoView {
    let context = FieldContext::new(&pointer, true);
    let id = StoredValue::new(context.id.clone());
    let (hint_id, described_by) = (context.hint_id(), context.hint_id());
    let name = StoredValue::new(label.clone());
    let choose = UnsyncCallback::new(move |file: File| match on_choose {
        Some(on_choose) => on_choose.run(file),
        None => {
            let name = file.name();
            place.send(file.into(), name);
        }
    });
    let wanted = move || {
        let free = !place.is_busy() && !matches!(place.state(), SlotState::Failed(_));
        free && !place.has_document()
    };
    view! {
        <div class="govuk-form-group app-upload" id=context.id.clone() tabindex="-1" role="group" aria-describedby=described_by>
            <p class="govuk-label app-upload__label">{move || label.get()}</p>
            <div class="govuk-hint" id=hint_id>
                {hint.map(|hint| view! { <span class="app-upload__hint">{move || hint.get()}</span> " " })}
                <Limits place />
            </div>
            <FieldError context=context.clone() />
            <Show when=wanted>
                <DropZone place choose name id=id.get_value() />
            </Show>
            <FileRows place choose id />
        </div>
    }
}

#[component]
fn Limits(place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    let formats: Vec<_> = accepted_formats(place.kind())
        .iter()
        .map(|format| format.as_str().to_uppercase())
        .collect();
    let formats = formats.join(", ");
    move || {
        let (formats, width) = (formats.clone(), min_image_width(place.kind()));
        t_string!(
            i18n,
            media.limits_image,
            formats = formats,
            size = MAX_FILE_MEGABYTES,
            width = width
        )
    }
}

/// The endings and types that the file dialog offers.
pub(super) fn accept(place: UploadSlot) -> String {
    let types: Vec<_> = accepted_formats(place.kind())
        .iter()
        .map(|format| FileFormat::media_type(*format))
        .collect();
    types.join(",")
}

#[component]
fn DropZone(
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    name: StoredValue<TextProp>,
    id: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let over = RwSignal::new(false);
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let file = event
            .data_transfer()
            .and_then(|data| data.files())
            .and_then(|files| files.get(0));
        if let Some(file) = file {
            choose.run(file);
        }
    };
    let drag = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    view! {
        <div
            class="app-drop"
            class:app-drop--over=move || over.get()
            on:drop=drop
            on:dragover=drag
            on:dragleave=move |_| over.set(false)
        >
            <p class="app-drop__text">{tr!(i18n, media.drop_here)}</p>
            <div class="app-drop__buttons">
                <span class="app-drop__camera">
                    <Picker id=format!("{id}-camera") place choose name camera=true />
                </span>
                <Picker id=format!("{id}-file") place choose name camera=false />
            </div>
        </div>
    }
}

/// A file input that looks like a button.
#[component]
fn Picker(
    id: String,
    place: UploadSlot,
    choose: UnsyncCallback<File>,
    name: StoredValue<TextProp>,
    camera: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let input = NodeRef::<html::Input>::new();
    let change = move |event: ev::Event| {
        let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // The same file chosen again is a change again.
        input.set_value("");
        if let Some(file) = file {
            choose.run(file);
        }
    };
    let label = move || {
        if camera {
            t_string!(i18n, media.take_photo)
        } else {
            t_string!(i18n, media.choose_file)
        }
    };
    view! {
        <span class="app-picker">
            <input
                class="app-picker__input"
                type="file"
                id=id.clone()
                accept=if camera { "image/*".to_owned() } else { accept(place) }
                capture=camera.then_some("environment")
                node_ref=input
                on:change=change
            />
            <label class="govuk-button govuk-button--secondary app-picker__label" for=id>
                <IconView icon=if camera { Icon::Camera } else { Icon::Upload } />
                {label}
                <span class="govuk-visually-hidden">" – " {move || name.with_value(TextProp::get)}</span>
            </label>
        </span>
    }
}
