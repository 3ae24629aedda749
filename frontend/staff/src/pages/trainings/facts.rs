//! What the centre declared.

use common::dto::training::SequenceView;
use common::dto::training_review::TrainingReviewView;
use leptos::prelude::*;
use ui::components::{SummaryList, SummaryRow};
use ui::format::{country, short_date};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::words::{sector, training_kind};

/// Trainee, licence, training and centre.
#[component]
pub fn Facts(
    /// The training.
    view: TrainingReviewView,
) -> impl IntoView {
    let i18n = use_i18n();
    let summary = view.summary.clone();
    let (kind, taught) = (summary.kind, summary.sector);
    let approval_number = view.approval_number.clone();
    let approval = move || {
        let number = approval_number.clone();
        t_string!(i18n, staff_trainings.approval, number = number).to_string()
    };
    let what = move || format!("{}, {}", training_kind(i18n, kind), sector(i18n, taught));
    let title_code = view.title_code.clone();
    let instructor = view.instructor.clone();
    let sequences = view.sequences.clone();
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_trainings.facts_title)}</h2>
            <SummaryList>
                <Trainee view=view.clone() />
                <SummaryRow label=tr!(i18n, staff_trainings.training)>{what}</SummaryRow>
                <Extent view />
                {(!sequences.is_empty()).then(|| view! { <Sequences sequences /> })}
                <SummaryRow label=tr!(i18n, staff_trainings.centre)>
                    {summary.centre} <br /> {approval}
                </SummaryRow>
                <SummaryRow label=tr!(i18n, staff_trainings.external_id)>{summary.external_id}</SummaryRow>
                {title_code
                    .map(|code| {
                        view! { <SummaryRow label=tr!(i18n, staff_trainings.title_code)>{code}</SummaryRow> }
                    })}
                {instructor
                    .map(|name| {
                        view! { <SummaryRow label=tr!(i18n, staff_trainings.instructor)>{name}</SummaryRow> }
                    })}
            </SummaryList>
        </section>
    }
}

#[component]
fn Trainee(view: TrainingReviewView) -> impl IntoView {
    let i18n = use_i18n();
    let trainee = view.trainee;
    let (born, issuer) = (trainee.birth_date, trainee.licence_country);
    let born = move || {
        let date = short_date(i18n.get_locale(), born);
        t_string!(i18n, staff_trainings.born_on, date = date).to_string()
    };
    view! {
        <SummaryRow label=tr!(i18n, staff_trainings.trainee)>
            {trainee.surname} " " {trainee.first_names} <br /> {born}
        </SummaryRow>
        <SummaryRow label=tr!(i18n, staff_trainings.licence)>
            {trainee.licence_number} <br /> {move || country(i18n, &issuer)}
        </SummaryRow>
    }
}

/// Dates and hours.
#[component]
fn Extent(view: TrainingReviewView) -> impl IntoView {
    let i18n = use_i18n();
    let (from, until) = (view.started_on, view.summary.completed_on);
    let period = move || {
        let from = short_date(i18n.get_locale(), from);
        let until = short_date(i18n.get_locale(), until);
        t_string!(
            i18n,
            staff_trainings.period_value,
            from = from,
            until = until
        )
        .to_string()
    };
    let (all, remote, practical) = (view.minutes, view.e_learning_minutes, view.practical_part);
    let remote = (remote > 0).then(|| {
        let text = move || {
            let (hours, minutes) = (remote / 60, remote % 60);
            t_string!(
                i18n,
                staff_trainings.e_learning,
                hours = hours,
                minutes = minutes
            )
            .to_string()
        };
        view! { <br /> {text} }
    });
    let practical = move || {
        if practical {
            t_string!(i18n, staff_trainings.practical_yes)
        } else {
            t_string!(i18n, staff_trainings.practical_no)
        }
    };
    view! {
        <SummaryRow label=tr!(i18n, staff_trainings.period)>{period}</SummaryRow>
        <SummaryRow label=tr!(i18n, staff_trainings.hours)>
            {move || duration(i18n, all)} {remote} <br /> {practical}
        </SummaryRow>
    }
}

#[component]
fn Sequences(sequences: Vec<SequenceView>) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |sequence: SequenceView| {
        let (on, minutes) = (sequence.on, sequence.minutes);
        let when = move || {
            format!(
                "{} : {}",
                short_date(i18n.get_locale(), on),
                duration(i18n, minutes)
            )
        };
        let rest = [sequence.subject, sequence.centre];
        let rest: Vec<_> = rest.into_iter().flatten().collect();
        let rest = (!rest.is_empty()).then(|| format!(" ({})", rest.join(", ")));
        view! { <li>{when} {rest}</li> }
    };
    view! {
        <SummaryRow label=tr!(i18n, staff_trainings.sequences)>
            <ul class="govuk-list">{sequences.into_iter().map(line).collect_view()}</ul>
        </SummaryRow>
    }
}

fn duration(i18n: Texts, minutes: u32) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    t_string!(
        i18n,
        staff_trainings.hours_value,
        hours = hours,
        minutes = minutes
    )
    .to_string()
}
