//! Jobs that failed for good.

use common::dto::staff::JobView;
use common::ids::JobId;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Button, ButtonKind, Cell, FormState, Page, Row, Table, use_toasts};
use ui::format::instant;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::components::{Nothing, Paged};

/// The list with why each job failed, and "Relancer".
#[component]
pub fn JobsPage() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = FormState::new();
    let reload = RwSignal::new(0_u32);
    let call = Callback::new(move |cursor: String| {
        reload.track();
        Call::get("/staff/jobs")
            .query("state", "dead")
            .query("cursor", cursor)
    });
    let retry = Callback::new(move |id: JobId| {
        form.run(
            async move {
                Call::post(format!("/staff/jobs/{id}/retry"))
                    .send::<JobView>()
                    .await
            },
            move |job| {
                toasts.success(
                    t_string!(i18n, staff_production.job_retried, kind = job.kind).to_string(),
                );
                reload.update(|count| *count += 1);
            },
        );
    });
    let rows = Callback::new(move |jobs: Vec<JobView>| view! { <Jobs jobs retry /> }.into_any());
    let nothing = Nothing {
        title: tr!(i18n, staff_production.jobs_none).into(),
        text: tr!(i18n, staff_production.jobs_none_text).into(),
    };
    view! {
        <Page title=tr!(i18n, staff_production.jobs_title) form wide=true>
            <p class="govuk-body">{tr!(i18n, staff_production.jobs_intro)}</p>
            <Paged call rows nothing />
        </Page>
    }
}

#[component]
fn Jobs(jobs: Vec<JobView>, retry: Callback<JobId>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, staff_production.job_kind).into(),
        tr!(i18n, staff_production.job_attempts).into(),
        tr!(i18n, staff_production.job_run).into(),
        tr!(i18n, staff_production.job_error).into(),
        tr!(i18n, staff.column_actions).into(),
    ];
    let row = move |job: JobView| view! { <JobRow job retry /> };
    view! {
        <Table caption=tr!(i18n, staff_production.jobs_title) hide_caption=true columns>
            {jobs.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn JobRow(job: JobView, retry: Callback<JobId>) -> impl IntoView {
    let i18n = use_i18n();
    let JobView {
        id,
        kind,
        attempts,
        max_attempts,
        run_at,
        last_error,
        ..
    } = job;
    let tries = move || {
        t_string!(
            i18n,
            staff_production.job_attempts_value,
            done = attempts,
            allowed = max_attempts
        )
        .to_string()
    };
    let hidden = kind.clone();
    view! {
        <Row>
            <Cell label=tr!(i18n, staff_production.job_kind) header=true>
                {kind} <br /> <span class="govuk-hint app-inline-hint">{id.to_string()}</span>
            </Cell>
            <Cell label=tr!(i18n, staff_production.job_attempts)>{tries}</Cell>
            <Cell label=tr!(i18n, staff_production.job_run)>{move || instant(i18n.get_locale(), run_at)}</Cell>
            <Cell label=tr!(i18n, staff_production.job_error)>
                <span class="app-break">{last_error}</span>
            </Cell>
            <Cell label=tr!(i18n, staff.column_actions)>
                <Button kind=ButtonKind::Secondary on_click=move || retry.run(id) hidden_text=move || hidden.clone()>
                    {tr!(i18n, staff_production.job_retry)}
                </Button>
            </Cell>
        </Row>
    }
}
