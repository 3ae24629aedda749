//! Buttons, and links that look like them.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::use_i18n;
use crate::tr;

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one main action of the page.
    #[default]
    Primary,
    /// Other actions.
    Secondary,
    /// What cannot be undone.
    Warning,
    /// Words only.
    Link,
}

impl ButtonKind {
    /// The classes of a button of this kind.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "govuk-button",
            Self::Secondary => "govuk-button govuk-button--secondary",
            Self::Warning => "govuk-button govuk-button--warning",
            Self::Link => "app-link-button",
        }
    }
}

/// A button outside of forms.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// What happens on a click; not called while pending.
    #[prop(into)]
    on_click: Callback<()>,
    /// Whether what it started is still going on.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// More words for who does not see the surroundings: « la formation du … ».
    #[prop(optional, into)]
    hidden_text: Option<TextProp>,
    /// The words.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let click = move |_| {
        if !pending.get_untracked() {
            on_click.run(());
        }
    };
    view! {
        <button
            type="button"
            class=kind.class()
            class:app-button--pending=pending
            aria-disabled=move || pending.get().then_some("true")
            on:click=click
        >
            <Show when=move || pending.get() fallback=move || children()>
                {tr!(i18n, common.in_progress)}
            </Show>
            {hidden_text.map(|text| view! {
                <span class="govuk-visually-hidden">" " {move || text.get()}</span>
            })}
        </button>
    }
}

/// A link to another page that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads: a path of this application.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <A href=href attr:class=kind.class() attr:draggable="false">
            {children()}
        </A>
    }
}
