//! The decision on an account: right, or the errors with their reasons, and
//! what the driver will read.

use common::statuses::IdentityReview;
use common::words::ReasonCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use ui::components::{Button, ButtonKind, Form, InsetText, SubmitButton, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::review::{Mark, Review, next_page};
use crate::components::{AssignedLine, ReasonFields, ReasonPreview, going};
use crate::words::{account_field, reason, review as review_words};

/// The reasons that fit data typed into a form.
const REASONS: &[ReasonCode] = &[
    ReasonCode::Mistyped,
    ReasonCode::Mismatch,
    ReasonCode::Incomplete,
    ReasonCode::Expired,
    ReasonCode::WrongDocument,
    ReasonCode::Other,
];

/// Takes the file, then decides; or says what was decided.
#[component]
pub fn Decision(
    /// The review.
    review: Review,
    /// Whether a decision can be made here and now.
    open: Memo<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let status = Memo::new(move |_| review.view.with(|view| view.summary.status));
    let holder = move || {
        let member = review.view.with(|view| view.summary.assigned_to.clone());
        view! { <AssignedLine member /> }
    };
    let content = move || match (status.get(), open.get()) {
        (IdentityReview::Submitted | IdentityReview::UnderReview, true) => {
            view! { {holder} <Decide review /> }.into_any()
        }
        (IdentityReview::Submitted | IdentityReview::UnderReview, false) => {
            view! { {holder} <Take review /> }.into_any()
        }
        (decided, _) => view! { <Decided review decided /> }.into_any(),
    };
    view! {
        <section class="app-zone app-zone--decision" aria-labelledby="decision-title">
            <h2 class="govuk-heading-m" id="decision-title">{tr!(i18n, staff_accounts.decision_title)}</h2>
            {content}
        </section>
    }
}

#[component]
fn Take(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let pending = Signal::derive(move || review.form.is_pending());
    view! {
        <p class="govuk-body">{tr!(i18n, staff_accounts.take_first)}</p>
        <Button on_click=move || review.take() pending>{tr!(i18n, staff.take)}</Button>
    }
}

#[component]
fn Decide(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let count = Memo::new(move |_| review.wrong().len());
    let submit = move || {
        let navigate = navigate.clone();
        review.decide(move |view| {
            let text = match view.summary.status {
                IdentityReview::Conform => t_string!(i18n, staff_accounts.decided_conform),
                _ => t_string!(i18n, staff_accounts.decided_errors),
            };
            toasts.success(text);
            spawn_local(async move { navigate(&next_page().await.path(), going()) });
        });
    };
    let head = move || match count.get() {
        0 => t_string!(i18n, staff_accounts.decide_conform_hint).to_owned(),
        1 => t_string!(i18n, staff_accounts.decide_errors_one).to_owned(),
        count => t_string!(i18n, staff_accounts.decide_errors_many, count = count).to_string(),
    };
    let words = move || match count.get() {
        0 => t_string!(i18n, staff_accounts.decide_conform),
        _ => t_string!(i18n, staff_accounts.decide_errors),
    };
    view! {
        <Form state=review.form on_submit=submit>
            <p class="govuk-body" aria-live="polite"><strong>{head}</strong></p>
            <For each=move || review.wrong() key=|mark| mark.field children=|mark| view! { <Wrong mark /> } />
            <Show when=move || { count.get() > 0 }>
                <Preview review />
            </Show>
            <SubmitButton>{words}</SubmitButton>
        </Form>
    }
}

/// A field marked as wrong: why, and a way to take the mark back.
#[component]
fn Wrong(mark: Mark) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || account_field(i18n, mark.field);
    view! {
        <fieldset class="govuk-fieldset app-mark">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{name}</legend>
            <ReasonFields pointer=mark.pointer() inputs=mark.inputs reasons=REASONS />
            <Button kind=ButtonKind::Link on_click=move || mark.is_wrong.set(false) hidden_text=name>
                {tr!(i18n, staff_accounts.unmark)}
            </Button>
        </fieldset>
    }
}

#[component]
fn Preview(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |mark: Mark| {
        view! { <ReasonPreview subject=move || account_field(i18n, mark.field) inputs=mark.inputs /> }
    };
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff.preview_title)}</h3>
        <div class="app-preview">
            <p class="govuk-body">{tr!(i18n, staff_accounts.preview_intro)}</p>
            <ul class="govuk-list govuk-list--bullet">
                <For each=move || review.wrong() key=|mark| mark.field children=line />
            </ul>
        </div>
    }
}

#[component]
fn Decided(review: Review, decided: IdentityReview) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || {
        let status = review_words(i18n, decided);
        t_string!(i18n, staff_accounts.already_decided, status = status).to_string()
    };
    let errors = review.view.with_untracked(|view| view.errors.clone());
    let list = (!errors.is_empty()).then(|| {
        let line = |error: common::dto::profile::ReviewError| {
            let comment = error.comment.map(|comment| view! { <br /> {comment} });
            view! {
                <li>
                    <strong>{move || account_field(i18n, error.field)}</strong> " : "
                    {move || reason(i18n, error.reason)} {comment}
                </li>
            }
        };
        view! {
            <h3 class="govuk-heading-s">{tr!(i18n, staff_accounts.decided_list)}</h3>
            <ul class="govuk-list govuk-list--bullet">{errors.into_iter().map(line).collect_view()}</ul>
        }
    });
    view! {
        <InsetText>{text}</InsetText>
        {list}
    }
}
