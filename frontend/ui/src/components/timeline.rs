//! What has happened, what happens now, and what comes.

use leptos::prelude::*;

use crate::i18n::use_i18n;

/// Where a step of a timeline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Here.
    Current,
    /// Ahead.
    Upcoming,
}

/// The steps from first to last, downwards.
#[component]
pub fn Timeline(
    /// What it is the course of.
    #[prop(into)]
    label: TextProp,
    /// [`TimelineStep`]s.
    children: Children,
) -> impl IntoView {
    view! { <ol class="app-timeline" aria-label=move || label.get()>{children()}</ol> }
}

/// One step.
#[component]
pub fn TimelineStep(
    /// Where it stands.
    state: StepState,
    /// Its name: « Demande envoyée ».
    #[prop(into)]
    title: TextProp,
    /// When it was passed, or is expected.
    #[prop(optional, into)]
    date: Option<TextProp>,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let class = match state {
        StepState::Done => "app-timeline__step app-timeline__step--done",
        StepState::Current => "app-timeline__step app-timeline__step--current",
        StepState::Upcoming => "app-timeline__step app-timeline__step--upcoming",
    };
    let spoken = move || match state {
        StepState::Done => crate::i18n::t_string!(i18n, common.timeline_done),
        StepState::Current => crate::i18n::t_string!(i18n, common.timeline_current),
        StepState::Upcoming => crate::i18n::t_string!(i18n, common.timeline_upcoming),
    };
    view! {
        <li class=class aria-current=(state == StepState::Current).then_some("step")>
            <span class="app-timeline__mark" aria-hidden="true"></span>
            <div class="app-timeline__content">
                <p class="app-timeline__title">
                    {move || title.get()}
                    <span class="govuk-visually-hidden">" – " {spoken}</span>
                </p>
                {date.map(|date| view! { <p class="app-timeline__date">{move || date.get()}</p> })}
                {children.map(|children| children())}
            </div>
        </li>
    }
}
