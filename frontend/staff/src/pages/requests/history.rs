//! The steps that a request has passed, and by whom.

use common::dto::request::HistoryEntry;
use common::statuses::RequestStatus;
use common::transitions::request::step_label;
use common::words::{ActorKind, RequestPurpose};
use leptos::prelude::*;
use ui::components::{StepState, Timeline, TimelineStep};
use ui::form::language;
use ui::format::instant;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::words::request_status;

/// The steps passed, oldest first.
#[component]
pub fn History(
    /// The steps.
    history: Vec<HistoryEntry>,
    /// What is asked for.
    purpose: RequestPurpose,
) -> impl IntoView {
    let i18n = use_i18n();
    let last = history.len().saturating_sub(1);
    let step = move |(index, entry): (usize, HistoryEntry)| {
        let state = if index == last {
            StepState::Current
        } else {
            StepState::Done
        };
        let title = move || match entry.status {
            // In a queue it waits to be taken; in a history it was begun, then sent.
            status @ (RequestStatus::Draft | RequestStatus::Submitted) => {
                step_label(purpose, status, language(i18n))
            }
            status => request_status(i18n, status),
        };
        let date = move || {
            format!(
                "{}, {}",
                instant(i18n.get_locale(), entry.at),
                actor(i18n, entry.actor)
            )
        };
        view! { <TimelineStep state title date /> }
    };
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_requests.timeline_title)}</h2>
            <Timeline label=tr!(i18n, staff_requests.timeline_title)>
                {history.into_iter().enumerate().map(step).collect_view()}
            </Timeline>
        </section>
    }
}

fn actor(i18n: Texts, actor: ActorKind) -> &'static str {
    match actor {
        ActorKind::Driver => t_string!(i18n, staff_requests.actor_driver),
        ActorKind::Staff => t_string!(i18n, staff_requests.actor_staff),
        ActorKind::Centre => t_string!(i18n, staff_requests.actor_centre),
        ActorKind::System => t_string!(i18n, staff_requests.actor_system),
    }
}
