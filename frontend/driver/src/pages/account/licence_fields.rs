//! A driving licence as typed, with help to find its number.

use common::dto::account::{CategoryForm, LicenceForm};
use common::dto::profile::LicenceView;
use common::words::{LicenceCategory, LicenceModel};
use leptos::prelude::*;
use ui::components::{
    CheckboxGroup, Choice, DateField, DateParts, LicenceNumberHelp, RadioGroup, SelectField,
    TextField,
};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::address_fields::country_choices;

/// The end of validity of each category, ticked or not: unticking loses nothing.
type Ends = [RwSignal<DateParts>; LicenceCategory::ALL.len()];

/// A driving licence as typed.
#[derive(Clone, Copy)]
pub struct LicenceInputs {
    model: RwSignal<String>,
    country: RwSignal<String>,
    number: RwSignal<String>,
    document_number: RwSignal<String>,
    issued_on: RwSignal<DateParts>,
    expires_on: RwSignal<DateParts>,
    authority: RwSignal<String>,
    categories: RwSignal<Vec<String>>,
    ends: Ends,
}

impl LicenceInputs {
    /// Nothing typed yet.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            model: RwSignal::default(),
            country: RwSignal::default(),
            number: RwSignal::default(),
            document_number: RwSignal::default(),
            issued_on: RwSignal::default(),
            expires_on: RwSignal::default(),
            authority: RwSignal::default(),
            categories: RwSignal::default(),
            ends: std::array::from_fn(|_| RwSignal::default()),
        }
    }

    /// Starts from what is recorded.
    #[must_use]
    pub fn of(licence: &LicenceView) -> Self {
        let date = |date: Option<chrono::NaiveDate>| {
            RwSignal::new(date.map(DateParts::from).unwrap_or_default())
        };
        let held = |category| {
            licence
                .categories
                .iter()
                .find(|held| held.category == category)
        };
        let end = |index: usize| {
            let category = LicenceCategory::ALL.get(index).copied();
            date(category.and_then(held).map(|held| held.valid_until))
        };
        let ticked = LicenceCategory::ALL
            .iter()
            .filter(|category| held(**category).is_some());
        Self {
            model: RwSignal::new(licence.model.to_string()),
            country: RwSignal::new(licence.country.clone()),
            number: RwSignal::new(licence.number.clone()),
            document_number: RwSignal::new(licence.document_number.clone().unwrap_or_default()),
            issued_on: date(licence.issued_on),
            expires_on: date(licence.expires_on),
            authority: RwSignal::new(licence.authority.clone().unwrap_or_default()),
            categories: RwSignal::new(ticked.map(ToString::to_string).collect()),
            ends: std::array::from_fn(end),
        }
    }

    /// Starts from what was typed before.
    #[must_use]
    pub fn typed(form: &LicenceForm) -> Self {
        let text = |value: &str| RwSignal::new(value.to_owned());
        let date = |value: &str| RwSignal::new(DateParts::from_text(value));
        let end = |index: usize| {
            let category = LicenceCategory::ALL.get(index);
            let mut held = form.categories.iter();
            let held = held.find(|held| Some(&held.category) == category);
            date(held.map_or("", |held| held.valid_until.as_str()))
        };
        let ticked = form.categories.iter();
        Self {
            model: text(form.model.map_or("", LicenceModel::as_str)),
            country: text(&form.country),
            number: text(&form.number),
            document_number: text(&form.document_number),
            issued_on: date(&form.issued_on),
            expires_on: date(&form.expires_on),
            authority: text(&form.authority),
            categories: RwSignal::new(ticked.map(|held| held.category.to_string()).collect()),
            ends: std::array::from_fn(end),
        }
    }

    fn chosen_model(self) -> Option<LicenceModel> {
        self.model.with(|model| model.parse().ok())
    }

    fn is_foreign(self) -> bool {
        self.chosen_model() == Some(LicenceModel::Foreign)
    }

    fn ticked(self) -> Vec<(LicenceCategory, RwSignal<DateParts>)> {
        let all = LicenceCategory::ALL.iter().copied().zip(self.ends);
        self.categories.with(|ticked| {
            let is_ticked =
                |category: LicenceCategory| ticked.iter().any(|word| word == category.as_str());
            all.filter(|(category, _)| is_ticked(*category)).collect()
        })
    }

    /// What was typed; follows changes.
    #[must_use]
    pub fn value(self) -> LicenceForm {
        let model = self.chosen_model();
        let country = match model {
            Some(LicenceModel::Foreign) | None => self.country.get(),
            Some(_) => "FR".to_owned(),
        };
        let category = |(category, end): (LicenceCategory, RwSignal<DateParts>)| CategoryForm {
            category,
            valid_until: end.get().to_text(),
        };
        LicenceForm {
            model,
            country,
            number: self.number.get(),
            document_number: self.document_number.get(),
            issued_on: self.issued_on.get().to_text(),
            expires_on: self.expires_on.get().to_text(),
            authority: self.authority.get(),
            categories: self.ticked().into_iter().map(category).collect(),
        }
    }
}

