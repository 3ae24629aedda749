//! Several lines of text.

use leptos::prelude::*;

use super::field::{FieldContext, FieldLabel, FieldNotes, group_class};
use crate::i18n::{t_string, use_i18n};

/// Several lines of text, with the characters left when there is a limit.
#[component]
pub fn TextArea(
    /// JSON pointer of the value.
    #[prop(into)]
    pointer: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// The text.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Height in lines.
    #[prop(default = 5)]
    rows: u8,
    /// The most characters allowed; the field takes more and says so.
    #[prop(optional)]
    limit: Option<usize>,
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
    let counter = limit.map(|limit| {
        let text = move || {
            let used = value.with(|text| text.chars().count());
            if used > limit {
                t_string!(i18n, common.characters_over, count = used - limit)
            } else {
                t_string!(i18n, common.characters_left, count = limit - used)
            }
        };
        view! { <div class="govuk-hint govuk-character-count__message">{text}</div> }
    });
    view! {
        <div class=group_class(&context)>
            <FieldLabel for_id=context.id.clone() label optional />
            <FieldNotes context=context.clone() hint />
            <textarea
                class="govuk-textarea"
                class:govuk-textarea--error=has_error
                id=context.id.clone()
                name=context.id.clone()
                rows=rows.to_string()
                aria-describedby=context.described_by()
                aria-invalid=context.invalid()
                bind:value=value
            ></textarea>
            {counter}
        </div>
    }
}
