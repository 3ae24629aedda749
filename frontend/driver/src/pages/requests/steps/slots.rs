//! The places of a request's documents, and where their files are sent.

use common::documents_required::ListedDocument;
use common::dto::request::{DocumentView, InformationRequestView, RequestView, RequiredDocument};
use common::field_error::{Faults, FieldErrorCode};
use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::components::{
    Details, FileUpload, FindDocument, Form, PhotoCropper, SignaturePad, SubmitButton, UploadSlot,
};
use ui::form::language;
use ui::i18n::use_i18n;
use ui::tr;
use web_sys::{Blob, File};

use super::{Draft, go_on, use_go};

/// What a framed photo is called.
const PHOTO_NAME: &str = "photo.jpg";

/// What a drawn signature is called.
const SIGNATURE_NAME: &str = "signature.png";

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

/// The information request that waits for an answer.
pub fn open_request(request: &RequestView) -> Option<&InformationRequestView> {
    let mut newest_first = request.information_requests.iter().rev();
    newest_first.find(|asked| asked.responded_at.is_none())
}

/// The document given in answer to the open information request.
pub fn answered(request: &RequestView, kind: DocumentKind) -> Option<DocumentView> {
    let mut items = open_request(request)?.items.iter();
    let item = items.find(|item| item.document_kind == Some(kind))?;
    item.new_document.clone()
}

/// A document of the list in words, in the language of the page.
pub fn listed(request: &RequestView, kind: DocumentKind) -> ListedDocument {
    let required = request.required_documents.iter();
    let mut same = required.filter(|required| required.kind == kind);
    ListedDocument {
        kind,
        mandatory: same.next().is_some_and(|required| required.mandatory),
        identity_proof: request.identity_proof,
    }
}

/// The place of a document.
pub fn slot_for(draft: Draft, kind: DocumentKind, find: FindDocument) -> UploadSlot {
    let path = format!("/me/requests/{}/documents/{kind}", draft.id());
    let version = Signal::derive(move || draft.request.with(|request| request.version));
    let on_done = Callback::new(move |request| draft.take(request));
    draft
        .request
        .with_untracked(|request| UploadSlot::new(kind, path, find, request, version, on_done))
}

/// One document with everything that belongs to its kind: a photo is framed, a
/// signature can be drawn.
#[component]
pub fn DocumentPlace(
    /// Its place.
    place: UploadSlot,
    /// What it is called.
    #[prop(into)]
    label: TextProp,
    /// What a good one looks like.
    #[prop(into)]
    hint: TextProp,
) -> impl IntoView {
    let i18n = use_i18n();
    let pointer = format!("/documents/{}", place.kind());
    match place.kind() {
        DocumentKind::Photo => view! { <PhotoPlace place label hint pointer /> }.into_any(),
        DocumentKind::Signature => {
            let drawn =
                UnsyncCallback::new(move |signature: Blob| place.send(signature, SIGNATURE_NAME));
            view! {
                <Details summary=tr!(i18n, requests.signature_draw)>
                    <SignaturePad on_done=drawn />
                </Details>
                <FileUpload pointer label hint place />
            }
            .into_any()
        }
        _ => view! { <FileUpload pointer label hint place /> }.into_any(),
    }
}

#[component]
fn PhotoPlace(
    place: UploadSlot,
    label: TextProp,
    hint: TextProp,
    pointer: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let framing = RwSignal::new_local(None::<Blob>);
    let choose = UnsyncCallback::new(move |file: File| framing.set(Some(file.into())));
    let framed = UnsyncCallback::new(move |photo: Blob| {
        framing.set(None);
        place.send(photo, PHOTO_NAME);
    });
    move || match framing.get() {
        Some(file) => view! {
            <p class="govuk-body">{tr!(i18n, requests.photo_crop)}</p>
            <PhotoCropper file on_done=framed on_cancel=move || framing.set(None) />
        }
        .into_any(),
        None => {
            let (pointer, label, hint) = (pointer.clone(), label.clone(), hint.clone());
            view! { <FileUpload pointer label hint place on_choose=choose /> }.into_any()
        }
    }
}

/// Runs `then` now, or as soon as nothing is on its way to these places any
/// more; not if that came to nothing. Also gives whether it waits.
pub fn when_arrived(places: Vec<UploadSlot>, then: Callback<()>) -> (Callback<()>, RwSignal<bool>) {
    let places = StoredValue::new(places);
    let waiting = RwSignal::new(false);
    let is_busy = move || places.with_value(|places| places.iter().any(|place| place.is_busy()));
    Effect::new(move |_| {
        if waiting.get() && !is_busy() {
            waiting.set(false);
            let failed = places.with_value(|places| places.iter().any(|place| place.has_problem()));
            if !failed {
                untrack(|| then.run(()));
            }
        }
    });
    let submit = Callback::new(move |()| {
        if untrack(is_busy) {
            waiting.set(true);
        } else {
            then.run(());
        }
    });
    (submit, waiting)
}

/// Says that a file is still on its way.
#[component]
pub fn WaitLine(
    /// Whether something waits for it.
    waiting: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div role="status">
            <Show when=move || waiting.get()>
                <p class="govuk-body">{tr!(i18n, requests.wait_for_files)}</p>
            </Show>
        </div>
    }
}

/// The form of a step that asks for documents: what is mandatory must be there.
#[component]
pub fn DocumentsForm(
    /// The draft.
    draft: Draft,
    /// The step.
    step: RequestStep,
    /// Its places.
    places: Vec<UploadSlot>,
    /// The places in view.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = use_go();
    let then = move |()| {
        let missing = |one: &&RequiredDocument| {
            let here = one.mandatory && step_of(one.kind) == step;
            here && draft
                .request
                .with_untracked(|request| current(request, one.kind).is_none())
        };
        let required = draft
            .request
            .with_untracked(|request| request.required_documents.clone());
        let mut faults = Faults::new();
        for one in required.iter().filter(missing) {
            let pointer = format!("/documents/{}", one.kind);
            faults.push(&pointer, FieldErrorCode::Required);
        }
        if draft.form.accept(faults) {
            go_on(draft, step, Default::default(), go.clone());
        }
    };
    let (submit, waiting) = when_arrived(places, Callback::new(then));
    view! {
        <Form state=draft.form on_submit=submit>
            {children()} <WaitLine waiting />
            <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
        </Form>
    }
}

/// Title and hint of a document, following the language.
pub fn words(listed: ListedDocument) -> (TextProp, TextProp) {
    let i18n = use_i18n();
    (
        TextProp::from(move || listed.title(language(i18n))),
        TextProp::from(move || listed.hint(language(i18n))),
    )
}
