//! The part of the program that loads once somebody has signed in: every page but
//! those that anybody sees. `split.mjs` cuts it off at the function below.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use ui::parts::{PartMissing, view_when_here};

use crate::pages;
use crate::routes::Page;

/// The view of a page, as soon as its part is here.
pub fn view_of(page: Page) -> AnyView {
    view_when_here(move || page_view(page), fetch_part)
}

/// Fetches the part while the session is restored or somebody signs in.
pub fn fetch_ahead() {
    spawn_local(async {
        // What does not come now is fetched again when a page is opened.
        let _ = fetch_part().await;
    });
}

async fn fetch_part() -> Result<(), PartMissing> {
    Ok(fetch_desk().await?)
}

async fn page_view(page: Page) -> Result<AnyView, PartMissing> {
    match page {
        Page::SignIn => Ok(view! { <pages::SignInPage /> }.into_any()),
        page => desk_page(page).await,
    }
}

#[wasm_split(desk, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_desk))]
fn desk_page(page: Page) -> Result<AnyView, PartMissing> {
    Ok(match page {
        Page::Accounts => view! { <pages::accounts::QueuePage /> }.into_any(),
        Page::Account(id) => view! { <pages::accounts::ReviewPage id /> }.into_any(),
        Page::Trainings => view! { <pages::trainings::QueuePage /> }.into_any(),
        Page::Training(id) => view! { <pages::trainings::ReviewPage id /> }.into_any(),
        Page::Requests => view! { <pages::requests::QueuePage /> }.into_any(),
        Page::Request(id) => view! { <pages::requests::RequestPage id /> }.into_any(),
        Page::Production => view! { <pages::production::ProductionPage /> }.into_any(),
        Page::CardFlags => view! { <pages::card_flags::CardFlagsPage /> }.into_any(),
        Page::Refunds => view! { <pages::refunds::RefundsPage /> }.into_any(),
        Page::Accounting => view! { <pages::accounting::AccountingPage /> }.into_any(),
        Page::Returns => view! { <pages::returns::ReturnsPage /> }.into_any(),
        Page::Jobs => view! { <pages::JobsPage /> }.into_any(),
        Page::SignIn | Page::Overview => view! { <pages::OverviewPage /> }.into_any(),
    })
}
