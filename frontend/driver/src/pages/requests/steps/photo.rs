//! Step 2: the identity photo, framed to 35 × 45.

use common::field_error::{Faults, FieldErrorCode};
use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::components::{FileUpload, Form, PhotoCropper, SubmitButton};
use ui::i18n::use_i18n;
use ui::tr;
use web_sys::{Blob, File};

use super::slots::{current, remove, slot_for};
use super::{Draft, go_on, use_go};

/// What the framed photo is called.
const NAME: &str = "photo.jpg";

/// Chooses or takes a photo, frames it, sends it.
#[component]
pub fn PhotoStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = use_go();
    let slot = slot_for(draft, DocumentKind::Photo);
    let framing = RwSignal::new_local(None::<Blob>);
    let choose = UnsyncCallback::new(move |file: File| framing.set(Some(file.into())));
    let framed = UnsyncCallback::new(move |photo: Blob| {
        framing.set(None);
        slot.send(photo, NAME);
    });
    let submit = move || {
        let mut faults = Faults::new();
        if draft
            .request
            .with_untracked(|request| current(request, DocumentKind::Photo).is_none())
        {
            faults.push("/documents/photo", FieldErrorCode::Required);
        }
        if draft.form.accept(faults) {
            go_on(
                draft,
                RequestStep::Photo,
                Default::default(),
                go.clone(),
                i18n,
            );
        }
    };
    let place = move || match framing.get() {
        Some(file) => view! {
            <p class="govuk-body">{tr!(i18n, requests.photo_crop)}</p>
            <PhotoCropper file on_done=framed on_cancel=move || framing.set(None) />
        }
        .into_any(),
        None => view! {
            <FileUpload
                pointer="/documents/photo"
                label=tr!(i18n, requests.step_photo)
                hint=tr!(i18n, requests.photo_text)
                place=slot
                on_choose=choose
                on_remove=move || remove(draft, slot)
            />
        }
        .into_any(),
    };
    view! {
        <Form state=draft.form on_submit=submit>
            {place} <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
        </Form>
    }
}
