//! What narrows a queue. The filters stand in the address, so that a queue can
//! be bookmarked, sent to a colleague and found again by "Retour". The words of a
//! search do not: they are often a name, and addresses are written down in many
//! places. They are kept in memory, for "Retour" alone.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use ui::components::Choice;
use ui::format::percent_encode;
use ui::i18n::use_i18n;
use ui::tr;

use super::navigation::noting;

/// The value of a filter, from the address when the page opens.
pub fn filter_from_address(name: &'static str) -> RwSignal<String> {
    RwSignal::new(
        use_query_map()
            .with_untracked(|query| query.get(name))
            .unwrap_or_default(),
    )
}

thread_local! {
    /// The words of each queue's search, until the page is closed.
    static SEARCHES: RefCell<HashMap<&'static str, String>> = RefCell::default();
}

/// The words of a queue's search, as they were when the queue was left.
pub fn search_in_memory(queue: &'static str) -> RwSignal<String> {
    let kept = SEARCHES.with_borrow(|searches| searches.get(queue).cloned());
    let words = RwSignal::new(kept.unwrap_or_default());
    Effect::new(move || {
        let words = words.get();
        SEARCHES.with_borrow_mut(|searches| searches.insert(queue, words));
    });
    words
}

/// Keeps the address in step with the filters.
pub fn note_filters(filters: Vec<(&'static str, RwSignal<String>)>) {
    let navigate = use_navigate();
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let parts: Vec<String> = filters
            .iter()
            .map(|(name, value)| (name, value.get()))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", percent_encode(&value)))
            .collect();
        let query = parts.join("&");
        if before.is_some_and(|before| before != query) {
            let path = path.get_untracked();
            navigate(
                &if query.is_empty() {
                    path
                } else {
                    format!("{path}?{query}")
                },
                noting(),
            );
        }
        query
    });
}

/// The filters side by side.
#[component]
pub fn FilterBar(
    /// [`FilterSelect`]s and a [`FilterSearch`].
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="app-filters" aria-label=tr!(i18n, staff.filters)>
            {children()}
        </section>
    }
}

/// One of several values, or all.
#[component]
pub fn FilterSelect(
    /// The id of the list.
    id: &'static str,
    /// What it narrows.
    #[prop(into)]
    label: TextProp,
    /// The chosen value; empty for all.
    value: RwSignal<String>,
    /// The choices beside "Tous".
    choices: Vec<Choice>,
    /// What the empty choice is called where it does not mean all.
    #[prop(optional, into)]
    otherwise: Option<TextProp>,
) -> impl IntoView {
    let i18n = use_i18n();
    let otherwise = otherwise.unwrap_or_else(|| tr!(i18n, staff.filter_all).into());
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value selected=move || value.with(|value| *value == own)>
                {move || choice.label.get()}
            </option>
        }
    };
    view! {
        <div class="app-filters__field">
            <label class="govuk-label" for=id>{move || label.get()}</label>
            <select class="govuk-select" id=id on:change=move |event| value.set(event_target_value(&event))>
                <option value="" selected=move || value.with(String::is_empty)>
                    {move || otherwise.get()}
                </option>
                {choices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// A box to tick that narrows the list.
#[component]
pub fn FilterBox(
    /// The id of the box.
    id: &'static str,
    /// What stays in the list.
    #[prop(into)]
    label: TextProp,
    /// "true" when ticked, else empty.
    value: RwSignal<String>,
) -> impl IntoView {
    let set = move |event| {
        let ticked = event_target_checked(&event);
        value.set(if ticked {
            "true".to_owned()
        } else {
            String::new()
        });
    };
    view! {
        <div class="govuk-checkboxes govuk-checkboxes--small app-filters__box">
            <div class="govuk-checkboxes__item">
                <input
                    class="govuk-checkboxes__input"
                    type="checkbox"
                    id=id
                    prop:checked=move || value.with(|value| value == "true")
                    on:change=set
                />
                <label class="govuk-label govuk-checkboxes__label" for=id>{move || label.get()}</label>
            </div>
        </div>
    }
}

/// Text to search for; takes effect on Enter or the button.
#[component]
pub fn FilterSearch(
    /// The text in effect.
    value: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(value.get_untracked());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        value.set(typed.with_untracked(|typed| typed.trim().to_owned()));
    };
    view! {
        <form class="app-filters__search" role="search" on:submit=submit>
            <div class="app-filters__field">
                <label class="govuk-label" for="filter-search">{tr!(i18n, staff.filter_search_hint)}</label>
                <input class="govuk-input" id="filter-search" type="search" autocomplete="off" bind:value=typed />
            </div>
            <button type="submit" class="govuk-button govuk-button--secondary">{tr!(i18n, staff.filter_apply)}</button>
        </form>
    }
}