/// The inputs of a licence; pointers begin with `/identity/licence`.
#[component]
pub fn LicenceFields(
    /// What is typed.
    inputs: LicenceInputs,
) -> impl IntoView {
    let i18n = use_i18n();
    let models = Signal::stored(vec![
        Choice::new(
            LicenceModel::EuCard2013,
            tr!(i18n, account.licence_model_card),
        ),
        Choice::new(
            LicenceModel::PinkPaper,
            tr!(i18n, account.licence_model_pink),
        ),
        Choice::new(
            LicenceModel::Foreign,
            tr!(i18n, account.licence_model_foreign),
        ),
    ]);
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, account.licence_heading)}</h2>
        <RadioGroup
            pointer="/identity/licence/model"
            legend=tr!(i18n, account.licence_model)
            value=inputs.model
            choices=models
        />
        <Show when=move || inputs.is_foreign()>
            <SelectField
                pointer="/identity/licence/country"
                label=tr!(i18n, account.licence_country)
                value=inputs.country
                choices=country_choices()
            />
        </Show>
        <NumberFields inputs />
        <DateField
            pointer="/identity/licence/issued_on"
            legend=tr!(i18n, account.licence_issued_on)
            hint=tr!(i18n, account.licence_issued_on_hint)
            value=inputs.issued_on
        />
        <DateField
            pointer="/identity/licence/expires_on"
            legend=tr!(i18n, account.licence_expires_on)
            hint=tr!(i18n, account.licence_expires_on_hint)
            value=inputs.expires_on
            optional=true
        />
        <TextField
            pointer="/identity/licence/authority"
            label=tr!(i18n, account.licence_authority)
            hint=tr!(i18n, account.licence_authority_hint)
            value=inputs.authority
            optional=true
        />
        <CategoryFields inputs />
    }
}

/// The two numbers, told apart, with drawings of where they stand.
#[component]
fn NumberFields(inputs: LicenceInputs) -> impl IntoView {
    let i18n = use_i18n();
    let helped = RwSignal::new(false);
    let hint = move || {
        if inputs.is_foreign() {
            t_string!(i18n, account.licence_number_hint_foreign)
        } else {
            t_string!(i18n, account.licence_number_hint_french)
        }
    };
    let model = Signal::derive(move || inputs.chosen_model());
    view! {
        <TextField
            pointer="/identity/licence/number"
            label=tr!(i18n, account.licence_number)
            hint=hint
            value=inputs.number
            width=20
            on_focus=move || helped.set(true)
        >
            <p class="govuk-hint" aria-live="polite">{move || understood(i18n, inputs)}</p>
            <Show when=move || helped.get()>
                <LicenceNumberHelp model />
            </Show>
        </TextField>
        <Show when=move || inputs.chosen_model() == Some(LicenceModel::EuCard2013)>
            <TextField
                pointer="/identity/licence/document_number"
                label=tr!(i18n, account.licence_document_number)
                hint=tr!(i18n, account.licence_document_number_hint)
                value=inputs.document_number
                width=20
                optional=true
            />
        </Show>
    }
}

/// "12 chiffres reconnus", as soon as they are.
fn understood(i18n: Texts, inputs: LicenceInputs) -> Option<String> {
    if inputs.is_foreign() {
        return None;
    }
    let digits: String = inputs
        .number
        .with(|number| number.chars().filter(char::is_ascii_digit).collect());
    let other = inputs
        .number
        .with(|number| number.chars().any(char::is_alphabetic));
    if other || digits.len() != 12 {
        return None;
    }
    let (front, rest) = digits.split_at(4);
    let (middle, end) = rest.split_at(4);
    let number = format!("{front} {middle} {end}");
    Some(t_string!(i18n, account.licence_number_understood, number = number).to_string())
}

/// The heavy categories, and the end of each that is ticked.
#[component]
fn CategoryFields(inputs: LicenceInputs) -> impl IntoView {
    let i18n = use_i18n();
    let choices = LicenceCategory::ALL.iter().map(|category| {
        let category = *category;
        Choice::new(category, move || category_label(i18n, category))
    });
    let choices = Signal::stored(choices.collect::<Vec<_>>());
    let ends = move || {
        let ticked = inputs.ticked().into_iter().enumerate();
        let field =
            move |(index, (category, end)): (usize, (LicenceCategory, RwSignal<DateParts>))| {
                let legend = move || {
                    t_string!(i18n, account.category_until, category = category.as_str())
                        .to_string()
                };
                view! {
                    <DateField
                        pointer=format!("/identity/licence/categories/{index}/valid_until")
                        legend=legend
                        hint=tr!(i18n, account.category_until_hint)
                        value=end
                    />
                }
            };
        ticked.map(field).collect_view()
    };
    view! {
        <CheckboxGroup
            pointer="/identity/licence/categories"
            legend=tr!(i18n, account.categories)
            hint=tr!(i18n, account.categories_hint)
            values=inputs.categories
            choices=choices
        />
        {ends}
    }
}

fn category_label(i18n: Texts, category: LicenceCategory) -> &'static str {
    match category {
        LicenceCategory::C1 => t_string!(i18n, account.category_c1),
        LicenceCategory::C1E => t_string!(i18n, account.category_c1e),
        LicenceCategory::C => t_string!(i18n, account.category_c),
        LicenceCategory::CE => t_string!(i18n, account.category_ce),
        LicenceCategory::D1 => t_string!(i18n, account.category_d1),
        LicenceCategory::D1E => t_string!(i18n, account.category_d1e),
        LicenceCategory::D => t_string!(i18n, account.category_d),
        LicenceCategory::DE => t_string!(i18n, account.category_de),
    }
}
