//! A password, with a button that shows it.

use leptos::prelude::*;

use super::field::{FieldContext, FieldLabel, FieldNotes, group_class};
use crate::i18n::use_i18n;
use crate::tr;

/// A password, with a button that shows it. Pasting is allowed.
///
/// Children stand below the input; a [`RuleList`] there lives with what is typed.
#[component]
pub fn PasswordField(
    /// JSON pointer of the value.
    #[prop(into)]
    pointer: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// The password.
    value: RwSignal<String>,
    /// What helps to choose one.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// Below the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let context = FieldContext::new(&pointer, hint.is_some());
    let shown = RwSignal::new(false);
    let touched = RwSignal::new(false);
    let has_error = {
        let context = context.clone();
        move || context.has_error()
    };
    let toggle = move |_| {
        shown.update(|shown| *shown = !*shown);
        touched.set(true);
    };
    let status = move || match (touched.get(), shown.get()) {
        (false, _) => "",
        (true, true) => crate::i18n::t_string!(i18n, common.password_shown),
        (true, false) => crate::i18n::t_string!(i18n, common.password_hidden),
    };
    view! {
        <div class=group_class(&context)>
            <FieldLabel for_id=context.id.clone() label optional=false />
            <FieldNotes context=context.clone() hint />
            <div class="govuk-input__wrapper govuk-password-input__wrapper">
                <input
                    class="govuk-input govuk-password-input__input govuk-js-password-input-input"
                    class:govuk-input--error=has_error
                    id=context.id.clone()
                    name=context.id.clone()
                    type=move || if shown.get() { "text" } else { "password" }
                    spellcheck="false"
                    autocomplete=autocomplete
                    autocapitalize="none"
                    aria-describedby=context.described_by()
                    aria-invalid=context.invalid()
                    bind:value=value
                />
                <button
                    type="button"
                    class="govuk-button govuk-button--secondary govuk-password-input__toggle"
                    aria-controls=context.id.clone()
                    aria-label=move || if shown.get() {
                        crate::i18n::t_string!(i18n, common.hide_password_label)
                    } else {
                        crate::i18n::t_string!(i18n, common.show_password_label)
                    }
                    on:click=toggle
                >
                    <Show when=move || shown.get() fallback=move || tr!(i18n, common.show_password)>
                        {tr!(i18n, common.hide_password)}
                    </Show>
                </button>
            </div>
            <div class="govuk-visually-hidden" aria-live="polite">{status}</div>
            {children.map(|children| children())}
        </div>
    }
}

/// A rule with its words and whether it is met now.
#[derive(Clone)]
pub struct Rule {
    /// The words.
    pub label: TextProp,
    /// Whether it is met; follows what is typed.
    pub met: Signal<bool>,
}

impl Rule {
    /// A rule.
    #[must_use]
    pub fn new(label: impl Into<TextProp>, met: impl Into<Signal<bool>>) -> Self {
        Self {
            label: label.into(),
            met: met.into(),
        }
    }
}

/// A live list of rules: a tick and words, never colour alone.
#[component]
pub fn RuleList(
    /// The rules.
    rules: Vec<Rule>,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |rule: Rule| {
        let Rule { label, met } = rule;
        let state = move || {
            if met.get() {
                crate::i18n::t_string!(i18n, common.rule_met)
            } else {
                crate::i18n::t_string!(i18n, common.rule_not_met)
            }
        };
        view! {
            <li class="app-rules__item" class:app-rules__item--met=move || met.get()>
                <span class="app-rules__mark" aria-hidden="true"></span>
                {move || label.get()}
                <span class="govuk-visually-hidden">" – " {state}</span>
            </li>
        }
    };
    view! { <ul class="app-rules">{rules.into_iter().map(item).collect_view()}</ul> }
}
