//! A list that is read page by page.

use common::dto::page::Page as Listing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use ui::api::Call;
use ui::components::{EmptyState, Loaded, Loading, ShowMore, load, use_toasts};
use ui::i18n::use_i18n;

/// What a list shows when it has no rows.
#[derive(Clone)]
pub struct Nothing {
    /// What there is none of.
    pub title: TextProp,
    /// How it comes about.
    pub text: TextProp,
}

/// A list that is read page by page, with "Afficher plus" below.
#[component]
pub fn Paged<T>(
    /// The call for the page at a cursor, empty for the first one. The list is
    /// read again when a signal changes that it reads.
    call: Callback<String, Call>,
    /// Shows the rows read so far.
    rows: Callback<Vec<T>, AnyView>,
    /// Shown when there are none.
    nothing: Nothing,
) -> impl IntoView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
{
    let first: Loading<Listing<T>> = load(move || call.run(String::new()).send());
    view! {
        <Loaded
            resource=first
            lines=8
            children={move |page: Listing<T>| view! { <Pages page call rows nothing=nothing.clone() /> }}
        />
    }
}

#[component]
fn Pages<T>(
    page: Listing<T>,
    call: Callback<String, Call>,
    rows: Callback<Vec<T>, AnyView>,
    nothing: Nothing,
) -> impl IntoView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
{
    let i18n = use_i18n();
    let toasts = use_toasts();
    let items = RwSignal::new(page.items);
    let next = RwSignal::new(page.next_cursor);
    let pending = RwSignal::new(false);
    let more = move || {
        let Some(cursor) = next.get_untracked() else {
            return;
        };
        pending.set(true);
        spawn_local(async move {
            let answer = call.run(cursor).send::<Listing<T>>().await;
            // The list may be gone by now.
            if pending.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    next.set(page.next_cursor);
                    items.update(|items| items.extend(page.items));
                }
                Err(error) => toasts.failure(error.message(i18n)),
            }
        });
    };
    let list = move || {
        let items = items.get();
        if items.is_empty() {
            let Nothing { title, text } = nothing.clone();
            return view! { <EmptyState title>{move || text.get()}</EmptyState> }.into_any();
        }
        rows.run(items)
    };
    view! {
        {list}
        <ShowMore has_more=Signal::derive(move || next.with(Option::is_some)) pending on_more=more />
    }
}
