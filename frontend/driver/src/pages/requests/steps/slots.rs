//! The places of a draft's documents, and where their files are sent.

use common::dto::request::{DocumentView, RequestView};
use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::api::{Call, Upload, open_document};
use ui::components::{FileUpload, UploadSlot, use_toasts};
use ui::i18n::use_i18n;

use super::Draft;

/// The step in which a document is given.
pub const fn step_of(kind: DocumentKind) -> RequestStep {
    match kind {
        DocumentKind::Photo => RequestStep::Photo,
        DocumentKind::Signature => RequestStep::Signature,
        _ => RequestStep::Documents,
    }
}

/// The current document of a kind.
pub fn current(request: &RequestView, kind: DocumentKind) -> Option<DocumentView> {
    request
        .documents
        .iter()
        .find(|document| document.kind == kind && document.is_current)
        .cloned()
}

/// The place of a document in a draft.
pub fn slot_for(draft: Draft, kind: DocumentKind) -> UploadSlot {
    let i18n = use_i18n();
    let id = draft.id();
    let known = draft
        .request
        .with_untracked(|request| current(request, kind));
    let to =
        move |name: String| Upload::put(format!("/me/requests/{id}/documents/{kind}")).named(&name);
    UploadSlot::new(kind, known, to, move |request| draft.take(request, i18n))
}

/// One document of the list, with everything that can be done with it.
#[component]
pub fn DocumentSlot(
    /// The draft.
    draft: Draft,
    /// The kind of document.
    kind: DocumentKind,
    /// What it is called.
    #[prop(into)]
    label: TextProp,
    /// What a good one looks like.
    #[prop(into)]
    hint: TextProp,
) -> impl IntoView {
    let slot = slot_for(draft, kind);
    let i18n = use_i18n();
    let toasts = use_toasts();
    let view = move || {
        let known = draft
            .request
            .with_untracked(|request| current(request, kind));
        if let Some(document) = known {
            let target = common::dto::driver_space::DownloadTarget::Document;
            open_document(target, document.id, move |error| {
                toasts.failure(error.message(i18n))
            });
        }
    };
    view! {
        <FileUpload
            pointer=format!("/documents/{kind}")
            label
            hint
            place=slot
            on_remove=move || remove(draft, slot)
            on_view=view
        />
    }
}

/// "Supprimer": the document is gone on the server, then on the page.
pub fn remove(draft: Draft, slot: UploadSlot) {
    let i18n = use_i18n();
    let path = format!("/me/requests/{}/documents/{}", draft.id(), slot.kind());
    draft.form.run(
        async move { Call::delete(path).send::<RequestView>().await },
        move |request| {
            draft.take(request, i18n);
            slot.clear();
        },
    );
}
