//! The decision on a training: whose it is, or why it does not count.

use common::dto::training_review::{TrainingCandidate, TrainingDecision};
use common::statuses::{IdentityReview, TrainingMatch, TrainingStatus};
use common::words::ReasonCode;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::components::{Choice, Form, InsetText, RadioGroup, SubmitButton, use_toasts};
use ui::format::short_date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::review::{NOBODY, Review, choosable};
use crate::components::{ReasonFields, going};
use crate::routes::Page as To;
use crate::words::{account_field, training_status};

/// The reasons that fit a declaration.
const REASONS: &[ReasonCode] = &[
    ReasonCode::Mismatch,
    ReasonCode::Mistyped,
    ReasonCode::Incomplete,
    ReasonCode::Other,
];

/// The form of the decision; or what was decided.
#[component]
pub fn Decision(
    /// The training.
    review: Review,
) -> impl IntoView {
    let i18n = use_i18n();
    let status = Memo::new(move |_| review.view.with(|view| view.summary.status));
    let content = move || match status.get() {
        TrainingStatus::NeedsReview => view! { <Decide review /> }.into_any(),
        decided => {
            let text = move || {
                let status = training_status(i18n, decided);
                t_string!(i18n, staff_trainings.already_decided, status = status).to_string()
            };
            view! { <InsetText>{text}</InsetText> }.into_any()
        }
    };
    view! {
        <section class="app-zone app-zone--decision" aria-labelledby="decision-title">
            <h2 class="govuk-heading-m" id="decision-title">{tr!(i18n, staff_trainings.decision_title)}</h2>
            {content}
        </section>
    }
}

#[component]
fn Decide(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let submit = move || {
        let navigate = navigate.clone();
        review.decide(move |view| {
            let text = match view.summary.status {
                TrainingStatus::Refused => t_string!(i18n, staff_trainings.refused),
                _ => t_string!(i18n, staff_trainings.accepted),
            };
            toasts.success(text);
            navigate(&To::Trainings.path(), going());
        });
    };
    let choices: Signal<Vec<Choice>> = Signal::stored(vec![
        Choice::new(TrainingDecision::Accept, tr!(i18n, staff_trainings.accept))
            .hint(tr!(i18n, staff_trainings.accept_hint))
            .reveal(move || view! { <Drivers review /> }),
        Choice::new(TrainingDecision::Refuse, tr!(i18n, staff_trainings.refuse))
            .hint(tr!(i18n, staff_trainings.refuse_hint))
            .reveal(move || view! { <Refusal review /> }),
    ]);
    view! {
        <Form state=review.form on_submit=submit>
            <RadioGroup
                pointer="/decision"
                legend=tr!(i18n, staff_trainings.decision_question)
                value=review.decision
                choices
            />
            <SubmitButton>{tr!(i18n, staff_trainings.confirm)}</SubmitButton>
        </Form>
    }
}

/// Why it does not count, for the centre.
#[component]
fn Refusal(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ReasonFields
            pointer=""
            inputs=review.reason
            reasons=REASONS
            comment_label=tr!(i18n, staff_trainings.comment)
        />
    }
}

/// The drivers to choose from, and those that cannot be chosen yet.
#[component]
fn Drivers(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let choices = Signal::derive(move || {
        review.view.with(|view| {
            let candidates = choosable(view);
            let may_be_nobody =
                candidates.is_empty() && view.summary.matching == TrainingMatch::Unattached;
            let mut choices: Vec<_> = candidates
                .into_iter()
                .map(|candidate| choice(i18n, candidate))
                .collect();
            if may_be_nobody {
                choices.push(Choice::new(NOBODY, tr!(i18n, staff_trainings.nobody)));
            }
            choices
        })
    });
    let others = move || {
        let all = review.view.with(|view| view.candidates.clone());
        let others = all
            .into_iter()
            .filter(|candidate| candidate.review != IdentityReview::Conform);
        let line = move |other: TrainingCandidate| {
            view! {
                <li>{other.reference} ", " {other.name} " : " {tr!(i18n, staff_trainings.candidate_not_conform)}</li>
            }
        };
        let others: Vec<_> = others.map(line).collect();
        (!others.is_empty()).then(|| view! { <ul class="govuk-list">{others}</ul> })
    };
    let nobody = move || {
        review.view.with(|view| view.candidates.is_empty()).then(
            || view! { <p class="govuk-body">{tr!(i18n, staff_trainings.candidates_none)}</p> },
        )
    };
    view! {
        {nobody}
        <RadioGroup
            pointer="/driver_id"
            legend=tr!(i18n, staff_trainings.whose)
            value=review.driver
            choices
            small=true
        />
        {others}
    }
}

fn choice(i18n: Texts, candidate: TrainingCandidate) -> Choice {
    let (reference, name, born) = (candidate.reference, candidate.name, candidate.birth_date);
    let label = move || {
        let date = short_date(i18n.get_locale(), born);
        format!("{name}, {date}, {reference}")
    };
    let differences = candidate.differences;
    let hint = move || {
        if differences.is_empty() {
            return t_string!(i18n, staff_trainings.candidate_same).to_owned();
        }
        let fields: Vec<_> = differences
            .iter()
            .map(|field| account_field(i18n, *field))
            .collect();
        let fields = fields.join(", ");
        t_string!(i18n, staff_trainings.candidate_differs, fields = fields).to_string()
    };
    Choice::new(candidate.driver_id, label).hint(hint)
}
