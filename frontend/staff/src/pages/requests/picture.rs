//! A document's picture in a frame that can be moved, enlarged and turned.

use common::dto::driver_space::{DownloadLink, DownloadLinkRequest, DownloadTarget};
use common::dto::request::DocumentView;
use leptos::prelude::*;
use ui::api::{Call, open_document};
use ui::components::{Button, ButtonKind, Loaded, Loading, load, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::case::{Display, document_title};

/// Whether browsers show it as a picture.
pub fn is_picture(document: &DocumentView) -> bool {
    document.media_type.starts_with("image/")
}

/// The document: a picture here, a PDF by a button that opens a new tab.
#[component]
pub fn Picture(
    /// The document.
    document: DocumentView,
    /// How it is shown.
    display: Display,
    /// What it is called beside another version.
    #[prop(optional, into)]
    caption: Option<TextProp>,
) -> impl IntoView {
    let content = if is_picture(&document) {
        view! { <Framed document display /> }.into_any()
    } else {
        view! { <Pdf document /> }.into_any()
    };
    view! {
        <figure class="app-viewer__figure">
            {caption.map(|caption| view! { <figcaption class="app-viewer__caption">{move || caption.get()}</figcaption> })}
            {content}
        </figure>
    }
}

#[component]
fn Framed(document: DocumentView, display: Display) -> impl IntoView {
    let i18n = use_i18n();
    let DocumentView { id, kind, name, .. } = document;
    let link: Loading<DownloadLink> = load(move || {
        let body = DownloadLinkRequest {
            target: DownloadTarget::Document,
            id: id.to_string(),
        };
        Call::post("/download-links").json(&body).send()
    });
    let region = move || {
        let title = document_title(i18n, kind);
        t_string!(i18n, staff_requests.picture_region, title = title).to_string()
    };
    let name = StoredValue::new(name);
    let alt = move || {
        let title = document_title(i18n, kind);
        t_string!(
            i18n,
            staff_requests.picture_alt,
            title = title,
            name = name.get_value()
        )
        .to_string()
    };
    let width = move || format!("{}%", display.zoom.get());
    let turn = move || format!("rotate({}deg)", u32::from(display.turns.get()) * 90);
    view! {
        <div class="app-viewer__frame" tabindex="0" role="group" aria-label=region>
            <Loaded
                resource=link
                lines=6
                children={move |link: DownloadLink| {
                    view! {
                        <div class="app-viewer__stage" style:width=width>
                            <img class="app-viewer__picture" src=link.url alt=alt style:transform=turn />
                        </div>
                    }
                }}
            />
        </div>
    }
}

#[component]
fn Pdf(document: DocumentView) -> impl IntoView {
    let i18n = use_i18n();
    let DocumentView { kind, name, .. } = document;
    let id = document.id;
    let toasts = use_toasts();
    let open = move || {
        open_document(DownloadTarget::Document, id, move |error| {
            toasts.failure(error.message(i18n))
        });
    };
    view! {
        <div class="app-viewer__pdf">
            <p class="govuk-body"><strong class="app-break">{name}</strong></p>
            <p class="govuk-body">{tr!(i18n, staff_requests.pdf_text)}</p>
            <Button kind=ButtonKind::Secondary on_click=open hidden_text=move || document_title(i18n, kind)>
                {tr!(i18n, staff_requests.pdf_open)}
            </Button>
        </div>
    }
}
