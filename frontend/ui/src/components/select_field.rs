//! One of many: countries, reasons.

use leptos::prelude::*;

use super::choice::Choice;
use super::field::{FieldContext, FieldLabel, FieldNotes, group_class};
use crate::i18n::use_i18n;
use crate::tr;

/// One of many, as a drop-down list. For up to about seven use `RadioGroup`.
#[component]
pub fn SelectField(
    /// JSON pointer of the value.
    #[prop(into)]
    pointer: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// The chosen value; empty when nothing is chosen.
    value: RwSignal<String>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// The browser's word for what belongs here.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let context = FieldContext::new(&pointer, hint.is_some());
    let has_error = {
        let context = context.clone();
        move || context.has_error()
    };
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value selected=move || value.with(|value| *value == own)>
                {move || choice.label.get()}
            </option>
        }
    };
    let options = move || choices.get().into_iter().map(option).collect_view();
    view! {
        <div class=group_class(&context)>
            <FieldLabel for_id=context.id.clone() label optional />
            <FieldNotes context=context.clone() hint />
            <select
                class="govuk-select"
                class:govuk-select--error=has_error
                id=context.id.clone()
                name=context.id.clone()
                autocomplete=autocomplete
                aria-describedby=context.described_by()
                aria-invalid=context.invalid()
                on:change=move |event| value.set(event_target_value(&event))
            >
                <option value="" selected=move || value.with(String::is_empty)>
                    {tr!(i18n, common.select_prompt)}
                </option>
                {options}
            </select>
        </div>
    }
}
