//! The queue of trainings to look at, the oldest declaration first.

use common::dto::training_review::TrainingReviewSummary;
use common::statuses::TrainingStatus;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{Cell, Choice, Page, Row, Table};
use ui::format::{day_of, short_date};
use ui::i18n::use_i18n;
use ui::tr;

use crate::components::{
    FilterBar, FilterSelect, Nothing, Paged, TrainingTag, filter_from_address, note_filters,
};
use crate::routes::Page as To;
use crate::words::{sector, training_kind, training_match, training_status};

/// The states that a reviewer looks for beside what waits.
const STATES: &[TrainingStatus] = &[
    TrainingStatus::Refused,
    TrainingStatus::Valid,
    TrainingStatus::Cancelled,
];

/// The queue with its filter.
#[component]
pub fn QueuePage() -> impl IntoView {
    let i18n = use_i18n();
    let status = filter_from_address("status");
    note_filters(vec![("status", status)]);
    let call = Callback::new(move |cursor: String| {
        Call::get("/staff/training-reviews")
            .query("status", status.get())
            .query("cursor", cursor)
    });
    let rows = Callback::new(|trainings: Vec<TrainingReviewSummary>| {
        view! { <Trainings trainings /> }.into_any()
    });
    let nothing = Nothing {
        title: tr!(i18n, staff.nothing_found).into(),
        text: tr!(i18n, staff.nothing_found_text).into(),
    };
    let choice = |status: &TrainingStatus| {
        let status = *status;
        Choice::new(status, move || training_status(i18n, status))
    };
    let choices = STATES.iter().map(choice).collect();
    view! {
        <Page title=tr!(i18n, staff_trainings.title) wide=true>
            <p class="govuk-body">{tr!(i18n, staff_trainings.intro)}</p>
            <FilterBar>
                <FilterSelect
                    id="filter-status"
                    label=tr!(i18n, staff.filter_status)
                    value=status
                    choices
                    otherwise=tr!(i18n, trainings.status_needs_review)
                />
            </FilterBar>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Trainings(trainings: Vec<TrainingReviewSummary>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_trainings.column_trainee).into(),
        tr!(i18n, staff_trainings.column_training).into(),
        tr!(i18n, staff_trainings.column_completed).into(),
        tr!(i18n, staff_trainings.column_centre).into(),
        tr!(i18n, staff_trainings.column_matching).into(),
        tr!(i18n, staff.column_status).into(),
        tr!(i18n, staff_trainings.column_declared).into(),
    ];
    let row = |training: TrainingReviewSummary| view! { <TrainingRow training /> };
    view! {
        <Table caption=tr!(i18n, staff_trainings.title) hide_caption=true columns>
            {trainings.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn TrainingRow(training: TrainingReviewSummary) -> impl IntoView {
    let i18n = use_i18n();
    let TrainingReviewSummary {
        id,
        name,
        kind,
        sector: taught,
        completed_on,
        centre,
        status,
        matching,
        declared_at,
        ..
    } = training;
    let what = move || format!("{}, {}", training_kind(i18n, kind), sector(i18n, taught));
    view! {
        <Row>
            <Cell label=tr!(i18n, staff_trainings.column_trainee) header=true>
                <A href=To::Training(id).path() attr:class="govuk-link">{name}</A>
            </Cell>
            <Cell label=tr!(i18n, staff_trainings.column_training)>{what}</Cell>
            <Cell label=tr!(i18n, staff_trainings.column_completed)>
                {move || short_date(i18n.get_locale(), completed_on)}
            </Cell>
            <Cell label=tr!(i18n, staff_trainings.column_centre)>{centre}</Cell>
            <Cell label=tr!(i18n, staff_trainings.column_matching)>{move || training_match(i18n, matching)}</Cell>
            <Cell label=tr!(i18n, staff.column_status)><TrainingTag status /></Cell>
            <Cell label=tr!(i18n, staff_trainings.column_declared)>
                {move || day_of(i18n.get_locale(), declared_at)}
            </Cell>
        </Row>
    }
}
