//! Views of one thing, side by side.

use leptos::prelude::*;

/// One view: its name and what it shows.
#[derive(Clone)]
pub struct Tab {
    /// Word for the address and the ids.
    pub id: &'static str,
    /// Its name.
    pub label: TextProp,
    /// What it shows.
    pub view: ViewFn,
}

impl Tab {
    /// A view.
    #[must_use]
    pub fn new(id: &'static str, label: impl Into<TextProp>, view: impl Into<ViewFn>) -> Self {
        Self {
            id,
            label: label.into(),
            view: view.into(),
        }
    }
}

/// Views of one thing, one at a time. Arrow keys go from tab to tab.
#[component]
pub fn Tabs(
    /// What they are views of.
    #[prop(into)]
    label: TextProp,
    /// The tabs, at least one.
    tabs: Vec<Tab>,
    /// Which one shows: its `id`.
    selected: RwSignal<&'static str>,
) -> impl IntoView {
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let step = move |by: isize| {
        let here = ids
            .iter()
            .position(|id| *id == selected.get_untracked())
            .unwrap_or(0);
        let next = here.checked_add_signed(by).unwrap_or(ids.len() - 1) % ids.len();
        if let Some(id) = ids.get(next) {
            selected.set(id);
            focus(id);
        }
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowRight" => step(1),
        "ArrowLeft" => step(-1),
        _ => {}
    };
    let head = |tab: &Tab| {
        let (id, label) = (tab.id, tab.label.clone());
        let here = move || selected.get() == id;
        view! {
            <button
                type="button"
                role="tab"
                class="app-tabs__tab"
                id=format!("tab-{id}")
                aria-selected=move || if here() { "true" } else { "false" }
                aria-controls=format!("tab-{id}-panel")
                tabindex=move || if here() { "0" } else { "-1" }
                on:click=move |_| selected.set(id)
            >
                {move || label.get()}
            </button>
        }
    };
    let heads = tabs.iter().map(head).collect_view();
    let panel = move |tab: Tab| {
        let id = tab.id;
        let here = move || selected.get() == id;
        view! {
            <div
                class="app-tabs__panel"
                role="tabpanel"
                id=format!("tab-{id}-panel")
                aria-labelledby=format!("tab-{id}")
                hidden=move || !here()
            >
                <Show when=here>{tab.view.run()}</Show>
            </div>
        }
    };
    view! {
        <div class="app-tabs">
            <div class="app-tabs__list" role="tablist" aria-label=move || label.get() on:keydown=keydown>
                {heads}
            </div>
            {tabs.into_iter().map(panel).collect_view()}
        </div>
    }
}

fn focus(id: &str) {
    let tab = document().get_element_by_id(&format!("tab-{id}"));
    if let Some(tab) = tab
        .as_ref()
        .and_then(wasm_bindgen::JsCast::dyn_ref::<web_sys::HtmlElement>)
    {
        // A tab that cannot take the focus is selected all the same.
        let _ = tab.focus();
    }
}
