//! The frame around every page: header, navigation, account menu, footer.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast as _;

use super::icon::{Icon, IconView};
use super::language_switch::LanguageSwitch;
use crate::i18n::use_i18n;
use crate::service::use_service;
use crate::tr;

/// The top of every page: the service's name, the language, and what is given.
#[component]
pub fn Header(
    /// Where the name leads.
    #[prop(into)]
    home: Signal<&'static str>,
    /// What is added to the name, such as « Agents ».
    #[prop(optional, into)]
    part: Option<TextProp>,
    /// Beside the language: the account menu, or links to sign in.
    children: Children,
) -> impl IntoView {
    let service = use_service();
    view! {
        <header class="app-header">
            <div class="govuk-width-container app-header__bar">
                <A href=move || home.get().to_owned() attr:class="app-header__brand">
                    <Mark />
                    <span class="app-header__name">{move || service.name()}</span>
                    {part.map(|part| view! { <span class="app-header__part">{move || part.get()}</span> })}
                </A>
                <div class="app-header__tools">
                    <LanguageSwitch />
                    {children()}
                </div>
            </div>
        </header>
    }
}

/// The product's own mark: a card.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="app-header__mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <rect class="app-header__mark-card" x="1" y="6" width="38" height="28" rx="6"></rect>
            <rect class="app-header__mark-chip" x="7" y="13" width="10" height="14" rx="2.5"></rect>
            <path class="app-header__mark-line" d="M22.5 15h10M22.5 20h10M22.5 25h6"></path>
        </svg>
    }
}

/// A part of the service in the navigation.
#[derive(Clone)]
pub struct NavItem {
    /// Its path.
    pub href: String,
    /// Its name.
    pub label: TextProp,
    /// Its drawing, for the bar of a phone.
    pub icon: Icon,
    /// Whether it is marked as the current part on its own page alone.
    pub exact: bool,
}

impl NavItem {
    /// A part of the service.
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<TextProp>, icon: Icon) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            icon,
            exact: false,
        }
    }

    /// Marks it as the current part on its own page alone, not on those below.
    #[must_use]
    pub const fn exact(mut self) -> Self {
        self.exact = true;
        self
    }
}

/// The parts of the service: tabs below the header, a bar at the thumb on a phone.
#[component]
pub fn NavTabs(
    /// The parts.
    items: Vec<NavItem>,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = |item: NavItem| {
        let NavItem {
            href,
            label,
            icon,
            exact,
        } = item;
        view! {
            <li class="app-nav__item">
                <A href=href exact=exact attr:class="app-nav__link">
                    <IconView icon />
                    <span>{move || label.get()}</span>
                </A>
            </li>
        }
    };
    view! {
        <nav class="app-nav" aria-label=tr!(i18n, common.navigation)>
            <ul class="govuk-width-container app-nav__list">{items.into_iter().map(item).collect_view()}</ul>
        </nav>
    }
}

/// The account that is signed in, with links that unfold.
#[component]
pub fn AccountMenu(
    /// The name on the button.
    #[prop(into)]
    name: Signal<String>,
    /// The address below it.
    #[prop(into)]
    email: Signal<String>,
    /// Links: path and words.
    links: Vec<(String, TextProp)>,
    /// "Se déconnecter".
    #[prop(into)]
    on_sign_out: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let menu = NodeRef::<html::Div>::new();
    close_from_outside(open, menu);
    let links = StoredValue::new(links);
    let link = |(href, label): (String, TextProp)| {
        view! { <li><A href=href attr:class="app-menu__link">{move || label.get()}</A></li> }
    };
    let leave = move |_| {
        open.set(false);
        on_sign_out.run(());
    };
    view! {
        <div class="app-menu" node_ref=menu>
            <button
                type="button"
                class="app-menu__button"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls="account-menu"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <IconView icon=Icon::Person />
                <span class="app-menu__name">{name}</span>
            </button>
            <div class="app-menu__panel" id="account-menu" hidden=move || !open.get()>
                <p class="app-menu__who">
                    <strong>{name}</strong>
                    <span>{email}</span>
                </p>
                <ul class="app-menu__list">
                    {links.get_value().into_iter().map(link).collect_view()}
                    <li>
                        <button type="button" class="app-menu__link" on:click=leave>
                            {tr!(i18n, session.sign_out)}
                        </button>
                    </li>
                </ul>
            </div>
        </div>
    }
}

/// Closes the menu on Escape, on a click elsewhere, and when the page changes.
fn close_from_outside(open: RwSignal<bool>, menu: NodeRef<html::Div>) {
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        open.set(false);
    });
    let click = window_event_listener(ev::click, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu
            .get_untracked()
            .is_some_and(|menu| menu.contains(target.as_ref()));
        if open.get_untracked() && !inside {
            open.set(false);
        }
    });
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            let button = menu
                .get_untracked()
                .and_then(|menu| menu.query_selector("button").ok().flatten());
            if let Some(button) = button
                .as_ref()
                .and_then(|button| button.dyn_ref::<web_sys::HtmlElement>())
            {
                let _ = button.focus();
            }
        }
    });
    on_cleanup(move || {
        click.remove();
        escape.remove();
    });
}

/// The bottom of every page: who runs the service, and links.
#[component]
pub fn Footer(
    /// Links: path and words.
    links: Vec<(String, TextProp)>,
) -> impl IntoView {
    let service = use_service();
    let link = |(href, label): (String, TextProp)| {
        view! { <li><A href=href attr:class="app-footer__link">{move || label.get()}</A></li> }
    };
    let operator = move || {
        let operator = service.info()?.operator;
        Some(view! {
            <address class="app-footer__operator">
                <strong>{operator.name}</strong>
                <span>{operator.address}</span>
                <span>
                    <a class="app-footer__link" href=format!("mailto:{}", operator.contact_email)>
                        {operator.contact_email.clone()}
                    </a>
                </span>
                <span>{operator.contact_phone}</span>
            </address>
        })
    };
    view! {
        <footer class="app-footer">
            <div class="govuk-width-container app-footer__inner">
                {operator}
                <ul class="app-footer__links">{links.into_iter().map(link).collect_view()}</ul>
            </div>
        </footer>
    }
}
