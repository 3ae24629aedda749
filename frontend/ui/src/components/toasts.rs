//! Short messages that come and go, and what only screen readers hear.

use std::time::Duration;

use leptos::prelude::*;

use super::dialog::unique;
use super::notices::Tone;
use crate::i18n::use_i18n;

/// How long a message stays. What matters stands on the page as well.
const STAYS: Duration = Duration::from_secs(8);

#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
}

/// The messages on screen; provided once with [`provide_toasts`].
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    spoken: RwSignal<String>,
}

/// Provides the messages to the whole application.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        list: RwSignal::new(Vec::new()),
        spoken: RwSignal::new(String::new()),
    };
    provide_context(toasts);
    toasts
}

/// The messages provided by the application.
#[must_use]
pub fn use_toasts() -> Toasts {
    expect_context::<Toasts>()
}

impl Toasts {
    /// Says that something worked.
    pub fn success(self, text: impl Into<String>) {
        self.show(Tone::Success, text.into());
    }

    /// Says that something did not.
    pub fn failure(self, text: impl Into<String>) {
        self.show(Tone::Danger, text.into());
    }

    /// Has a text read out without showing it.
    pub fn announce(self, text: impl Into<String>) {
        self.spoken.set(text.into());
    }

    fn show(self, tone: Tone, text: String) {
        let id = unique();
        self.list.update(|list| list.push(Toast { id, tone, text }));
        set_timeout(move || self.close(id), STAYS);
    }

    fn close(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Where messages appear, and the one polite live region; once in the shell.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let item = move |toast: Toast| {
        let class = match toast.tone {
            Tone::Danger => "app-toast app-toast--danger",
            _ => "app-toast app-toast--success",
        };
        view! {
            <div class=class>
                <p class="app-toast__text">{toast.text}</p>
                <button
                    type="button"
                    class="app-toast__close"
                    aria-label=move || crate::i18n::t_string!(i18n, common.toast_close)
                    on:click=move |_| toasts.close(toast.id)
                >
                    "×"
                </button>
            </div>
        }
    };
    view! {
        <div class="app-toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id children=item />
            <span class="govuk-visually-hidden">{move || toasts.spoken.get()}</span>
        </div>
    }
}
