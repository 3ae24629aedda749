//! The application: what is provided to every page, and which page shows.

use common::words::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use ui::components::{LoadError, Skeleton, provide_toasts};
use ui::i18n::provide_texts;
use ui::service::provide_service;
use ui::session::{SessionState, provide_session, use_session};

use crate::pages;
use crate::routes::{BASE, Page};
use crate::shell::Shell;

/// The staff's application.
#[component]
pub fn App() -> impl IntoView {
    provide_texts();
    provide_toasts();
    provide_service();
    provide_session();
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
    let path = use_location().pathname;
    let page = Memo::new(move |_| Page::parse(&path.get()));
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
    Waiting,
    Unreachable,
    SignIn,
    WrongRole,
}

impl Gate {
    fn of(state: &SessionState, page: Page) -> Self {
        match state {
            SessionState::SignedIn(account) if account.role == Role::Driver => Self::WrongRole,
            SessionState::SignedIn(account) if page.allows(account.role) => Self::Open,
            SessionState::SignedIn(_) => Self::WrongRole,
            SessionState::Restoring => Self::Waiting,
            SessionState::Unreachable => Self::Unreachable,
            SessionState::Anonymous => Self::SignIn,
        }
    }
}

/// Shows a page to the staff whose work it is; others sign in first.
#[component]
fn StaffOnly(page: Page) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let gate = Memo::new(move |_| Gate::of(&session.state(), page));
    Effect::new(move |_| {
        if gate.get() == Gate::SignIn {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&page.sign_in_first(), options);
        }
    });
    move || match gate.get() {
        Gate::Open => page_view(page),
        Gate::WrongRole => view! { <pages::WrongRolePage /> }.into_any(),
        Gate::Waiting | Gate::SignIn => frame(view! { <Skeleton lines=6 /> }.into_any()),
        Gate::Unreachable => {
            let retry = move || session.restore();
            frame(view! { <LoadError error=ui::api::ApiError::Offline on_retry=retry /> }.into_any())
        }
    }
}

fn frame(content: AnyView) -> AnyView {
    view! {
        <div class="govuk-width-container app-page">
            <main class="govuk-main-wrapper" id="main">{content}</main>
        </div>
    }
    .into_any()
}

/// The view of each page.
fn page_view(page: Page) -> AnyView {
    match page {
        Page::SignIn => view! { <pages::SignInPage /> }.into_any(),
        _ => view! { <pages::NotFoundPage /> }.into_any(),
    }
}
