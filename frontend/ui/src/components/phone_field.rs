//! A telephone number.

use leptos::prelude::*;

use super::TextField;

/// A telephone number; spaces, dots and hyphens are welcome.
#[component]
pub fn PhoneField(
    /// JSON pointer of the value.
    #[prop(into)]
    pointer: String,
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// The number as typed.
    value: RwSignal<String>,
    /// What it is used for.
    #[prop(into)]
    hint: TextProp,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    view! {
        <TextField pointer label value hint kind="tel" autocomplete="tel" inputmode="tel" width=20 optional />
    }
}
