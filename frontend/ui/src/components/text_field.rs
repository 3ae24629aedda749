//! A line of text.

use leptos::prelude::*;

use super::field::{FieldContext, FieldLabel, FieldNotes, group_class};

/// A line of text with label, hint and error message.
///
/// Children stand below the input: what was understood, a suggestion, a drawing.
#[component]
pub fn TextField(
    /// JSON pointer of the value in the request's body; gives the id too.
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
    /// The input's type: `text`, `email`, `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The browser's word for what belongs here (`given-name`, `postal-code` …).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The keyboard of a phone: `numeric`, `tel`, `email`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Width in characters: 2, 3, 4, 5, 10 or 20; otherwise the whole column.
    #[prop(optional)]
    width: Option<u8>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether the browser marks spelling; names and numbers are not words.
    #[prop(optional)]
    spellcheck: bool,
    /// When the input takes the focus.
    #[prop(optional, into)]
    on_focus: Option<Callback<()>>,
    /// When the input loses the focus.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// Below the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let context = FieldContext::new(&pointer, hint.is_some());
    let width = width
        .map(|width| format!("govuk-input--width-{width}"))
        .unwrap_or_default();
    let has_error = {
        let context = context.clone();
        move || context.has_error()
    };
    let class = move || {
        let error = if has_error() {
            "govuk-input--error"
        } else {
            ""
        };
        format!("govuk-input {width} {error}")
    };
    view! {
        <div class=group_class(&context)>
            <FieldLabel for_id=context.id.clone() label optional />
            <FieldNotes context=context.clone() hint />
            <input
                class=class
                id=context.id.clone()
                name=context.id.clone()
                type=kind
                autocomplete=autocomplete
                inputmode=inputmode
                spellcheck=if spellcheck { "true" } else { "false" }
                aria-describedby=context.described_by()
                aria-invalid=context.invalid()
                bind:value=value
                on:focus=move |_| call(on_focus)
                on:blur=move |_| call(on_blur)
            />
            {children.map(|children| children())}
        </div>
    }
}

fn call(callback: Option<Callback<()>>) {
    if let Some(callback) = callback {
        callback.run(());
    }
}
