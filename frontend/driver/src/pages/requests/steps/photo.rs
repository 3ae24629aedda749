//! Step 2: the identity photo, framed to 35 × 45.

use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::i18n::use_i18n;
use ui::tr;

use super::Draft;
use super::slots::{DocumentPlace, DocumentsForm, current, slot_for};

/// Chooses or takes a photo, frames it, sends it.
#[component]
pub fn PhotoStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let place = slot_for(draft, DocumentKind::Photo, current);
    view! {
        <DocumentsForm draft step=RequestStep::Photo places=vec![place]>
            <DocumentPlace place label=tr!(i18n, requests.step_photo) hint=tr!(i18n, requests.photo_text) />
        </DocumentsForm>
    }
}
