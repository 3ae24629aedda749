//! Boxes to tick: several of a few, or one statement.

use leptos::prelude::*;

use super::choice::Choice;
use super::field::{FieldContext, FieldError, FieldNotes, group_class};

/// Several of a few, all in sight.
#[component]
pub fn CheckboxGroup(
    /// JSON pointer of the list; the first box has its id.
    #[prop(into)]
    pointer: String,
    /// The question.
    #[prop(into)]
    legend: TextProp,
    /// The ticked values, in the order of the choices.
    values: RwSignal<Vec<String>>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Smaller boxes.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let context = FieldContext::new(&pointer, hint.is_some());
    let id = StoredValue::new(context.id.clone());
    let toggle = move |value: String, ticked: bool| {
        values.update(|values| values.retain(|other| *other != value));
        if ticked {
            values.update(|values| values.push(value));
            let order: Vec<String> = choices
                .get_untracked()
                .into_iter()
                .map(|choice| choice.value)
                .collect();
            values.update(|values| {
                values.sort_by_key(|value| order.iter().position(|other| other == value))
            });
        }
    };
    let item = move |(index, choice): (usize, Choice)| {
        let own = StoredValue::new(choice.value.clone());
        let checked = Signal::derive(move || {
            values.with(|values| own.with_value(|own| values.contains(own)))
        });
        let on_change = Callback::new(move |ticked| toggle(own.get_value(), ticked));
        let id = if index == 0 {
            id.get_value()
        } else {
            format!("{}-{index}", id.get_value())
        };
        view! { <Box id choice checked on_change /> }
    };
    let items = move || {
        choices
            .get()
            .into_iter()
            .enumerate()
            .map(item)
            .collect_view()
    };
    view! {
        <div class=group_class(&context)>
            <fieldset class="govuk-fieldset" aria-describedby=context.described_by()>
                <legend class="govuk-fieldset__legend">{move || legend.get()}</legend>
                <FieldNotes context=context.clone() hint />
                <div class="govuk-checkboxes" class:govuk-checkboxes--small=small>{items}</div>
            </fieldset>
        </div>
    }
}

#[component]
fn Box(
    id: String,
    choice: Choice,
    checked: Signal<bool>,
    on_change: Callback<bool>,
) -> impl IntoView {
    let hint_id = format!("{id}-item-hint");
    let label = choice.label;
    let hint = choice.hint.map(|hint| {
        view! { <div id=hint_id.clone() class="govuk-hint govuk-checkboxes__hint">{move || hint.get()}</div> }
    });
    let described_by = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id=id.clone()
                name=id.clone()
                value=choice.value
                aria-describedby=described_by
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <label class="govuk-label govuk-checkboxes__label" for=id>
                {move || label.get()}
            </label>
            {hint}
        </div>
    }
}

/// One statement to agree to; its words may contain links.
#[component]
pub fn Checkbox(
    /// JSON pointer of the value.
    #[prop(into)]
    pointer: String,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// The statement.
    children: Children,
) -> impl IntoView {
    let context = FieldContext::new(&pointer, false);
    view! {
        <div class=group_class(&context)>
            <FieldError context=context.clone() />
            <div class="govuk-checkboxes">
                <div class="govuk-checkboxes__item">
                    <input
                        class="govuk-checkboxes__input"
                        type="checkbox"
                        id=context.id.clone()
                        name=context.id.clone()
                        aria-describedby=context.described_by()
                        aria-invalid=context.invalid()
                        prop:checked=checked
                        on:change=move |event| checked.set(event_target_checked(&event))
                    />
                    <label class="govuk-label govuk-checkboxes__label" for=context.id.clone()>
                        {children()}
                    </label>
                </div>
            </div>
        </div>
    }
}
