//! Step 3: the signature, drawn or sent as an image.

use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::i18n::use_i18n;
use ui::tr;

use super::Draft;
use super::slots::{DocumentPlace, DocumentsForm, current, slot_for};

/// Draws with the finger, or takes an image.
#[component]
pub fn SignatureStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let place = slot_for(draft, DocumentKind::Signature, current);
    view! {
        <p class="govuk-body">{tr!(i18n, requests.signature_text)}</p>
        <DocumentsForm draft step=RequestStep::Signature places=vec![place]>
            <DocumentPlace
                place
                label=tr!(i18n, requests.signature_given)
                hint=tr!(i18n, requests.signature_upload)
            />
        </DocumentsForm>
    }
}
