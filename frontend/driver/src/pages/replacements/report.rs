//! The report of a theft by a competent authority (guide).

use common::documents_required::documents_of_replacement;
use common::dto::replacement::UpdateReplacementRequest;
use common::dto::request::RequestView;
use common::field_error::{Faults, FieldErrorCode, pointer_to};
use common::words::{DocumentKind, ReplacementStep, RequestPurpose};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{Form, Loaded, Loading, SubmitButton, UploadSlot, load};
use ui::i18n::use_i18n;
use ui::tr;

use super::draft::Draft;
use crate::pages::requests::{DocumentPlace, WaitLine, current, when_arrived, words};
use crate::routes::Page as To;

/// The place of the report.
#[component]
pub fn ReportStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = draft.id();
    // Files go with the request that a replacement is.
    let request: Loading<RequestView> =
        load(move || Call::get(format!("/me/requests/{id}")).send());
    view! {
        <p class="govuk-body">{tr!(i18n, replacements.report_text)}</p>
        <Loaded
            resource=request
            lines=4
            children={move |request: RequestView| view! { <Report draft request /> }}
        />
    }
}

#[component]
fn Report(draft: Draft, request: RequestView) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let places: Vec<_> = documents_of_replacement(RequestPurpose::Theft)
        .into_iter()
        .map(|listed| (listed, slot(draft, &request, listed.kind)))
        .collect();
    let all = places.clone();
    let then = move |()| {
        let mut faults = Faults::new();
        for (listed, _) in &all {
            let is_given = draft.view.with_untracked(|view| {
                view.documents.iter().any(|given| given.kind == listed.kind)
            });
            if listed.mandatory && !is_given {
                faults.push(
                    &pointer_to("/documents", listed.kind),
                    FieldErrorCode::Required,
                );
            }
        }
        if draft.form.accept(faults) {
            let navigate = navigate.clone();
            let change = UpdateReplacementRequest::default();
            draft.save(ReplacementStep::Report, change, move |id, next| {
                let to = To::ReplacementStep(id, next);
                navigate(&to.path(), NavigateOptions::default());
            });
        }
    };
    let slots = places.iter().map(|(_, place)| *place).collect();
    let (submit, waiting) = when_arrived(slots, Callback::new(then));
    let places = places.into_iter().map(|(listed, place)| {
        let (label, hint) = words(listed);
        view! { <DocumentPlace place label hint /> }
    });
    view! {
        <p class="govuk-hint">{tr!(i18n, requests.documents_limits)}</p>
        <Form state=draft.form on_submit=submit>
            {places.collect_view()} <WaitLine waiting />
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
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
        let purpose = request.summary.purpose;
        let mut listed = documents_of_replacement(purpose).into_iter();
        let listed = listed.find(|listed| listed.kind == kind)?;
        let place = slot(draft, &request, kind);
        let (label, hint) = words(listed);
        Some(view! { <DocumentPlace place label hint /> })
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
