//! What waits for the driver.

use common::dto::driver_space::{HomeTask, TaskKind};
use common::statuses::IdentityReview;
use common::words::RequestPurpose;
use leptos::prelude::*;
use ui::components::{InsetText, Task, TaskList, Tone};
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

/// What waits for the driver, most urgent first.
#[component]
pub fn Tasks(
    /// What waits.
    tasks: Vec<HomeTask>,
    /// State of the identity review.
    review: IdentityReview,
) -> impl IntoView {
    let i18n = use_i18n();
    let under_review = matches!(
        review,
        IdentityReview::Submitted | IdentityReview::UnderReview
    );
    let nothing = tasks.is_empty();
    let line = move |task: HomeTask| {
        let href = target(&task).path();
        let due = task.due_on;
        let status = move || {
            due.map(|due| {
                t_string!(i18n, dashboard.due, date = date(i18n.get_locale(), due)).to_string()
            })
            .unwrap_or_default()
        };
        let tone = due.map(|_| Tone::Attention);
        let title = move || title(i18n, &task);
        match tone {
            Some(tone) => view! { <Task title href status tone=tone /> }.into_any(),
            None => view! { <Task title href status="" /> }.into_any(),
        }
    };
    view! {
        <section aria-labelledby="waiting">
            <h2 class="govuk-heading-l" id="waiting">{tr!(i18n, dashboard.waiting_title)}</h2>
            {under_review.then(|| view! { <InsetText>{tr!(i18n, profile.review_under)}</InsetText> })}
            {if nothing {
                view! { <p class="govuk-body">{tr!(i18n, dashboard.nothing_waits)}</p> }.into_any()
            } else {
                view! { <TaskList>{tasks.into_iter().map(line).collect_view()}</TaskList> }.into_any()
            }}
        </section>
    }
}

fn target(task: &HomeTask) -> To {
    let is_replacement = task
        .purpose
        .is_some_and(|purpose| purpose != RequestPurpose::Training);
    match (task.kind, task.request_id) {
        (TaskKind::CorrectIdentity, _) => To::CorrectIdentity,
        (TaskKind::AnswerInformationRequest, Some(id)) => To::Request(id),
        (TaskKind::ResumeDraft, Some(id)) if is_replacement => To::Replacement(id),
        (TaskKind::ResumeDraft, Some(id)) => To::Resume(id),
        (TaskKind::AnswerInformationRequest | TaskKind::ResumeDraft, None) => To::Requests,
        (TaskKind::RequestCard, _) => To::NewRequest,
        (TaskKind::AnswerReturnedMail, _) => match task.returned_mail_id {
            Some(id) => To::ReturnedMail(id),
            None => To::Cards,
        },
    }
}

fn title(i18n: Texts, task: &HomeTask) -> String {
    let reference = task.reference.clone().unwrap_or_default();
    match task.kind {
        TaskKind::AnswerInformationRequest => {
            t_string!(i18n, dashboard.task_answer, reference = reference).to_string()
        }
        TaskKind::ResumeDraft => {
            t_string!(i18n, dashboard.task_resume, reference = reference).to_string()
        }
        TaskKind::RequestCard => t_string!(i18n, dashboard.task_request).to_owned(),
        TaskKind::AnswerReturnedMail => t_string!(i18n, dashboard.task_returned).to_owned(),
        TaskKind::CorrectIdentity => t_string!(i18n, dashboard.task_correct).to_owned(),
    }
}
