//! One training: what was declared, the doubts, the drivers, the decision.

use common::dto::training_review::TrainingReviewView;
use common::ids::TrainingId;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::{FormState, Loaded, Loading, Page, load};
use ui::format::instant;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::cancel::Cancel;
use super::decision::Decision;
use super::facts::Facts;
use super::history::History;
use super::review::Review;
use crate::components::{StaleBanner, TrainingTag};
use crate::routes::Page as To;
use crate::words::training_match;

/// One training; its address can be bookmarked and loaded again.
#[component]
pub fn ReviewPage(
    /// The training.
    id: TrainingId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let conflict: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let loaded: Loading<TrainingReviewView> =
        load(move || Call::get(format!("/staff/training-reviews/{id}")).send());
    let title = move || match loaded.get() {
        Some(Ok(view)) => t_string!(
            i18n,
            staff_trainings.training_title,
            name = view.summary.name
        )
        .to_string(),
        _ => t_string!(i18n, staff_trainings.title).to_owned(),
    };
    let holder = move || {
        view! { <p class="govuk-body">{tr!(i18n, staff_trainings.stale_nobody)}</p> }
    };
    let banner = move || view! { <StaleBanner conflict holder=holder /> };
    view! {
        <Page title form back=To::Trainings.path() wide=true banner=banner>
            <Loaded
                resource=loaded
                lines=10
                children={move |view: TrainingReviewView| {
                    let review = Review::new(view, form, conflict);
                    view! { <Content review /> }
                }}
            />
        </Page>
    }
}

#[component]
fn Content(review: Review) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        let summary = review.view.with(|view| view.summary.clone());
        let declared = move || {
            let date = instant(i18n.get_locale(), summary.declared_at);
            t_string!(i18n, staff_trainings.declared_at, date = date).to_string()
        };
        view! {
            <p class="govuk-body app-headline">
                <TrainingTag status=summary.status />
                <span>{move || training_match(i18n, summary.matching)}</span>
                <span>{summary.external_id}</span>
                <span>{declared}</span>
            </p>
        }
    };
    let facts = move || {
        let view = review.view.get();
        view! { <Facts view /> }
    };
    let doubts = move || {
        let warnings = review.view.with(|view| view.warnings.clone());
        if warnings.is_empty() {
            return view! { <p class="govuk-body">{tr!(i18n, staff_trainings.doubts_none)}</p> }
                .into_any();
        }
        let line = |warning: common::field_error::FieldError| view! { <li>{warning.detail}</li> };
        view! {
            <ul class="govuk-list govuk-list--bullet">{warnings.into_iter().map(line).collect_view()}</ul>
        }
        .into_any()
    };
    let history = move || {
        let lines = review.view.with(|view| view.history.clone());
        (!lines.is_empty()).then(|| view! { <History lines /> })
    };
    view! {
        {head}
        <div class="app-review">
            <div class="app-review__data">{facts} {history}</div>
            <div class="app-review__side">
                <section class="app-zone" aria-labelledby="doubts-title">
                    <h2 class="govuk-heading-m" id="doubts-title">{tr!(i18n, staff_trainings.doubts_title)}</h2>
                    {doubts}
                </section>
                <Decision review />
                <Cancel review />
            </div>
        </div>
    }
}
