//! The frame around the driver's pages.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::components::{
    AccountMenu, Footer, Header, Icon, NavItem, NavTabs, OfflineBanner, SkipLink, ToastRegion,
};
use ui::i18n::use_i18n;
use ui::session::{SessionDialogs, use_session};
use ui::tr;

use crate::routes::Page;

/// Header, navigation and footer around the page.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let signed_in = Memo::new(move |_| session.is_signed_in());
    let home = Signal::derive(move || if signed_in.get() { "/accueil" } else { "/" });
    view! {
        <SkipLink />
        <OfflineBanner />
        <Header home=home>
            <Show when=move || signed_in.get() fallback=SignInLink>
                <Account />
            </Show>
        </Header>
        <Show when=move || signed_in.get()>
            <Tabs />
        </Show>
        <div class="app-body" class:app-body--signed-in=move || signed_in.get()>
            {children()}
        </div>
        <Links />
        <ToastRegion />
        <SessionDialogs />
    }
}

#[component]
fn SignInLink() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <A href=Page::SignIn.path() attr:class="app-header__link">{tr!(i18n, session.sign_in)}</A>
    }
}

#[component]
fn Account() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let navigate = use_navigate();
    let name = Signal::derive(move || {
        session
            .account()
            .map(|account| account.display_name)
            .unwrap_or_default()
    });
    let email = Signal::derive(move || {
        session
            .account()
            .map(|account| account.email)
            .unwrap_or_default()
    });
    let links = vec![
        (Page::Profile.path(), tr!(i18n, shell.menu_profile).into()),
        (Page::Sessions.path(), tr!(i18n, shell.menu_sessions).into()),
    ];
    let sign_out = move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            // First away from the personal pages, else they ask to sign in again.
            navigate(&Page::Landing.path(), Default::default());
            session.sign_out().await;
        });
    };
    view! { <AccountMenu name email links on_sign_out=sign_out /> }
}

#[component]
fn Tabs() -> impl IntoView {
    let i18n = use_i18n();
    let items = vec![
        NavItem::new(Page::Home.path(), tr!(i18n, shell.tab_home), Icon::Home),
        NavItem::new(
            Page::Trainings.path(),
            tr!(i18n, shell.tab_trainings),
            Icon::Training,
        ),
        NavItem::new(
            Page::Requests.path(),
            tr!(i18n, shell.tab_requests),
            Icon::Request,
        ),
        NavItem::new(
            Page::Certificates.path(),
            tr!(i18n, shell.tab_certificates),
            Icon::Certificate,
        ),
    ];
    view! { <NavTabs items /> }
}

#[component]
fn Links() -> impl IntoView {
    let i18n = use_i18n();
    let links = vec![
        (Page::Help.path(), tr!(i18n, public.help_title).into()),
        (Page::Verify.path(), tr!(i18n, public.verify_link).into()),
        (
            Page::Accessibility.path(),
            tr!(i18n, public.accessibility_link).into(),
        ),
        (Page::Legal.path(), tr!(i18n, public.legal_title).into()),
        (Page::Privacy.path(), tr!(i18n, public.privacy_title).into()),
    ];
    view! { <Footer links /> }
}
