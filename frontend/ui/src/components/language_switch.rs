//! French or English.

use leptos::prelude::*;

use crate::i18n::{Locale, use_i18n};

/// Switches to the other language; named in that language.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let other = move || match i18n.get_locale() {
        Locale::fr => Locale::en,
        Locale::en => Locale::fr,
    };
    let name = move || match other() {
        Locale::fr => "Français",
        Locale::en => "English",
    };
    view! {
        <button
            type="button"
            class="app-language"
            lang=move || crate::i18n::code(other())
            on:click=move |_| i18n.set_locale(other())
        >
            {name}
        </button>
    }
}
