//! The application: what is provided to every page, and which page shows.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::use_navigate;
use ui::address::use_path;
use ui::components::{LoadError, Skeleton, frame, provide_toasts};
use ui::i18n::provide_texts;
use ui::service::provide_service;
use ui::session::{SessionState, provide_session, use_session};

use crate::pages;
use crate::pages::account::must_correct;
use crate::parts::{fetch_ahead, view_of};
use crate::routes::{Access, Page};
use crate::shell::Shell;

/// The driver's application.
#[component]
pub fn App() -> impl IntoView {
    provide_texts();
    provide_toasts();
    provide_service();
    provide_session();
    view! {
        <Router>
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
    let signed_in = Memo::new(move |_| session.is_signed_in());
    Effect::new(move |_| {
        if signed_in.get() {
            request_idle_callback(fetch_ahead);
        }
    });
    move || match page.get() {
        None => view! { <pages::public::NotFoundPage /> }.into_any(),
        Some(page) if page.access() == Access::Driver => view! { <DriverOnly page /> }.into_any(),
        Some(page) => view_of(page),
    }
}

/// Shows a page of the personal space to who is signed in; others sign in first.
#[component]
fn DriverOnly(page: Page) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    // The account's data may change while the page shows; the page stays.
    let gate = Memo::new(move |_| match session.state() {
        SessionState::SignedIn(account) if account.role.is_staff() => Gate::Staff,
        SessionState::SignedIn(account)
            if must_correct(&account) && page != Page::CorrectIdentity =>
        {
            Gate::Elsewhere(Page::CorrectIdentity)
        }
        SessionState::SignedIn(_) => Gate::Open,
        SessionState::Restoring => Gate::Waiting,
        SessionState::Unreachable => Gate::Unreachable,
        SessionState::Anonymous => Gate::Closed,
    });
    Effect::new(move |_| {
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        match gate.get() {
            Gate::Closed => navigate(&page.sign_in_first(), options),
            Gate::Elsewhere(page) => navigate(&page.path(), options),
            Gate::Open | Gate::Waiting | Gate::Unreachable | Gate::Staff => {}
        }
    });
    move || match gate.get() {
        Gate::Open => view_of(page),
        Gate::Staff => view! { <pages::account::WrongRolePage /> }.into_any(),
        Gate::Waiting | Gate::Closed | Gate::Elsewhere(_) => {
            frame(view! { <Skeleton lines=6 /> }.into_any())
        }
        Gate::Unreachable => {
            let retry = move || session.restore();
            frame(
                view! { <LoadError error=ui::api::ApiError::Offline on_retry=retry /> }.into_any(),
            )
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Gate {
    Open,
    Waiting,
    Unreachable,
    Closed,
    /// The account is one of the staff's.
    Staff,
    /// Data are to be corrected before anything else.
    Elsewhere(Page),
}
