//! One of a few.

use leptos::prelude::*;

use super::choice::Choice;
use super::field::{FieldContext, FieldNotes, group_class};

/// One of a few, all in sight.
#[component]
pub fn RadioGroup(
    /// JSON pointer of the value; the first radio has its id.
    #[prop(into)]
    pointer: String,
    /// The question.
    #[prop(into)]
    legend: TextProp,
    /// The chosen value; empty when nothing is chosen.
    value: RwSignal<String>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Side by side, for two short answers.
    #[prop(optional)]
    inline: bool,
    /// Smaller circles.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let context = FieldContext::new(&pointer, hint.is_some());
    let id = StoredValue::new(context.id.clone());
    let items = move || {
        let items = choices.get().into_iter().enumerate();
        items
            .map(|(index, choice)| view! { <Radio group=id.get_value() index choice value /> })
            .collect_view()
    };
    view! {
        <div class=group_class(&context)>
            <fieldset
                class="govuk-fieldset"
                role="radiogroup"
                aria-describedby=context.described_by()
                aria-invalid=context.invalid()
            >
                <legend class="govuk-fieldset__legend">{move || legend.get()}</legend>
                <FieldNotes context=context.clone() hint />
                <div class="govuk-radios" class:govuk-radios--inline=inline class:govuk-radios--small=small>
                    {items}
                </div>
            </fieldset>
        </div>
    }
}

#[component]
fn Radio(group: String, index: usize, choice: Choice, value: RwSignal<String>) -> impl IntoView {
    let id = if index == 0 {
        group.clone()
    } else {
        format!("{group}-{index}")
    };
    let hint_id = format!("{id}-item-hint");
    let own = StoredValue::new(choice.value.clone());
    let chosen = move || value.with(|value| own.with_value(|own| own == value));
    let label = choice.label;
    let hint = choice.hint.map(|hint| {
        view! { <div id=hint_id.clone() class="govuk-hint govuk-radios__hint">{move || hint.get()}</div> }
    });
    let described_by = hint.is_some().then(|| hint_id.clone());
    let reveal = choice.reveal.map(|reveal| {
        view! {
            <Show when=chosen>
                <div class="govuk-radios__conditional">{reveal.run()}</div>
            </Show>
        }
    });
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                type="radio"
                id=id.clone()
                name=group
                value=choice.value
                aria-describedby=described_by
                prop:checked=chosen
                on:change=move |_| value.set(own.get_value())
            />
            <label class="govuk-label govuk-radios__label" for=id>
                {move || label.get()}
            </label>
            {hint}
        </div>
        {reveal}
    }
}
