//! Validity per sector, and when to renew it.

use common::dto::training::QualificationView;
use leptos::prelude::*;
use ui::components::{EmptyState, Tag, Tone};
use ui::format::{date, percent_encode};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::words::{days_left as days_left_words, sector};

/// From this many days on the end counts as near.
const SOON_DAYS: i64 = 180;

/// Validity per sector.
#[component]
pub fn Qualifications(
    /// One for each sector held.
    qualifications: Vec<QualificationView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let none = qualifications.is_empty();
    view! {
        <section aria-labelledby="validity">
            <h2 class="govuk-heading-l" id="validity">{tr!(i18n, dashboard.validity_title)}</h2>
            {if none {
                view! {
                    <EmptyState title=tr!(i18n, dashboard.validity_none_title)>
                        {tr!(i18n, dashboard.validity_none_text)}
                    </EmptyState>
                }
                    .into_any()
            } else {
                let cards = qualifications.into_iter().map(|qualification| view! { <Card qualification /> });
                view! { <div class="app-cards">{cards.collect_view()}</div> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Card(qualification: QualificationView) -> impl IntoView {
    let i18n = use_i18n();
    let QualificationView {
        valid_until,
        days_left,
        window_opens_on,
        ..
    } = qualification;
    let held = qualification.sector;
    let tone = match days_left {
        ..0 => Tone::Danger,
        0..SOON_DAYS => Tone::Attention,
        _ => Tone::Success,
    };
    let left = move || days_left_words(i18n, days_left);
    let window = move || {
        let date = date(i18n.get_locale(), window_opens_on);
        t_string!(i18n, dashboard.window, date = date).to_string()
    };
    view! {
        <article class="app-card">
            <h3 class="govuk-heading-m">{move || sector(i18n, held)}</h3>
            <p class="govuk-body">
                <Tag tone>{move || state(i18n, &qualification)}</Tag>
            </p>
            <Show when={move || days_left >= 0}>
                <p class="govuk-body">{left}</p>
                <p class="govuk-hint">{window}</p>
                <p class="govuk-body">
                    <a class="govuk-link" href=move || calendar(i18n, window_opens_on) download="cqc-fco.ics">
                        {tr!(i18n, dashboard.calendar)}
                    </a>
                </p>
            </Show>
            <p class="govuk-visually-hidden">{move || date(i18n.get_locale(), valid_until)}</p>
        </article>
    }
}

fn state(i18n: Texts, qualification: &QualificationView) -> String {
    let date = date(i18n.get_locale(), qualification.valid_until);
    if qualification.days_left < 0 {
        t_string!(i18n, dashboard.expired_since, date = date).to_string()
    } else {
        t_string!(i18n, dashboard.valid_until, date = date).to_string()
    }
}

/// A calendar file (RFC 5545) with the day on which the window opens.
fn calendar(i18n: Texts, day: chrono::NaiveDate) -> String {
    let summary = t_string!(i18n, dashboard.calendar_event);
    let start = day.format("%Y%m%d");
    let event = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CQC Hub//FR\r\nBEGIN:VEVENT\r\nUID:fco-{start}@cqc-hub\r\n\
         DTSTAMP:{start}T000000Z\r\nDTSTART;VALUE=DATE:{start}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let event = percent_encode(&event);
    format!("data:text/calendar;charset=utf-8,{event}")
}
