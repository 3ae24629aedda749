//! What is wrong on a card, as driver and staff see it.

use common::dto::replacement::CardDefect;
use leptos::prelude::*;

use crate::form::language;
use crate::i18n::use_i18n;

/// What is wrong on a card, in lines.
#[component]
pub fn DefectList(
    /// What is wrong.
    defects: Vec<CardDefect>,
) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |defect: CardDefect| {
        let element = defect.element;
        let expected = Some(defect.expected).filter(|expected| !expected.is_empty());
        view! {
            <li>
                <strong>{move || element.label(language(i18n))}</strong> " : " {defect.problem}
                {expected.map(|expected| view! { " → " {expected} })}
            </li>
        }
    };
    view! { <ul class="govuk-list">{defects.into_iter().map(line).collect_view()}</ul> }
}
