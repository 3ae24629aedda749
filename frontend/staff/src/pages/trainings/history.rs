//! What happened to a training, and by whom.

use common::dto::training_review::TrainingHistoryLine;
use common::transitions::training::TrainingEvent;
use common::words::ActorKind;
use leptos::prelude::*;
use ui::components::{StepState, Timeline, TimelineStep};
use ui::format::instant;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::words::reason;

/// The lines, oldest first.
#[component]
pub fn History(
    /// The lines.
    lines: Vec<TrainingHistoryLine>,
) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |line: TrainingHistoryLine| {
        let (at, actor, name) = (line.at, line.actor, line.name);
        let date = move || {
            let who = name.clone();
            let who = who.unwrap_or_else(|| actor_word(i18n, actor).to_owned());
            format!("{}, {who}", instant(i18n.get_locale(), at))
        };
        let (event, code, comment) = (line.event, line.reason, line.comment);
        let title = move || {
            let why = code.map(|code| reason(i18n, code).to_owned());
            let parts = [
                Some(event_word(i18n, event).to_owned()),
                why,
                comment.clone(),
            ];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            parts.join(" – ")
        };
        view! { <TimelineStep state=StepState::Done title date /> }
    };
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_trainings.history_title)}</h2>
            <Timeline label=tr!(i18n, staff_trainings.history_title)>
                {lines.into_iter().map(line).collect_view()}
            </Timeline>
        </section>
    }
}

fn event_word(i18n: Texts, event: TrainingEvent) -> &'static str {
    match event {
        TrainingEvent::Accept => t_string!(i18n, staff_trainings.history_accept),
        TrainingEvent::Refuse => t_string!(i18n, staff_trainings.history_refuse),
        TrainingEvent::Amend => t_string!(i18n, staff_trainings.history_amend),
        TrainingEvent::Cancel => t_string!(i18n, staff_trainings.history_cancel),
        TrainingEvent::Doubt => t_string!(i18n, staff_trainings.history_doubt),
    }
}

fn actor_word(i18n: Texts, actor: ActorKind) -> &'static str {
    match actor {
        ActorKind::Driver => t_string!(i18n, staff_requests.actor_driver),
        ActorKind::Staff => t_string!(i18n, staff_requests.actor_staff),
        ActorKind::Centre => t_string!(i18n, staff_requests.actor_centre),
        ActorKind::System => t_string!(i18n, staff_requests.actor_system),
    }
}
