//! What is to be done, and what is done.

use leptos::prelude::*;
use leptos_router::components::A;

use super::dialog::unique;
use super::notices::Tone;

/// A list of [`Task`]s.
#[component]
pub fn TaskList(
    /// The tasks.
    children: Children,
) -> impl IntoView {
    view! { <ul class="govuk-task-list">{children()}</ul> }
}

/// One task; without a link it cannot be begun yet.
#[component]
pub fn Task(
    /// What is to be done.
    #[prop(into)]
    title: TextProp,
    /// Where it is done.
    #[prop(optional, into)]
    href: Option<String>,
    /// A further explanation.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Where it stands: « À faire », « Terminé » …
    #[prop(into)]
    status: TextProp,
    /// The tag's tone; "done" is plain text, without one.
    #[prop(optional)]
    tone: Option<Tone>,
) -> impl IntoView {
    let id = format!("task-{}", unique());
    let status_id = format!("{id}-status");
    let described_by = status_id.clone();
    let title = move || title.get();
    let name = match href {
        Some(href) => view! {
            <A href=href attr:class="govuk-link govuk-task-list__link" attr:aria-describedby=described_by>{title}</A>
        }
        .into_any(),
        None => view! { <div>{title}</div> }.into_any(),
    };
    let status = move || status.get();
    view! {
        <li class="govuk-task-list__item govuk-task-list__item--with-link">
            <div class="govuk-task-list__name-and-hint">
                {name}
                {hint.map(|hint| view! { <div class="govuk-task-list__hint">{move || hint.get()}</div> })}
            </div>
            <div class="govuk-task-list__status" id=status_id>
                {match tone {
                    Some(tone) => view! { <strong class=tone.class()>{status}</strong> }.into_any(),
                    None => status.into_any(),
                }}
            </div>
        </li>
    }
}
