//! What all form fields share: ids, label, hint and error message.

use leptos::prelude::*;

use crate::form::{FormState, field_id};
use crate::i18n::use_i18n;
use crate::tr;

/// Where a field stands and what is said about it.
#[derive(Clone)]
pub(crate) struct FieldContext {
    /// The input's id.
    pub(crate) id: String,
    /// What is wrong with it.
    pub(crate) error: Memo<Option<String>>,
    has_hint: bool,
}

impl FieldContext {
    /// The context of the field at a JSON pointer of the form around it.
    pub(crate) fn new(pointer: &str, has_hint: bool) -> Self {
        let form = use_context::<FormState>();
        let id = field_id(pointer);
        let pointer = pointer.to_owned();
        let error = Memo::new(move |_| form.and_then(|form| form.error_at(&pointer)));
        Self {
            id,
            error,
            has_hint,
        }
    }

    /// Whether something is wrong; follows changes.
    pub(crate) fn has_error(&self) -> bool {
        self.error.with(Option::is_some)
    }

    /// The id of the hint.
    pub(crate) fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    /// The id of the error message.
    pub(crate) fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// The value of `aria-describedby`.
    pub(crate) fn described_by(&self) -> Signal<Option<String>> {
        let context = self.clone();
        Signal::derive(move || {
            let hint = context.has_hint.then(|| context.hint_id());
            let error = context.has_error().then(|| context.error_id());
            let ids: Vec<String> = [hint, error].into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// The value of `aria-invalid`.
    pub(crate) fn invalid(&self) -> Signal<Option<&'static str>> {
        let context = self.clone();
        Signal::derive(move || context.has_error().then_some("true"))
    }
}

/// The class of the group around a field.
pub(crate) fn group_class(context: &FieldContext) -> Signal<&'static str> {
    let context = context.clone();
    Signal::derive(move || {
        if context.has_error() {
            "govuk-form-group govuk-form-group--error"
        } else {
            "govuk-form-group"
        }
    })
}

/// The hint and the error message of a field.
#[component]
pub(crate) fn FieldNotes(context: FieldContext, hint: Option<TextProp>) -> impl IntoView {
    let hint_id = context.hint_id();
    view! {
        {hint.map(|hint| view! { <div id=hint_id class="govuk-hint">{move || hint.get()}</div> })}
        <FieldError context />
    }
}

/// The error message of a field.
#[component]
pub(crate) fn FieldError(context: FieldContext) -> impl IntoView {
    let i18n = use_i18n();
    let error = context.error;
    move || {
        let id = context.error_id();
        error.get().map(|message| {
            view! {
                <p id=id class="govuk-error-message">
                    <span class="govuk-visually-hidden">{tr!(i18n, common.error_hidden)}</span>
                    {message}
                </p>
            }
        })
    }
}

/// The label of a field, with "(facultatif)" when it may stay empty.
#[component]
pub(crate) fn FieldLabel(for_id: String, label: TextProp, optional: bool) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="govuk-label" for=for_id>
            {move || label.get()}
            {optional.then(|| view! { " " <span class="app-optional">{tr!(i18n, common.optional)}</span> })}
        </label>
    }
}
