//! The documents of a replacement: the report of a theft (guide), what proves a change.

use common::dto::replacement::UpdateReplacementRequest;
use common::dto::request::{RequestView, RequiredDocument};
use common::exchange::ExchangeReason;
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::words::{DocumentKind, ReplacementStep};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{Form, Loaded, Loading, SubmitButton, UploadSlot, load};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::draft::Draft;
use super::words::is_picture;
use crate::pages::requests::{DocumentPlace, WaitLine, current, listed, when_arrived, words};
use crate::routes::Page as To;

/// A step in which documents are given.
#[component]
pub fn DocumentsStep(
    /// The replacement.
    draft: Draft,
    /// The step.
    step: ReplacementStep,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = draft.id();
    let reason = draft
        .view
        .with_untracked(|view| view.exchange.as_ref().map(|exchange| exchange.reason));
    // Files go with the request that a replacement is.
    let request: Loading<RequestView> =
        load(move || Call::get(format!("/me/requests/{id}")).send());
    let text = move || match reason {
        None => t_string!(i18n, replacements.report_text),
        Some(_) if step == ReplacementStep::Pictures => {
            t_string!(i18n, replacements.pictures_text)
        }
        Some(ExchangeReason::Foreign) => t_string!(i18n, replacements.evidence_foreign),
        Some(ExchangeReason::CivilStatus) => t_string!(i18n, replacements.evidence_civil_status),
        Some(ExchangeReason::Licence) => t_string!(i18n, replacements.evidence_licence),
    };
    view! {
        <p class="govuk-body">{text}</p>
        <Loaded
            resource=request
            lines=4
            children={move |request: RequestView| view! { <Places draft step request /> }}
        />
    }
}

#[component]
fn Places(draft: Draft, step: ReplacementStep, request: RequestView) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let mut required = request.required_documents.clone();
    let has_pictures = draft
        .view
        .with_untracked(|view| view.steps.contains(&ReplacementStep::Pictures));
    let is_pictures = step == ReplacementStep::Pictures;
    required.retain(|one| !has_pictures || is_picture(one.kind) == is_pictures);
    let places: Vec<_> = required
        .iter()
        .map(|one| slot(draft, &request, one.kind))
        .collect();
    let then = move |()| {
        if draft.form.accept(missing(draft, &required)) {
            let navigate = navigate.clone();
            let change = UpdateReplacementRequest::default();
            draft.save(step, change, move |id, next| {
                let to = To::ReplacementStep(id, next);
                navigate(&to.path(), NavigateOptions::default());
            });
        }
    };
    let (submit, waiting) = when_arrived(places.clone(), Callback::new(then));
    let places = places.into_iter().map(move |place| {
        let listed = listed(&request, place.kind());
        let (title, hint) = words(listed);
        let label = move || {
            if listed.mandatory {
                title.get().into_owned()
            } else {
                format!("{} ({})", title.get(), t_string!(i18n, requests.if_needed))
            }
        };
        view! { <DocumentPlace place label hint /> }
    });
    view! {
        // Photo and signature say themselves what may be given.
        <Show when=move || !is_pictures>
            <p class="govuk-hint">{tr!(i18n, requests.documents_limits)}</p>
        </Show>
        <Form state=draft.form on_submit=submit>
            {places.collect_view()} <WaitLine waiting />
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
}

/// What has to be given and is not there.
fn missing(draft: Draft, required: &[RequiredDocument]) -> Faults {
    let mut faults = Faults::new();
    for one in required.iter().filter(|one| one.mandatory) {
        let is_given = draft
            .view
            .with_untracked(|view| view.documents.iter().any(|given| given.kind == one.kind));
        if !is_given {
            let pointer = pointer_to("/documents", one.kind);
            faults.push(&pointer, FieldErrorCode::Required);
        }
    }
    faults
}

/// The place of a document that may be given, within another step.
#[component]
pub fn GivenDocument(
    /// The replacement.
    draft: Draft,
    /// Which kind.
    kind: DocumentKind,
) -> impl IntoView {
    let id = draft.id();
    let request: Loading<RequestView> =
        load(move || Call::get(format!("/me/requests/{id}")).send());
    let place = move |request: RequestView| {
        let place = slot(draft, &request, kind);
        let (label, hint) = words(listed(&request, kind));
        view! { <DocumentPlace place label hint /> }
    };
    view! { <Loaded resource=request lines=2 children=place /> }
}

/// The place of a document; what is given shows in the replacement too.
fn slot(draft: Draft, request: &RequestView, kind: DocumentKind) -> UploadSlot {
    let path = format!("/me/requests/{}/documents/{kind}", draft.id());
    let version = Signal::derive(move || draft.view.with(|view| view.version));
    let on_done = Callback::new(move |request: RequestView| {
        draft.view.update(|view| {
            view.version = request.version;
            view.documents = request.documents;
        });
    });
    UploadSlot::new(kind, path, current, request, version, on_done)
}
