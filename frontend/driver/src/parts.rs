//! The parts of the program that load when one of their pages is opened first.
//!
//! A driver's first visit loads the frame, the landing page and the sign-in page.
//! Everything else comes in parts: `split.mjs` cuts the program at the functions
//! below, and calling one fetches its part, once. To add a page, add it to the
//! function of its area.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use ui::api::ApiError;
use ui::components::{LoadError, Skeleton};

use crate::app::frame;
use crate::pages::{
    account, certificates, dashboard, profile, public, requests, trainings, verify,
};
use crate::routes::Page;

/// The part could not be fetched: no network, or a newer version is being served.
#[derive(Clone, Copy, Debug)]
pub struct PartMissing;

impl From<SplitLoaderError> for PartMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A part of the program beside the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Opening an account, and everything about one's own data.
    Account,
    /// The personal space's home, trainings and certificates.
    Space,
    /// Making, following and answering requests.
    Requests,
    /// What anybody may read and check.
    Public,
}

impl Part {
    async fn fetch(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::Account => fetch_account().await,
            Self::Space => fetch_space().await,
            Self::Requests => fetch_requests().await,
            Self::Public => fetch_public().await,
        }
    }
}

/// How far the part of a page has come.
#[derive(Clone, Copy, PartialEq)]
enum Progress {
    OnItsWay,
    Here,
    Missing,
}

/// The view of a page; while its part is on its way an outline, and should it
/// not come, a way to try again.
pub fn view_of(page: Page) -> AnyView {
    if let Some(Ok(view)) = at_once(page_view(page)) {
        return view;
    }
    let progress = RwSignal::new(Progress::OnItsWay);
    let fetch = move || {
        progress.set(Progress::OnItsWay);
        spawn_local(async move {
            let arrived = match part_of(page) {
                None => true,
                Some(part) => part.fetch().await.is_ok(),
            };
            // Nobody waits any more when the driver went to another page.
            let _ = progress.try_set(if arrived {
                Progress::Here
            } else {
                Progress::Missing
            });
        });
    };
    fetch();
    let view = move || match progress.get() {
        Progress::OnItsWay => frame(view! { <Skeleton lines=6 /> }.into_any()),
        Progress::Here => match at_once(page_view(page)) {
            Some(Ok(view)) => view,
            _ => missing(fetch),
        },
        Progress::Missing => missing(fetch),
    };
    view.into_any()
}

/// Fetches what a driver who has signed in will need next, so that the pages
/// open at once, and open at all when the network has gone.
pub fn fetch_ahead() {
    spawn_local(async {
        for part in [Part::Space, Part::Requests] {
            // What does not come now is fetched again when its page is opened.
            let _ = part.fetch().await;
        }
    });
}

fn missing(retry: impl Fn() + Send + Sync + 'static) -> AnyView {
    frame(view! { <LoadError error=ApiError::Offline on_retry=retry /> }.into_any())
}

/// The result of a future that need not wait; none if it would.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// The part a page is in; none for the pages of the first visit.
const fn part_of(page: Page) -> Option<Part> {
    match page {
        Page::Landing | Page::SignIn => None,
        Page::Register
        | Page::RegisterForm
        | Page::Registered
        | Page::SetPassword
        | Page::ForgottenPassword
        | Page::CorrectIdentity
        | Page::Profile
        | Page::ChangeEmail
        | Page::ChangePassword
        | Page::Sessions
        | Page::ConfirmEmail
        | Page::UndoEmail => Some(Part::Account),
        Page::Home | Page::Trainings | Page::Training(_) | Page::Certificates => Some(Part::Space),
        Page::Requests
        | Page::NewRequest
        | Page::Request(_)
        | Page::Resume(_)
        | Page::Answer(_)
        | Page::RequestStep(..) => Some(Part::Requests),
        Page::Verify
        | Page::Help
        | Page::Accessibility
        | Page::Legal
        | Page::Privacy
        | Page::Terms
        | Page::CardConditions => Some(Part::Public),
    }
}

async fn page_view(page: Page) -> Result<AnyView, PartMissing> {
    match part_of(page) {
        None if page == Page::SignIn => Ok(view! { <account::SignInPage /> }.into_any()),
        None => Ok(view! { <public::LandingPage /> }.into_any()),
        Some(Part::Account) => account_page(page).await,
        Some(Part::Space) => space_page(page).await,
        Some(Part::Requests) => requests_page(page).await,
        Some(Part::Public) => public_page(page).await,
    }
}

#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_account))]
fn account_page(page: Page) -> Result<AnyView, PartMissing> {
    Ok(match page {
        Page::RegisterForm => view! { <account::RegisterPage /> }.into_any(),
        Page::Registered => view! { <account::ReceivedPage /> }.into_any(),
        Page::SetPassword => view! { <account::PasswordPage /> }.into_any(),
        Page::ForgottenPassword => view! { <account::ForgottenPage /> }.into_any(),
        Page::CorrectIdentity => view! { <account::CorrectPage /> }.into_any(),
        Page::Profile => view! { <profile::ProfilePage /> }.into_any(),
        Page::ChangeEmail => view! { <profile::ChangeEmailPage /> }.into_any(),
        Page::ChangePassword => view! { <profile::ChangePasswordPage /> }.into_any(),
        Page::Sessions => view! { <profile::SessionsPage /> }.into_any(),
        Page::ConfirmEmail => view! { <profile::ConfirmEmailPage /> }.into_any(),
        Page::UndoEmail => view! { <profile::UndoEmailPage /> }.into_any(),
        _ => view! { <account::ProfileChoicePage /> }.into_any(),
    })
}

#[wasm_split(space, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_space))]
fn space_page(page: Page) -> Result<AnyView, PartMissing> {
    Ok(match page {
        Page::Trainings => view! { <trainings::TrainingsPage /> }.into_any(),
        Page::Training(id) => view! { <trainings::TrainingPage id /> }.into_any(),
        Page::Certificates => view! { <certificates::CertificatesPage /> }.into_any(),
        _ => view! { <dashboard::HomePage /> }.into_any(),
    })
}

#[wasm_split(requests, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_requests))]
fn requests_page(page: Page) -> Result<AnyView, PartMissing> {
    Ok(match page {
        Page::NewRequest => view! { <requests::NewRequestPage /> }.into_any(),
        Page::Request(id) => view! { <requests::RequestPage id /> }.into_any(),
        Page::Resume(id) => view! { <requests::StepPage id step=None /> }.into_any(),
        Page::RequestStep(id, step) => {
            view! { <requests::StepPage id step=Some(step) /> }.into_any()
        }
        Page::Answer(id) => view! { <requests::AnswerPage id /> }.into_any(),
        _ => view! { <requests::RequestsPage /> }.into_any(),
    })
}

#[wasm_split(public, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_public))]
fn public_page(page: Page) -> Result<AnyView, PartMissing> {
    Ok(match page {
        Page::Accessibility => view! { <public::AccessibilityPage /> }.into_any(),
        Page::Legal => view! { <public::LegalPage /> }.into_any(),
        Page::Privacy => view! { <public::PrivacyPage /> }.into_any(),
        Page::Terms => view! { <public::TermsPage /> }.into_any(),
        Page::CardConditions => view! { <public::CardConditionsPage /> }.into_any(),
        Page::Help => view! { <public::HelpPage /> }.into_any(),
        _ => view! { <verify::VerifyPage /> }.into_any(),
    })
}
