//! Questions with their answers, and what can be changed.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::use_i18n;
use crate::tr;

/// A list of [`SummaryRow`]s, with an optional card around it.
#[component]
pub fn SummaryList(
    /// The heading of the card around the list; no card when absent.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Where "Modifier" of the whole card leads.
    #[prop(optional, into)]
    change: Option<String>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let list = view! { <dl class="govuk-summary-list">{children()}</dl> };
    let Some(title) = title else {
        return list.into_any();
    };
    let hidden = title.clone();
    view! {
        <section class="govuk-summary-card">
            <div class="govuk-summary-card__title-wrapper">
                <h2 class="govuk-summary-card__title">{move || title.get()}</h2>
                {change.map(|href| view! {
                    <div class="govuk-summary-card__actions"><ChangeLink href hidden /></div>
                })}
            </div>
            <div class="govuk-summary-card__content">{list}</div>
        </section>
    }
    .into_any()
}

/// A question with its answer.
#[component]
pub fn SummaryRow(
    /// The question, as a noun.
    #[prop(into)]
    label: TextProp,
    /// Where "Modifier" leads.
    #[prop(optional, into)]
    change: Option<String>,
    /// The answer.
    children: Children,
) -> impl IntoView {
    let hidden = label.clone();
    let no_actions = change.is_none();
    view! {
        <div class="govuk-summary-list__row" class:govuk-summary-list__row--no-actions=no_actions>
            <dt class="govuk-summary-list__key">{move || label.get()}</dt>
            <dd class="govuk-summary-list__value">{children()}</dd>
            {change.map(|href| view! {
                <dd class="govuk-summary-list__actions"><ChangeLink href hidden /></dd>
            })}
        </div>
    }
}

#[component]
fn ChangeLink(href: String, hidden: TextProp) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <A href=href attr:class="govuk-link">
            {tr!(i18n, common.change)}
            <span class="govuk-visually-hidden">" " {move || hidden.get()}</span>
        </A>
    }
}
