//! Waiting, failing to load, and nothing to show.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use crate::api::ApiError;
use crate::i18n::{Texts, t_string, use_i18n};
use crate::tr;

/// What a page reads from the server.
pub type Loading<T> = LocalResource<Result<T, ApiError>>;

/// Starts to load, and again whenever a signal read in `call` changes. A change
/// of language loads nothing, so that inputs below keep what was typed.
pub fn load<T, F>(call: impl Fn() -> F + 'static) -> Loading<T>
where
    T: 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    LocalResource::new(call)
}

/// As [`load`], and again when the language changes: for pages that show texts
/// of the server, and where nothing is typed.
pub fn load_texts<T, F>(call: impl Fn() -> F + 'static) -> Loading<T>
where
    T: 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let texts: Texts = use_i18n();
    load(move || {
        texts.get_locale();
        call()
    })
}

/// Shows what was loaded; before that its outline, or why it could not be.
#[component]
pub fn Loaded<T, V>(
    /// What is being loaded.
    resource: Loading<T>,
    /// Lines of the outline shown meanwhile.
    #[prop(default = 4)]
    lines: u8,
    /// Shows it.
    children: impl Fn(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Clone + 'static,
    V: IntoView + 'static,
{
    move || match resource.get() {
        None => view! { <Skeleton lines /> }.into_any(),
        Some(Err(error)) => {
            view! { <LoadError error on_retry=move || resource.refetch() /> }.into_any()
        }
        Some(Ok(value)) => children(value).into_any(),
    }
}

/// The outline of content that is on its way.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 4)]
    lines: u8,
) -> impl IntoView {
    let i18n = use_i18n();
    let line = |_| view! { <span class="app-skeleton__line"></span> };
    view! {
        <div class="app-skeleton" role="status">
            <span class="govuk-visually-hidden">{tr!(i18n, common.loading)}</span>
            {(0..lines).map(line).collect_view()}
        </div>
    }
}

/// Why something could not be loaded, and a way to try again if that can help.
#[component]
pub fn LoadError(
    /// What went wrong.
    error: ApiError,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let found = !error.is_not_found();
    let title = move || {
        if found {
            t_string!(i18n, common.load_error_title)
        } else {
            t_string!(i18n, common.not_found_title)
        }
    };
    let message = move || error.message(i18n);
    view! {
        <div class="app-load-error" role="alert">
            <h2 class="govuk-heading-m">{title}</h2>
            <p class="govuk-body">{message}</p>
            {found.then(|| view! {
                <Button kind=ButtonKind::Secondary on_click=on_retry>{tr!(i18n, common.retry)}</Button>
            })}
        </div>
    }
}

/// Nothing to show yet, and what makes something appear.
#[component]
pub fn EmptyState(
    /// What there is none of.
    #[prop(into)]
    title: TextProp,
    /// How it comes about, and what can be done.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="app-empty">
            <p class="app-empty__title">{move || title.get()}</p>
            <div class="app-empty__text">{children()}</div>
        </div>
    }
}
