//! Whether what was typed is kept.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::format::{date, day_of, instant, time_of, today};
use crate::i18n::{t_string, use_i18n};

/// Whether what was typed is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// It is on its way.
    Saving,
    /// Kept by the server since then.
    At(DateTime<Utc>),
    /// Kept on this device until it is complete.
    Here,
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
    let text = move || {
        let locale = i18n.get_locale();
        match saved.get() {
            Saved::Untouched => String::new(),
            Saved::Saving => t_string!(i18n, common.draft_saving).to_owned(),
            Saved::At(at) if day_of(locale, at) == date(locale, today()) => {
                t_string!(i18n, common.draft_saved_at, time = time_of(locale, at)).to_string()
            }
            Saved::At(at) => {
                t_string!(i18n, common.draft_saved_on, date = instant(locale, at)).to_string()
            }
            Saved::Here => t_string!(i18n, common.draft_here).to_owned(),
            Saved::Failed => t_string!(i18n, common.draft_unsaved).to_owned(),
        }
    };
    view! {
        <p class="app-saved" class:app-saved--failed=move || saved.get() == Saved::Failed role="status">
            {text}
        </p>
    }
}
