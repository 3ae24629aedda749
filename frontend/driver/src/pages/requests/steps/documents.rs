//! Step 4: licence, identity and what else is asked for.

use common::dto::request::RequiredDocument;
use common::field_error::{Faults, FieldErrorCode};
use common::words::RequestStep;
use leptos::prelude::*;
use ui::components::{Form, SubmitButton};
use ui::i18n::use_i18n;
use ui::tr;

use super::slots::{DocumentSlot, current, step_of};
use super::{Draft, go_on, use_go};

/// One place for each document of the list.
#[component]
pub fn DocumentsStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = use_go();
    let required = draft
        .request
        .with_untracked(|request| request.required_documents.clone());
    let here: Vec<_> = required
        .into_iter()
        .filter(|one| step_of(one.kind) == RequestStep::Documents)
        .collect();
    let wanted = here.clone();
    let submit = move || {
        let mut faults = Faults::new();
        let missing = |one: &&RequiredDocument| {
            one.mandatory
                && draft
                    .request
                    .with_untracked(|request| current(request, one.kind).is_none())
        };
        for one in wanted.iter().filter(missing) {
            faults.push(
                &format!("/documents/{}", one.kind),
                FieldErrorCode::Required,
            );
        }
        if draft.form.accept(faults) {
            go_on(
                draft,
                RequestStep::Documents,
                Default::default(),
                go.clone(),
                i18n,
            );
        }
    };
    let slot = move |document: RequiredDocument| {
        let RequiredDocument {
            kind,
            title,
            hint,
            mandatory,
        } = document;
        let label = move || {
            if mandatory {
                title.clone()
            } else {
                format!(
                    "{title} ({})",
                    ui::i18n::t_string!(i18n, requests.if_needed)
                )
            }
        };
        view! { <DocumentSlot draft kind label hint=move || hint.clone() /> }
    };
    view! {
        <p class="govuk-hint">{tr!(i18n, requests.documents_limits)}</p>
        <Form state=draft.form on_submit=submit>
            {here.into_iter().map(slot).collect_view()}
            <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
        </Form>
    }
}
