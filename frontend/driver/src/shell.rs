//! The frame around the driver's pages.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::components::{
    AccountMenu, Footer, Header, Icon, NavItem, NavTabs, OfflineBanner, SkipLink, ToastRegion,
};
use ui::i18n::use_i18n;
use ui::session::{Session, SessionDialogs, use_session};
use ui::tr;

use crate::pages::account::must_correct;
use crate::routes::Page;

/// Header, navigation and footer around the page.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let signed_in = Memo::new(move |_| session.is_signed_in());
    let is_free = Memo::new(move |_| is_free(session));
    let home = Signal::derive(move || if signed_in.get() { "/accueil" } else { "/" });
    view! {
        <SkipLink />
        <OfflineBanner />
        <Header home=home>
            <Show when=move || signed_in.get() fallback=SignInLink>
                <Account />
            </Show>
        </Header>
        <Show when=move || is_free.get()>
            <Tabs />
        </Show>
        <div class="app-body" class:app-body--signed-in=move || is_free.get()>
            {children()}
        </div>
        <Links />
        <ToastRegion />
        <SessionDialogs />
    }
}

/// Whether the account may go to every page: a driver with nothing to correct first.
fn is_free(session: Session) -> bool {
    session
        .account()
        .is_some_and(|account| !account.role.is_staff() && !must_correct(&account))
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
    let is_free = Memo::new(move |_| is_free(session));
    let links = move || -> Vec<(String, TextProp)> {
        let profile = (Page::Profile.path(), tr!(i18n, shell.menu_profile).into());
        let invoices = (Page::Invoices.path(), tr!(i18n, shell.menu_invoices).into());
        let sessions = (Page::Sessions.path(), tr!(i18n, shell.menu_sessions).into());
        if is_free.get() {
            vec![profile, invoices, sessions]
        } else {
            Vec::new()
        }
    };
    let sign_out = move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            // First away from the personal pages, else they ask to sign in again.
            navigate(&Page::Landing.path(), Default::default());
            session.sign_out().await;
        });
    };
    let sign_out = Callback::new(move |()| sign_out());
    move || view! { <AccountMenu name email links=links() on_sign_out=sign_out /> }
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
        NavItem::new(Page::Cards.path(), tr!(i18n, shell.tab_cards), Icon::Card),
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
