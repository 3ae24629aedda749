//! The frame around the staff's pages.

use common::words::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use ui::components::{
    AccountMenu, Footer, Header, Icon, NavItem, NavTabs, OfflineBanner, SkipLink, ToastRegion,
};
use ui::i18n::use_i18n;
use ui::session::{SessionDialogs, use_session};
use ui::tr;

use crate::components::replacing;
use crate::routes::Page;

/// Header, navigation and footer around the page.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let role = Memo::new(move |_| session.account().map(|account| account.role));
    let tabs = move || {
        role.get()
            .filter(|role| role.is_staff())
            .map(|role| view! { <Tabs role /> })
    };
    view! {
        <SkipLink />
        <OfflineBanner />
        <Header home="/staff/" part=tr!(i18n, shell.staff_part)>
            <Show when=move || role.get().is_some()>
                <Account />
            </Show>
        </Header>
        {tabs}
        <div class="app-body" class:app-body--signed-in=move || role.get().is_some()>
            {children()}
        </div>
        <Links />
        <ToastRegion />
        <SessionDialogs />
    }
}

#[component]
fn Account() -> impl IntoView {
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
    let sign_out = move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            // First away from the staff's pages, else they ask to sign in again.
            navigate(&Page::SignIn.path(), replacing());
            session.sign_out().await;
        });
    };
    view! { <AccountMenu name email links=Vec::new() on_sign_out=sign_out /> }
}

/// The parts of the service that the role may open.
#[component]
fn Tabs(role: Role) -> impl IntoView {
    let i18n = use_i18n();
    let all: [(Page, TextProp, Icon); 9] = [
        (
            Page::Overview,
            tr!(i18n, staff.nav_overview).into(),
            Icon::Home,
        ),
        (
            Page::Accounts,
            tr!(i18n, staff.nav_accounts).into(),
            Icon::People,
        ),
        (
            Page::Trainings,
            tr!(i18n, staff.nav_trainings).into(),
            Icon::Training,
        ),
        (
            Page::Requests,
            tr!(i18n, staff.nav_requests).into(),
            Icon::Request,
        ),
        (
            Page::Refunds,
            tr!(i18n, staff.nav_refunds).into(),
            Icon::Rotate,
        ),
        (
            Page::Accounting,
            tr!(i18n, staff.accounting_title).into(),
            Icon::Euro,
        ),
        (
            Page::Production,
            tr!(i18n, staff.nav_production).into(),
            Icon::Card,
        ),
        (
            Page::Returns,
            tr!(i18n, staff.nav_returns).into(),
            Icon::Rotate,
        ),
        (Page::Jobs, tr!(i18n, staff.nav_jobs).into(), Icon::Cog),
    ];
    let open = all.into_iter().filter(|(page, ..)| page.is_open_to(role));
    let items = open.map(|(page, label, icon)| {
        let item = NavItem::new(page.path(), label, icon);
        if page == Page::Overview {
            item.exact()
        } else {
            item
        }
    });
    view! { <NavTabs items=items.collect() /> }
}

/// The public pages belong to the drivers' application, outside of this one's base.
#[component]
fn Links() -> impl IntoView {
    let i18n = use_i18n();
    let links = vec![
        ("/".to_owned(), tr!(i18n, staff.driver_space).into()),
        (
            "/accessibilite".to_owned(),
            tr!(i18n, public.accessibility_link).into(),
        ),
        (
            "/mentions-legales".to_owned(),
            tr!(i18n, public.legal_title).into(),
        ),
        (
            "/confidentialite".to_owned(),
            tr!(i18n, public.privacy_title).into(),
        ),
    ];
    view! { <Footer links /> }
}
