//! The form around fields, its summary of errors and its button.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::button::ButtonKind;
use crate::form::{FormState, field_id};
use crate::i18n::use_i18n;
use crate::tr;

/// The form around fields: gives them the state, and sends nothing by itself.
#[component]
pub fn Form(
    /// Its state, the same that `Page` has.
    state: FormState,
    /// What happens on submit; not called while an answer is awaited.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Shows what is wrong with the whole form here, where there is no summary.
    #[prop(optional)]
    show_general: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    provide_context(state);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !state.is_pending_untracked() {
            on_submit.run(());
        }
    };
    let general = move || {
        let message = state.general().filter(|_| show_general)?;
        Some(view! { <p class="govuk-error-message" role="alert">{message}</p> })
    };
    view! {
        <form novalidate=true on:submit=submit>
            {general}
            {children()}
        </form>
    }
}

/// What is wrong, at the top of the page; takes the focus when errors show.
#[component]
pub fn ErrorSummary(
    /// The state of the form it sums up.
    state: FormState,
) -> impl IntoView {
    let i18n = use_i18n();
    let summary = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if state.attempts() > 0
            && let Some(summary) = summary.get()
        {
            // A summary that cannot take the focus is still on the page.
            let _ = summary.focus();
        }
    });
    let lines = move || {
        let errors = state.errors().into_iter();
        errors
            .map(|error| view! { <Line pointer=error.pointer detail=error.detail /> })
            .collect_view()
    };
    let general = move || state.general().map(|message| view! { <li>{message}</li> });
    view! {
        <Show when=move || state.has_errors()>
            <div class="govuk-error-summary" tabindex="-1" node_ref=summary role="alert">
                <h2 class="govuk-error-summary__title">{tr!(i18n, common.there_is_a_problem)}</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{general} {lines}</ul>
                </div>
            </div>
        </Show>
    }
}

/// One line: a link to the field if the page has it.
#[component]
fn Line(pointer: String, detail: String) -> impl IntoView {
    let id = field_id(&pointer);
    let exists = document().get_element_by_id(&id).is_some();
    if !exists {
        return view! { <li>{detail}</li> }.into_any();
    }
    let href = format!("#{id}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_field(&id);
    };
    view! { <li><a href=href on:click=go>{detail}</a></li> }.into_any()
}

/// Moves the focus to a field, with its label in sight.
fn focus_field(id: &str) {
    let Some(field) = document().get_element_by_id(id) else {
        return;
    };
    let group = field
        .closest("fieldset")
        .ok()
        .flatten()
        .or_else(|| field.closest(".govuk-form-group").ok().flatten());
    group.as_ref().unwrap_or(&field).scroll_into_view();
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        let _ = field.focus();
    }
}

/// The button that sends the form: says so while it does, and works once.
#[component]
pub fn SubmitButton(
    /// How it looks.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// The words: what will happen, such as « Envoyer ma demande ».
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<FormState>();
    let pending = move || state.is_pending();
    view! {
        <button
            type="submit"
            class=kind.class()
            class:app-button--pending=pending
            aria-disabled=move || pending().then_some("true")
        >
            <Show when=pending fallback=move || children()>
                {tr!(i18n, common.in_progress)}
            </Show>
        </button>
    }
}
