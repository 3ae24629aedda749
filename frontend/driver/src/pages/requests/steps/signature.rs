//! Step 3: the signature, drawn or sent as an image.

use common::field_error::{Faults, FieldErrorCode};
use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::components::{Details, FileUpload, Form, SignaturePad, SubmitButton};
use ui::i18n::use_i18n;
use ui::tr;
use web_sys::Blob;

use super::slots::{current, remove, slot_for};
use super::{Draft, go_on, use_go};

/// What a drawn signature is called.
const NAME: &str = "signature.png";

/// Draws with the finger, or takes an image.
#[component]
pub fn SignatureStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = use_go();
    let slot = slot_for(draft, DocumentKind::Signature);
    let drawn = UnsyncCallback::new(move |signature: Blob| slot.send(signature, NAME));
    let submit = move || {
        let mut faults = Faults::new();
        if draft
            .request
            .with_untracked(|request| current(request, DocumentKind::Signature).is_none())
        {
            faults.push("/documents/signature", FieldErrorCode::Required);
        }
        if draft.form.accept(faults) {
            go_on(
                draft,
                RequestStep::Signature,
                Default::default(),
                go.clone(),
                i18n,
            );
        }
    };
    view! {
        <p class="govuk-body">{tr!(i18n, requests.signature_text)}</p>
        <Details summary=tr!(i18n, requests.signature_draw)>
            <SignaturePad on_done=drawn />
        </Details>
        <Form state=draft.form on_submit=submit>
            <FileUpload
                pointer="/documents/signature"
                label=tr!(i18n, requests.signature_given)
                hint=tr!(i18n, requests.signature_upload)
                place=slot
                on_remove=move || remove(draft, slot)
            />
            <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
        </Form>
    }
}
