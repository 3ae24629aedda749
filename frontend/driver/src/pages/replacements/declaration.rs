//! Step 1: the declaration, with the undertaking to give the card back (guide).

use common::dto::replacement::UpdateReplacementRequest;
use common::field_error::{Faults, FieldErrorCode};
use common::words::{ReplacementStep, RequestPurpose};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{Checkbox, Form, SubmitButton, WarningText};
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::draft::Draft;
use crate::routes::Page as To;

/// The declaration.
#[component]
pub fn DeclarationStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let (card, undertaken) = draft
        .view
        .with_untracked(|view| (view.card.clone(), view.undertaken));
    let card = card.map(|card| (card.serial, card.valid_until));
    let (serial, until) = card.unwrap_or_default();
    let is_theft = draft
        .view
        .with_untracked(|view| view.purpose == RequestPurpose::Theft);
    let undertaken = RwSignal::new(undertaken);
    let text = move || {
        let date = date(i18n.get_locale(), until);
        let serial = serial.clone();
        if is_theft {
            return t_string!(
                i18n,
                replacements.declaration_text_theft,
                serial = serial,
                date = date
            )
            .to_string();
        }
        t_string!(
            i18n,
            replacements.declaration_text,
            serial = serial,
            date = date
        )
        .to_string()
    };
    let effect = move || {
        if is_theft {
            t_string!(i18n, replacements.declaration_effect_theft)
        } else {
            t_string!(i18n, replacements.declaration_effect)
        }
    };
    let undertaking = move || {
        if is_theft {
            t_string!(i18n, replacements.undertaking_theft)
        } else {
            t_string!(i18n, replacements.undertaking)
        }
    };
    let submit = move || {
        let mut faults = Faults::new();
        if !undertaken.get_untracked() {
            faults.push("/undertaken", FieldErrorCode::ConsentRequired);
        }
        if draft.form.accept(faults) {
            let change = UpdateReplacementRequest {
                undertaken: Some(true),
                ..Default::default()
            };
            let navigate = navigate.clone();
            draft.save(ReplacementStep::Declaration, change, move |id, next| {
                let to = To::ReplacementStep(id, next);
                navigate(&to.path(), NavigateOptions::default());
            });
        }
    };
    view! {
        <p class="govuk-body">{text}</p>
        <WarningText>{effect}</WarningText>
        <Form state=draft.form on_submit=submit>
            <Checkbox pointer="/undertaken" checked=undertaken>
                {undertaking}
            </Checkbox>
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
}
