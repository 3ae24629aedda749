//! The application: what is provided to every page, and which page shows.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use ui::components::{LoadError, Skeleton, provide_toasts};
use ui::i18n::provide_texts;
use ui::service::provide_service;
use ui::session::{SessionState, provide_session, use_session};

use crate::pages;
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
    let path = use_location().pathname;
    let page = Memo::new(move |_| Page::parse(&path.get()));
    move || match page.get() {
        None => view! { <pages::public::NotFoundPage /> }.into_any(),
        Some(page) if page.access() == Access::Driver => view! { <DriverOnly page /> }.into_any(),
        Some(page) => page_view(page),
    }
}

/// Shows a page of the personal space to who is signed in; others sign in first.
#[component]
fn DriverOnly(page: Page) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    // The account's data may change while the page shows; the page stays.
    let gate = Memo::new(move |_| match session.state() {
        SessionState::SignedIn(_) => Gate::Open,
        SessionState::Restoring => Gate::Waiting,
        SessionState::Unreachable => Gate::Unreachable,
        SessionState::Anonymous => Gate::Closed,
    });
    Effect::new(move |_| {
        if gate.get() == Gate::Closed {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&page.sign_in_first(), options);
        }
    });
    move || match gate.get() {
        Gate::Open => page_view(page),
        Gate::Waiting | Gate::Closed => frame(view! { <Skeleton lines=6 /> }.into_any()),
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
        Page::Landing => view! { <pages::public::LandingPage /> }.into_any(),
        Page::Register => view! { <pages::account::ProfileChoicePage /> }.into_any(),
        Page::RegisterForm => view! { <pages::account::RegisterPage /> }.into_any(),
        Page::Registered => view! { <pages::account::ReceivedPage /> }.into_any(),
        Page::SignIn => view! { <pages::account::SignInPage /> }.into_any(),
        Page::SetPassword => view! { <pages::account::PasswordPage /> }.into_any(),
        Page::ForgottenPassword => view! { <pages::account::ForgottenPage /> }.into_any(),
        Page::CorrectIdentity => view! { <pages::account::CorrectPage /> }.into_any(),
        Page::ConfirmEmail => view! { <pages::profile::ConfirmEmailPage /> }.into_any(),
        Page::UndoEmail => view! { <pages::profile::UndoEmailPage /> }.into_any(),
        Page::Home => view! { <pages::dashboard::HomePage /> }.into_any(),
        Page::Trainings => view! { <pages::trainings::TrainingsPage /> }.into_any(),
        Page::Training(id) => view! { <pages::trainings::TrainingPage id /> }.into_any(),
        Page::Requests => view! { <pages::requests::RequestsPage /> }.into_any(),
        Page::NewRequest => view! { <pages::requests::NewRequestPage /> }.into_any(),
        Page::Request(id) => view! { <pages::requests::RequestPage id /> }.into_any(),
        Page::Resume(id) => view! { <pages::requests::StepPage id step=None /> }.into_any(),
        Page::RequestStep(id, step) => {
            view! { <pages::requests::StepPage id step=Some(step) /> }.into_any()
        }
        Page::Answer(id) => view! { <pages::requests::AnswerPage id /> }.into_any(),
        Page::Certificates => view! { <pages::certificates::CertificatesPage /> }.into_any(),
        Page::Profile => view! { <pages::profile::ProfilePage /> }.into_any(),
        Page::ChangeEmail => view! { <pages::profile::ChangeEmailPage /> }.into_any(),
        Page::ChangePassword => view! { <pages::profile::ChangePasswordPage /> }.into_any(),
        Page::Sessions => view! { <pages::profile::SessionsPage /> }.into_any(),
        Page::Verify => view! { <pages::verify::VerifyPage /> }.into_any(),
        Page::Help => view! { <pages::public::HelpPage /> }.into_any(),
        Page::Accessibility => view! { <pages::public::AccessibilityPage /> }.into_any(),
        Page::Legal => view! { <pages::public::LegalPage /> }.into_any(),
        Page::Privacy => view! { <pages::public::PrivacyPage /> }.into_any(),
        Page::Terms => view! { <pages::public::TermsPage /> }.into_any(),
        Page::CardConditions => view! { <pages::public::CardConditionsPage /> }.into_any(),
    }
}
