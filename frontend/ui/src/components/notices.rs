//! Words that stand out: banners, insets, warnings, panels, details, tags.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::tr;

/// A banner above the heading; at most one per page.
#[component]
pub fn NotificationBanner(
    /// What it is called: « Information » or « Opération réussie » when absent.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Whether it reports a success; it is then read out at once.
    #[prop(optional)]
    success: bool,
    /// What it says; the first line in `govuk-notification-banner__heading`.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || match (&title, success) {
        (Some(title), _) => title.get().into_owned(),
        (None, true) => crate::i18n::t_string!(i18n, common.success).to_owned(),
        (None, false) => crate::i18n::t_string!(i18n, common.information).to_owned(),
    };
    let id = StoredValue::new(format!("banner-{}", super::dialog::unique()));
    view! {
        <div
            class="govuk-notification-banner"
            class:govuk-notification-banner--success=success
            role=if success { "alert" } else { "region" }
            aria-labelledby=id.get_value()
        >
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id=id.get_value()>{title}</h2>
            </div>
            <div class="govuk-notification-banner__content">{children()}</div>
        </div>
    }
}

/// A passage set apart.
#[component]
pub fn InsetText(
    /// The passage.
    children: Children,
) -> impl IntoView {
    view! { <div class="govuk-inset-text">{children()}</div> }
}

/// A consequence that must not be missed.
#[component]
pub fn WarningText(
    /// The consequence.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">"!"</span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">{tr!(i18n, common.warning_hidden)} " : "</span>
                {children()}
            </strong>
        </div>
    }
}

/// What to keep of something done: its reference. The page's `h1` says what was done.
#[component]
pub fn Panel(
    /// What it is: « Votre référence ».
    #[prop(into)]
    title: TextProp,
    /// The reference.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="govuk-panel govuk-panel--confirmation">
            <h2 class="govuk-panel__title">{move || title.get()}</h2>
            {children.map(|children| view! { <div class="govuk-panel__body">{children()}</div> })}
        </div>
    }
}

/// More for who wants it.
#[component]
pub fn Details(
    /// The words to click on.
    #[prop(into)]
    summary: TextProp,
    /// What unfolds.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{move || summary.get()}</span>
            </summary>
            <div class="govuk-details__text">{children()}</div>
        </details>
    }
}

/// What a tag's colour supports; its words carry the meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Under way.
    Progress,
    /// Good.
    Success,
    /// Waits for the reader.
    Attention,
    /// Bad.
    Danger,
}

impl Tone {
    /// The class of a tag of this tone.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "govuk-tag app-tag--neutral",
            Self::Progress => "govuk-tag app-tag--progress",
            Self::Success => "govuk-tag app-tag--success",
            Self::Attention => "govuk-tag app-tag--attention",
            Self::Danger => "govuk-tag app-tag--danger",
        }
    }
}

/// A status in a word or two.
#[component]
pub fn Tag(
    /// What the colour supports.
    #[prop(optional)]
    tone: Tone,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <strong class=tone.class()>{children()}</strong> }
}
