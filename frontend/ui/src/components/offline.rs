//! Whether there is a network, as far as the browser knows.

use leptos::ev;
use leptos::prelude::*;

use super::toasts::use_toasts;
use crate::i18n::use_i18n;
use crate::tr;

/// Whether there is a network; follows changes. Called in a component.
#[must_use]
pub fn use_online() -> ReadSignal<bool> {
    let (online, set_online) = signal(window().navigator().on_line());
    let gone = window_event_listener(ev::offline, move |_| set_online.set(false));
    let back = window_event_listener(ev::online, move |_| set_online.set(true));
    on_cleanup(move || {
        gone.remove();
        back.remove();
    });
    online
}

/// Says that there is no network, and that nothing is lost; once in the shell.
#[component]
pub fn OfflineBanner() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let online = use_online();
    Effect::new(move |was: Option<bool>| {
        let is = online.get();
        if was == Some(false) && is {
            toasts.success(crate::i18n::tu_string!(i18n, common.back_online));
        }
        is
    });
    view! {
        <div role="status">
            <Show when=move || !online.get()>
                <div class="app-offline">
                    <p class="govuk-width-container app-offline__text">{tr!(i18n, common.offline_banner)}</p>
                </div>
            </Show>
        </div>
    }
}
