//! Step 4: licence, identity and what else is asked for.

use common::words::RequestStep;
use leptos::prelude::*;
use ui::components::UploadSlot;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::Draft;
use super::slots::{DocumentPlace, DocumentsForm, current, listed, slot_for, step_of, words};

/// One place for each document of the list.
#[component]
pub fn DocumentsStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let required = draft
        .request
        .with_untracked(|request| request.required_documents.clone());
    let here = required.into_iter().map(|one| one.kind);
    let places: Vec<_> = here
        .filter(|kind| step_of(*kind) == RequestStep::Documents)
        .map(|kind| slot_for(draft, kind, current))
        .collect();
    let place = move |place: UploadSlot| {
        let listed = draft
            .request
            .with_untracked(|request| listed(request, place.kind()));
        let (title, hint) = words(listed);
        let label = move || {
            if listed.mandatory {
                title.get().into_owned()
            } else {
                format!("{} ({})", title.get(), t_string!(i18n, requests.if_needed))
            }
        };
        view! { <DocumentPlace place label hint /> }
    };
    view! {
        <p class="govuk-hint">{tr!(i18n, requests.documents_limits)}</p>
        <DocumentsForm draft step=RequestStep::Documents places=places.clone()>
            {places.into_iter().map(place).collect_view()}
        </DocumentsForm>
    }
}
