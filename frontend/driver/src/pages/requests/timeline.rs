//! All steps of a request, passed and to come.

use common::dto::request::HistoryEntry;
use common::statuses::RequestStatus;
use common::transitions::request::{label, step_label, to_come};
use common::words::RequestPurpose;
use leptos::prelude::*;
use ui::components::{StepState, Timeline, TimelineStep};
use ui::form::language;
use ui::format::instant;
use ui::i18n::use_i18n;
use ui::tr;

/// Steps passed with their dates, the present one, and those expected.
#[component]
pub fn History(
    /// Steps passed, oldest first.
    history: Vec<HistoryEntry>,
    /// What is asked for.
    purpose: RequestPurpose,
    /// Where the request stands.
    status: RequestStatus,
) -> impl IntoView {
    let i18n = use_i18n();
    let last = history.len().saturating_sub(1);
    let passed = history.into_iter().enumerate().map(move |(index, entry)| {
        let state = if index == last {
            StepState::Current
        } else {
            StepState::Done
        };
        let title = move || step_label(purpose, entry.status, language(i18n));
        let date = move || instant(i18n.get_locale(), entry.at);
        view! { <TimelineStep state title date /> }
    });
    let coming = to_come(purpose, status).into_iter().map(move |status| {
        let title = move || label(purpose, status, language(i18n));
        view! { <TimelineStep state=StepState::Upcoming title /> }
    });
    view! {
        <Timeline label=tr!(i18n, requests.timeline)>{passed.collect_view()} {coming.collect_view()}</Timeline>
    }
}
