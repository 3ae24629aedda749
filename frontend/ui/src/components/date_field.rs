//! A date as three inputs.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::field::{FieldContext, FieldNotes, group_class};
use crate::i18n::use_i18n;
use crate::tr;

/// A date as typed: day, month and year apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DateParts {
    /// Day of the month.
    pub day: String,
    /// Month by number.
    pub month: String,
    /// Year, four digits.
    pub year: String,
}

impl DateParts {
    /// The text of a request: `YYYY-MM-DD`, empty when nothing was typed. What
    /// is not a date stays recognisably wrong, so that validation can say so.
    #[must_use]
    pub fn to_text(&self) -> String {
        let [day, month, year] = [&self.day, &self.month, &self.year].map(|part| part.trim());
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return String::new();
        }
        format!("{year}-{month:0>2}-{day:0>2}")
    }

    /// The parts of a [text](Self::to_text), whether or not it is a date.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut parts = text.rsplitn(3, '-').map(|part| match part {
            "00" => String::new(),
            part => part.to_owned(),
        });
        let mut next = || parts.next().unwrap_or_default();
        let (day, month, year) = (next(), next(), next());
        Self { day, month, year }
    }

    /// The date, if it is one.
    #[must_use]
    pub fn to_date(&self) -> Option<NaiveDate> {
        self.to_text().parse().ok()
    }
}

impl From<NaiveDate> for DateParts {
    fn from(date: NaiveDate) -> Self {
        Self {
            day: date.format("%-d").to_string(),
            month: date.format("%-m").to_string(),
            year: date.format("%Y").to_string(),
        }
    }
}

/// A date as three inputs, since people know it by heart or read it off a card.
#[component]
pub fn DateField(
    /// JSON pointer of the date; the day has its id.
    #[prop(into)]
    pointer: String,
    /// The question.
    #[prop(into)]
    legend: TextProp,
    /// The date as typed.
    value: RwSignal<DateParts>,
    /// An example: « Par exemple, 31 3 1980 ».
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Whether it is the birth date of who fills in the form.
    #[prop(optional)]
    birthday: bool,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let context = FieldContext::new(&pointer, hint.is_some());
    let id = context.id.clone();
    let token = |part| if birthday { part } else { "off" };
    let error = context.error;
    let part = move |id: String, label: TextProp, token, wide, get: Get, set: Set| {
        view! { <Part id label token wide error value get set /> }
    };
    view! {
        <div class=group_class(&context)>
            <fieldset class="govuk-fieldset" role="group" aria-describedby=context.described_by()>
                <legend class="govuk-fieldset__legend">
                    {move || legend.get()}
                    {optional.then(|| view! { " " <span class="app-optional">{tr!(i18n, common.optional)}</span> })}
                </legend>
                <FieldNotes context=context.clone() hint />
                <div class="govuk-date-input">
                    {part(
                        id.clone(),
                        tr!(i18n, common.day).into(),
                        token("bday-day"),
                        false,
                        |date| &date.day,
                        |date, text| date.day = text,
                    )}
                    {part(
                        format!("{id}-month"),
                        tr!(i18n, common.month).into(),
                        token("bday-month"),
                        false,
                        |date| &date.month,
                        |date, text| date.month = text,
                    )}
                    {part(
                        format!("{id}-year"),
                        tr!(i18n, common.year).into(),
                        token("bday-year"),
                        true,
                        |date| &date.year,
                        |date, text| date.year = text,
                    )}
                </div>
            </fieldset>
        </div>
    }
}

type Get = fn(&DateParts) -> &String;
type Set = fn(&mut DateParts, String);

#[component]
fn Part(
    id: String,
    label: TextProp,
    token: &'static str,
    wide: bool,
    error: Memo<Option<String>>,
    value: RwSignal<DateParts>,
    get: Get,
    set: Set,
) -> impl IntoView {
    let width = if wide {
        "govuk-input--width-4"
    } else {
        "govuk-input--width-2"
    };
    let invalid = move || error.with(Option::is_some);
    view! {
        <div class="govuk-date-input__item">
            <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for=id.clone()>
                    {move || label.get()}
                </label>
                <input
                    class=format!("govuk-input govuk-date-input__input {width}")
                    class:govuk-input--error=invalid
                    id=id.clone()
                    name=id
                    type="text"
                    inputmode="numeric"
                    autocomplete=token
                    aria-invalid=move || invalid().then_some("true")
                    prop:value=move || value.with(|date| get(date).clone())
                    on:input=move |event| value.update(|date| set(date, event_target_value(&event)))
                />
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(day: &str, month: &str, year: &str) -> DateParts {
        DateParts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        }
    }

    #[test]
    fn writes_a_date_as_the_api_wants_it() {
        assert_eq!(parts("", " ", "").to_text(), "");
        assert_eq!(parts("1", "3", "1980").to_text(), "1980-03-01");
        assert_eq!(parts("31", "2", "1980").to_date(), None);
        assert_eq!(parts("x", "", "").to_date(), None);
        let date = NaiveDate::from_ymd_opt(1980, 3, 1);
        for typed in [
            parts("01", "03", "1980"),
            parts("", "", ""),
            parts("", "03", ""),
            parts("31", "", "19-0"),
        ] {
            assert_eq!(DateParts::from_text(&typed.to_text()), typed);
        }
        assert_eq!(parts(" 1", "03 ", "1980").to_date(), date);
        assert_eq!(date.map(DateParts::from), Some(parts("1", "3", "1980")));
    }
}
