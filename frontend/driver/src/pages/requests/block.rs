//! Why a request cannot be made, rule by rule, and what to do.

use common::dto::request::BlockedReason;
use leptos::prelude::*;
use ui::components::{ButtonKind, ButtonLink, InsetText};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

/// Every rule that blocks, with its dates, remedy and source.
#[component]
pub fn Blocked(
    /// The rules.
    reasons: Vec<BlockedReason>,
) -> impl IntoView {
    let i18n = use_i18n();
    let heading = NodeRef::<leptos::html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // The heading is still there for who cannot be moved to it.
            let _ = heading.focus();
        }
    });
    let reason = move |reason: BlockedReason| {
        let source = reason.source;
        let source =
            move || t_string!(i18n, requests.blocked_source, source = source.clone()).to_string();
        view! {
            <InsetText>
                <h3 class="govuk-heading-m">{reason.title}</h3>
                <p class="govuk-body">{reason.explanation}</p>
                <p class="govuk-body">
                    <strong>{tr!(i18n, requests.blocked_remedy)}</strong> " " {reason.remedy}
                </p>
                <p class="govuk-hint">{source}</p>
            </InsetText>
        }
    };
    view! {
        <h2 class="govuk-heading-l" tabindex="-1" node_ref=heading>
            {tr!(i18n, requests.blocked_title)}
        </h2>
        {reasons.into_iter().map(reason).collect_view()}
        <ButtonLink href=To::Trainings.path() kind=ButtonKind::Secondary>{tr!(i18n, trainings.title)}</ButtonLink>
    }
}
