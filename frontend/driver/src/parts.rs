//! The parts of the program that load when one of their pages is opened first.
//!
//! A driver's first visit loads the frame, the landing page and the sign-in page.
//! Everything else comes in parts: `split.mjs` cuts the program at the functions
//! below, and calling one fetches its part, once. To add a page, add it to the
//! function of its area.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use ui::parts::{PartMissing, view_when_here};

use crate::pages::{
    account, cards, certificates, dashboard, invoices, profile, public, replacements, requests,
    trainings, verify,
};
use crate::routes::{Access, Page};

/// A part of the program beside the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Opening an account, and everything about one's own data.
    Account,
    /// The personal space's home, trainings, certificates, cards and invoices.
    Space,
    /// Making, following and answering requests, and replacing cards.
    Requests,
    /// What anybody may read.
    Public,
    /// The check of certificates: opened at the roadside, so it comes alone.
    Check,
}

impl Part {
    async fn fetch(self) -> Result<(), PartMissing> {
        match self {
            Self::Account => fetch_account().await?,
            Self::Space => fetch_space().await?,
            Self::Requests => fetch_requests().await?,
            Self::Public => fetch_public().await?,
            Self::Check => fetch_check().await?,
        }
        Ok(())
    }
}

/// The view of a page, as soon as its part is here.
pub fn view_of(page: Page) -> AnyView {
    view_when_here(move || page_view(page), move || fetch_of(page))
}

/// Fetches the part of the page that is opened first. A personal page does not
/// wait for it, since the session is still to be restored.
pub async fn fetch_first(path: &str) {
    let Some(page) = Page::parse(path) else {
        return;
    };
    // What does not come is said where the page shows.
    if page.access() == Access::Public {
        let _ = fetch_of(page).await;
    } else {
        // Leptos has nothing to run it with before the application is there.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = fetch_of(page).await;
        });
    }
}

async fn fetch_of(page: Page) -> Result<(), PartMissing> {
    match part_of(page) {
        None => Ok(()),
        Some(part) => part.fetch().await,
    }
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
        | Page::Notices
        | Page::ConfirmEmail
        | Page::UndoEmail => Some(Part::Account),
        Page::Home
        | Page::Trainings
        | Page::Training(_)
        | Page::Certificates
        | Page::Cards
        | Page::ReturnedMail(_)
        | Page::Invoices => Some(Part::Space),
        Page::Requests
        | Page::NewRequest
        | Page::Request(_)
        | Page::Resume(_)
        | Page::Answer(_)
        | Page::RequestStep(..)
        | Page::NewReplacement
        | Page::Replacement(_)
        | Page::Correction(_)
        | Page::ReplacementStep(..) => Some(Part::Requests),
        Page::Verify => Some(Part::Check),
        Page::Help
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
        Some(Part::Check) => check_page().await,
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
        Page::Notices => view! { <profile::NoticesPage /> }.into_any(),
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
        Page::Cards => view! { <cards::CardsPage /> }.into_any(),
        Page::ReturnedMail(id) => view! { <cards::ReturnedPage id /> }.into_any(),
        Page::Invoices => view! { <invoices::InvoicesPage /> }.into_any(),
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
        Page::NewReplacement => view! { <replacements::NewReplacementPage /> }.into_any(),
        Page::Replacement(id) => view! { <replacements::PaymentPage id /> }.into_any(),
        Page::Correction(id) => view! { <replacements::CorrectionPage id /> }.into_any(),
        Page::ReplacementStep(id, step) => view! { <replacements::StepPage id step /> }.into_any(),
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
        _ => view! { <public::HelpPage /> }.into_any(),
    })
}

#[wasm_split(check, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_check))]
fn check_page() -> Result<AnyView, PartMissing> {
    Ok(view! { <verify::VerifyPage /> }.into_any())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_list_for_the_browser_names_the_parts_that_pages_are_in() {
        let list: BTreeMap<String, Vec<String>> =
            serde_json::from_str(include_str!("../page-parts.json")).unwrap();
        assert!(!list.is_empty());
        for (part, paths) in list {
            for path in paths {
                let page = Page::parse(&path).unwrap_or_else(|| panic!("{path} is no page"));
                let found = part_of(page).map(|part| format!("{part:?}").to_lowercase());
                assert_eq!(found.as_deref(), Some(part.as_str()), "{path}");
            }
        }
    }
}
