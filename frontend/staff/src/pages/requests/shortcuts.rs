//! Keys for who reviews all day. They can be switched off, because single keys
//! get in the way of speech input (WCAG 2.1.4).

use leptos::ev;
use leptos::prelude::*;
use ui::components::{Details, use_toasts};
use ui::i18n::use_i18n;
use ui::{storage, tr};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use super::actions::take;
use super::case::{Case, permission};
use super::document_decision::accept;

const STORAGE_KEY: &str = "staff-shortcuts";

/// The list of keys, and the switch; listens while the page shows.
#[component]
pub fn Shortcuts(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let active = RwSignal::new(storage::read::<bool>(STORAGE_KEY).unwrap_or(true));
    let listener = window_event_listener(ev::keydown, move |event| {
        if !active.get_untracked() || is_meant_for_a_field(&event) {
            return;
        }
        match event.key().as_str() {
            "j" => case.next(),
            "k" => case.previous(),
            "t" => case.display.rotate(),
            "+" => case.display.zoom_in(),
            "-" => case.display.zoom_out(),
            "c" => case
                .display
                .comparing
                .update(|comparing| *comparing = !*comparing),
            "a" if may(case, permission::DECIDE_DOCUMENT) => {
                accept(case, i18n, move |text| toasts.success(text))
            }
            "r" if may(case, permission::DECIDE_DOCUMENT) => case.refusing.set(true),
            "p" if may(case, permission::TAKE) => take(case, i18n, toasts),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    let switch = move |event| {
        active.set(event_target_checked(&event));
        storage::write(STORAGE_KEY, &active.get_untracked());
    };
    view! {
        <Details summary=tr!(i18n, staff_requests.shortcuts_title)>
            <div class="govuk-checkboxes govuk-checkboxes--small">
                <div class="govuk-checkboxes__item">
                    <input
                        class="govuk-checkboxes__input"
                        type="checkbox"
                        id="shortcuts-on"
                        prop:checked=active
                        on:change=switch
                    />
                    <label class="govuk-label govuk-checkboxes__label" for="shortcuts-on">
                        {tr!(i18n, staff_requests.shortcuts_on)}
                    </label>
                </div>
            </div>
            <Keys />
        </Details>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let i18n = use_i18n();
    let keys: [(&'static [&'static str], TextProp); 8] = [
        (&["J"], tr!(i18n, staff_requests.shortcut_next).into()),
        (&["K"], tr!(i18n, staff_requests.shortcut_previous).into()),
        (&["A"], tr!(i18n, staff_requests.shortcut_accept).into()),
        (&["R"], tr!(i18n, staff_requests.shortcut_refuse).into()),
        (&["T"], tr!(i18n, staff_requests.shortcut_rotate).into()),
        (&["+", "-"], tr!(i18n, staff_requests.shortcut_zoom).into()),
        (&["C"], tr!(i18n, staff_requests.shortcut_compare).into()),
        (&["P"], tr!(i18n, staff_requests.shortcut_take).into()),
    ];
    let line = |(keys, words): (&'static [&'static str], TextProp)| {
        let keys = keys
            .iter()
            .map(|key| view! { <kbd class="app-key">{*key}</kbd> " " })
            .collect_view();
        view! {
            <div class="app-keys__line">
                <dt>{keys}</dt>
                <dd>{move || words.get()}</dd>
            </div>
        }
    };
    view! { <dl class="app-keys">{keys.into_iter().map(line).collect_view()}</dl> }
}

fn may(case: Case, permission: &str) -> bool {
    untrack(|| case.can(permission)) && !untrack(|| case.form.is_pending())
}

/// Whether the key belongs to a field, a dialog or the browser.
fn is_meant_for_a_field(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
        return true;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        let own = element.closest("input:not([type=checkbox]), textarea, select, dialog");
        own.ok().flatten().is_some()
    })
}
