//! Of which period: a month, a year, or other days.

use chrono::{Datelike as _, NaiveDate};
use common::dates::{months_after, months_before};
use common::dto::accounting::{AccountsFormat, ExportAccountsRequest};
use common::field_error::Faults;
use common::forms::accounting::check_accounts;
use leptos::prelude::*;
use ui::components::{Choice, DateField, DateParts, FormState, SelectField};
use ui::format::{month, today};
use ui::i18n::use_i18n;
use ui::tr;

/// As many months are offered, this one included.
const MONTHS: u32 = 13;

/// As many years are offered, this one included.
const YEARS: i32 = 3;

/// The choice of days of one's own.
const OTHER: &str = "other";

/// The period as it is being chosen. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct PeriodInputs {
    choice: RwSignal<String>,
    from: RwSignal<DateParts>,
    until: RwSignal<DateParts>,
}

impl PeriodInputs {
    /// The month before this one, which is what one comes for.
    pub fn new() -> Self {
        let last = months_before(first_of_month(today()), 1);
        Self {
            choice: RwSignal::new(month_word(last)),
            from: RwSignal::new(DateParts::default()),
            until: RwSignal::new(DateParts::default()),
        }
    }

    /// The body, and what is wrong with it.
    pub fn check(self, format: AccountsFormat) -> (ExportAccountsRequest, Faults) {
        let days = self.choice.with_untracked(|choice| days(choice, today()));
        let (from, until) = days.map_or_else(
            || {
                let [from, until] =
                    [self.from, self.until].map(|day| day.get_untracked().to_text());
                (from, until)
            },
            |(from, until)| (from.to_string(), until.to_string()),
        );
        let body = ExportAccountsRequest {
            format,
            from,
            until,
        };
        let faults = check_accounts(&body, today()).err().unwrap_or_default();
        (body, faults)
    }
}

/// The choice, and the two dates behind "Autres dates".
#[component]
pub fn PeriodFields(
    /// What is chosen.
    inputs: PeriodInputs,
    /// The form of the page: its faults are about what was chosen before.
    form: FormState,
) -> impl IntoView {
    let i18n = use_i18n();
    let first = first_of_month(today());
    let months = (0..MONTHS).map(|back| months_before(first, back));
    let months =
        months.map(move |day| Choice::new(month_word(day), move || month(i18n.get_locale(), day)));
    let years = (0..YEARS).map(|back| (first.year() - back).to_string());
    let years = years.map(|year| Choice::new(year.clone(), year));
    let other = Choice::new(OTHER, tr!(i18n, staff_accounts_export.other_days));
    let choices: Vec<_> = months.chain(years).chain([other]).collect();
    Effect::new(move |_| {
        inputs.choice.track();
        form.clear();
    });
    view! {
        <SelectField
            pointer="/period"
            label=tr!(i18n, staff_accounts_export.period)
            value=inputs.choice
            choices=Signal::stored(choices)
        />
        <Show when=move || inputs.choice.with(|choice| choice == OTHER || choice.is_empty())>
            <DateField
                pointer="/from"
                legend=tr!(i18n, staff_accounts_export.from)
                value=inputs.from
            />
            <DateField
                pointer="/until"
                legend=tr!(i18n, staff_accounts_export.until)
                value=inputs.until
            />
        </Show>
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn month_word(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

/// The days of a month or a year, up to today; none of other choices.
fn days(choice: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (from, months) = match choice.len() {
        4 => (format!("{choice}-01-01"), 12),
        7 => (format!("{choice}-01"), 1),
        _ => return None,
    };
    let from: NaiveDate = from.parse().ok()?;
    let until = months_after(from, months).pred_opt()?;
    Some((from, until.min(today)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_today_at_the_latest() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let days = |choice| days(choice, today).map(|(from, until)| format!("{from} {until}"));
        assert_eq!(days("2026-02").as_deref(), Some("2026-02-01 2026-02-28"));
        assert_eq!(days("2026-11").as_deref(), Some("2026-11-01 2026-11-23"));
        assert_eq!(days("2025").as_deref(), Some("2025-01-01 2025-12-31"));
        assert_eq!(days("2026").as_deref(), Some("2026-01-01 2026-11-23"));
        for choice in ["", OTHER, "2026-13"] {
            assert_eq!(days(choice), None, "{choice}");
        }
    }
}
