//! The recap of one training on screen.

use common::dto::training::{SequenceView, TrainingView, ValidityStep};
use common::ids::TrainingId;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Cell, Loaded, Loading, Page, Row, SummaryList, SummaryRow, Table, load_texts,
};
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::list_page::{DownloadRecap, hours, kept, status_words};
use crate::routes::Page as To;
use crate::words::{sector, sectors, training_kind};

/// Everything the recap says, readable without opening the PDF.
#[component]
pub fn TrainingPage(
    /// The training.
    id: TrainingId,
) -> impl IntoView {
    let i18n = use_i18n();
    let training: Loading<TrainingView> =
        load_texts(move || Call::get(format!("/me/trainings/{id}")).send());
    view! {
        <Page title=tr!(i18n, trainings.recap_title) back=To::Trainings.path()>
            <Loaded resource=training lines=8 children={|training| view! { <Recap training /> }} />
        </Page>
    }
}

#[component]
fn Recap(training: TrainingView) -> impl IntoView {
    let i18n = use_i18n();
    let TrainingView {
        id,
        kind,
        status,
        started_on,
        completed_on,
        minutes,
        e_learning_minutes,
        kept_until,
        ..
    } = training;
    let held = training.sectors;
    let day = move || date(i18n.get_locale(), completed_on);
    let hidden = move || t_string!(i18n, trainings.view_hidden, date = day()).to_string();
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, trainings.kind)>{move || training_kind(i18n, kind)}</SummaryRow>
            <SummaryRow label=tr!(i18n, certificates.sectors)>{move || sectors(i18n, &held)}</SummaryRow>
            <SummaryRow label=tr!(i18n, trainings.started_on)>
                {move || date(i18n.get_locale(), started_on)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, trainings.completed_on)>{day}</SummaryRow>
            <SummaryRow label=tr!(i18n, trainings.hours)>{hours(i18n, minutes)}</SummaryRow>
            {(e_learning_minutes > 0)
                .then(|| {
                    view! {
                        <SummaryRow label=tr!(i18n, trainings.e_learning)>
                            {hours(i18n, e_learning_minutes)}
                        </SummaryRow>
                    }
                })}
            <SummaryRow label=tr!(i18n, trainings.centre)>{training.centre}</SummaryRow>
            <SummaryRow label=tr!(i18n, trainings.approval)>{training.approval_number}</SummaryRow>
            <SummaryRow label=tr!(i18n, trainings.status)>{move || status_words(i18n, status)}</SummaryRow>
        </SummaryList>
        <Sequences sequences=training.sequences />
        <Validity steps=training.validity />
        <p class="govuk-hint">{move || kept(i18n, kept_until)}</p>
        <DownloadRecap id hidden />
    }
}

#[component]
fn Sequences(sequences: Vec<SequenceView>) -> impl IntoView {
    let i18n = use_i18n();
    if sequences.is_empty() {
        return None;
    }
    let columns: Vec<TextProp> = vec![
        tr!(i18n, trainings.sequence_on).into(),
        tr!(i18n, trainings.hours).into(),
        tr!(i18n, trainings.sequence_subject).into(),
    ];
    let row = move |sequence: SequenceView| {
        view! {
            <Row>
                <Cell label=tr!(i18n, trainings.sequence_on) header=true>
                    {move || date(i18n.get_locale(), sequence.on)}
                </Cell>
                <Cell label=tr!(i18n, trainings.hours)>{hours(i18n, sequence.minutes)}</Cell>
                <Cell label=tr!(i18n, trainings.sequence_subject)>{sequence.subject}</Cell>
            </Row>
        }
    };
    Some(view! {
        <Table caption=tr!(i18n, trainings.sequences) columns>
            {sequences.into_iter().map(row).collect_view()}
        </Table>
    })
}

#[component]
fn Validity(steps: Vec<ValidityStep>) -> impl IntoView {
    let i18n = use_i18n();
    if steps.is_empty() {
        return None;
    }
    let step = move |step: ValidityStep| {
        let period = move || {
            let locale = i18n.get_locale();
            let (from, until) = (
                date(locale, step.valid_from),
                date(locale, step.valid_until),
            );
            t_string!(i18n, trainings.validity_period, from = from, until = until).to_string()
        };
        view! {
            <li>
                <strong>{move || sector(i18n, step.sector)}</strong> " : " {period} <br />
                <span class="govuk-hint app-inline-hint">{step.explanation}</span>
            </li>
        }
    };
    Some(view! {
        <h2 class="govuk-heading-m">{tr!(i18n, trainings.validity)}</h2>
        <ul class="govuk-list">{steps.into_iter().map(step).collect_view()}</ul>
    })
}
