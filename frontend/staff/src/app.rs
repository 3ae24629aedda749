//! The application: what is provided to every page, and which page shows.

use common::words::Role;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_navigate;
use ui::address::use_path;
use ui::components::{LoadError, Skeleton, frame, provide_toasts};
use ui::i18n::provide_texts;
use ui::service::provide_service;
use ui::session::{SessionState, provide_session, use_session};

use crate::components::{provide_minute, replacing};
use crate::pages;
use crate::parts::{fetch_ahead, view_of};
use crate::routes::{BASE, Page};
use crate::shell::Shell;

/// The staff's application.
#[component]
pub fn App() -> impl IntoView {
    provide_texts();
    provide_toasts();
    provide_service();
    provide_session();
    provide_minute();
    view! {
        <Router base=BASE>
            <Shell>
                <CurrentPage />
            </Shell>
        </Router>
    }
}

/// The page at the address, or what keeps it from being shown.
#[component]
fn CurrentPage() -> impl IntoView {
    let path = use_path();
    let page = Memo::new(move |_| Page::parse(&path.get()));
    let session = use_session();
    if untrack(move || session.state()) == SessionState::Restoring {
        fetch_ahead();
    }
    move || match page.get() {
        None => view! { <pages::NotFoundPage /> }.into_any(),
        Some(Page::SignIn) => view! { <pages::SignInPage /> }.into_any(),
        Some(page) => view! { <StaffOnly page /> }.into_any(),
    }
}

/// What stands between somebody and a page.
#[derive(Clone, Copy, PartialEq)]
enum Gate {
    Open,
    WrongRole(Role),
    Waiting,
    Unreachable,
    Closed,
}

/// Shows a page to the roles that may open it; who is not signed in does so first.
#[component]
fn StaffOnly(page: Page) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    // The account's data may change while the page shows; the page stays.
    let gate = Memo::new(move |_| match session.state() {
        SessionState::SignedIn(account) if page.is_open_to(account.role) => Gate::Open,
        SessionState::SignedIn(account) => Gate::WrongRole(account.role),
        SessionState::Restoring => Gate::Waiting,
        SessionState::Unreachable => Gate::Unreachable,
        SessionState::Anonymous => Gate::Closed,
    });
    Effect::new(move |_| {
        if gate.get() == Gate::Closed {
            navigate(&page.sign_in_first(), replacing());
        }
    });
    move || match gate.get() {
        Gate::Open => view_of(page),
        Gate::WrongRole(role) => view! { <pages::WrongRolePage role /> }.into_any(),
        Gate::Waiting | Gate::Closed => frame(view! { <Skeleton lines=6 /> }.into_any()),
        Gate::Unreachable => {
            let retry = move || session.restore();
            frame(
                view! { <LoadError error=ui::api::ApiError::Offline on_retry=retry /> }.into_any(),
            )
        }
    }
}
