//! The frame around the staff's pages.

use leptos::prelude::*;
use leptos::task::spawn_local;
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
    let i18n = use_i18n();
    let session = use_session();
    let signed_in = Memo::new(move |_| session.is_signed_in());
    view! {
        <SkipLink />
        <OfflineBanner />
        <Header home="/" part=tr!(i18n, shell.staff_part)>
            <Show when=move || signed_in.get()>
                <Account />
            </Show>
        </Header>
        <Tabs />
        <div class="app-body">{children()}</div>
        <Footer links=Vec::new() />
        <ToastRegion />
        <SessionDialogs />
    }
}

#[component]
fn Account() -> impl IntoView {
    let session = use_session();
    let name = Signal::derive(move || session.account().map(|account| account.display_name).unwrap_or_default());
    let email = Signal::derive(move || session.account().map(|account| account.email).unwrap_or_default());
    let sign_out = move || spawn_local(session.sign_out());
    view! { <AccountMenu name email links=Vec::new() on_sign_out=sign_out /> }
}

/// The parts of the service in which this member works.
#[component]
fn Tabs() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let role = Memo::new(move |_| session.account().map(|account| account.role).filter(|role| role.is_staff()));
    move || {
        let role = role.get()?;
        let parts = [
            (Page::Overview, NavItem::new(Page::Overview.path(), tr!(i18n, shell.tab_home), Icon::Home).exact()),
            (Page::Accounts, NavItem::new(Page::Accounts.path(), tr!(i18n, shell.staff_accounts), Icon::People)),
            (Page::Requests, NavItem::new(Page::Requests.path(), tr!(i18n, shell.staff_requests), Icon::Request)),
            (Page::Production, NavItem::new(Page::Production.path(), tr!(i18n, shell.staff_production), Icon::Card)),
            (Page::Jobs, NavItem::new(Page::Jobs.path(), tr!(i18n, shell.staff_jobs), Icon::Cog)),
        ];
        let items = parts.into_iter().filter(|(page, _)| page.allows(role)).map(|(_, item)| item).collect();
        Some(view! { <NavTabs items /> })
    }
}
