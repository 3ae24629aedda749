//! Whether what was typed is kept.

use leptos::prelude::*;

use crate::i18n::use_i18n;

/// Whether what was typed is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// It is on its way.
    Saving,
    /// Kept by the server, at this time (« 14:32 »).
    At(String),
    /// Kept on this device only; it is tried again.
    Failed,
}

/// « Brouillon enregistré à 14:32 », « Enregistrement… », « Non enregistré – nouvel essai ».
#[component]
pub fn SavedLine(
    /// Whether what was typed is kept.
    #[prop(into)]
    saved: Signal<Saved>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || match saved.get() {
        Saved::Untouched => String::new(),
        Saved::Saving => crate::i18n::t_string!(i18n, common.draft_saving).to_owned(),
        Saved::At(time) => crate::i18n::t_string!(i18n, common.draft_saved_at, time = time),
        Saved::Failed => crate::i18n::t_string!(i18n, common.draft_unsaved).to_owned(),
    };
    view! {
        <p class="app-saved" class:app-saved--failed=move || saved.get() == Saved::Failed role="status">
            {text}
        </p>
    }
}
