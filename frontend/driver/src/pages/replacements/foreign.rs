//! A qualification of another State, as it stands on its card or licence.

use common::countries::Country;
use common::dto::exchange::{ForeignQualification, ForeignQualificationForm};
use common::dto::replacement::UpdateReplacementRequest;
use common::field_error::Faults;
use common::rules::exchange::may_have_issued;
use common::rules::policy::ExchangePolicy;
use common::validation::foreign_qualification::check_foreign;
use common::words::{ReplacementStep, Sector};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{
    CheckboxGroup, Choice, DateField, DateParts, Form, SelectField, SubmitButton, TextField,
};
use ui::form::language;
use ui::format::today;
use ui::i18n::use_i18n;
use ui::tr;

use super::draft::Draft;
use crate::routes::Page as To;
use crate::words::sector;

/// As it is being typed. Copies share the same signals.
#[derive(Clone, Copy)]
struct Inputs {
    country: RwSignal<String>,
    number: RwSignal<String>,
    sectors: RwSignal<Vec<String>>,
    until: RwSignal<DateParts>,
}

impl Inputs {
    fn of(known: Option<&ForeignQualification>) -> Self {
        let text = |text: Option<&String>| RwSignal::new(text.cloned().unwrap_or_default());
        let sectors = known.map(|known| known.sectors.iter().map(ToString::to_string).collect());
        Self {
            country: text(known.map(|known| &known.country)),
            number: text(known.map(|known| &known.document_number)),
            sectors: RwSignal::new(sectors.unwrap_or_default()),
            until: RwSignal::new(
                known
                    .map(|known| known.valid_until.into())
                    .unwrap_or_default(),
            ),
        }
    }

    fn form(self) -> ForeignQualificationForm {
        let sectors = self.sectors.get_untracked();
        ForeignQualificationForm {
            country: self.country.get_untracked(),
            document_number: self.number.get_untracked(),
            sectors: sectors
                .iter()
                .filter_map(|word| word.parse().ok())
                .collect(),
            valid_until: self.until.with_untracked(DateParts::to_text),
        }
    }
}

/// The State, the number, the sectors and the last day.
#[component]
pub fn ForeignStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let inputs = draft.view.with_untracked(|view| {
        let exchange = view.exchange.as_ref();
        Inputs::of(exchange.and_then(|exchange| exchange.foreign.as_ref()))
    });
    let submit = move || {
        let form = inputs.form();
        if !draft.form.accept(check(&form)) {
            return;
        }
        let change = UpdateReplacementRequest {
            foreign: Some(form),
            ..Default::default()
        };
        let navigate = navigate.clone();
        draft.save(ReplacementStep::Foreign, change, move |id, next| {
            let to = To::ReplacementStep(id, next);
            navigate(&to.path(), NavigateOptions::default());
        });
    };
    let countries = Signal::derive(move || {
        let language = language(i18n);
        let others = Country::list(language).into_iter();
        others
            .filter(|country| may_have_issued(*country))
            .map(|country| Choice::new(country.as_str(), country.name(language).to_owned()))
            .collect::<Vec<_>>()
    });
    let choice = move |one: &Sector| {
        let one = *one;
        Choice::new(one, move || sector(i18n, one))
    };
    let sectors: Vec<_> = Sector::ALL.iter().map(choice).collect();
    view! {
        <p class="govuk-body">{tr!(i18n, replacements.foreign_text)}</p>
        <Form state=draft.form on_submit=submit>
            <SelectField
                pointer="/foreign/country"
                label=tr!(i18n, replacements.foreign_country)
                value=inputs.country
                choices=countries
            />
            <TextField
                pointer="/foreign/document_number"
                label=tr!(i18n, replacements.foreign_number)
                hint=tr!(i18n, replacements.foreign_number_hint)
                value=inputs.number
            />
            <CheckboxGroup
                pointer="/foreign/sectors"
                legend=tr!(i18n, replacements.foreign_sectors)
                values=inputs.sectors
                choices=Signal::stored(sectors)
            />
            <DateField
                pointer="/foreign/valid_until"
                legend=tr!(i18n, replacements.foreign_until)
                hint=tr!(i18n, replacements.foreign_until_hint)
                value=inputs.until
            />
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
}

/// What is wrong. How long one may last is the operator's to say, and the server's to check.
fn check(form: &ForeignQualificationForm) -> Faults {
    let policy = ExchangePolicy {
        max_years: 100,
        ..ExchangePolicy::default()
    };
    let mut faults = Faults::new();
    faults.within("/foreign", |faults| {
        check_foreign(form, today(), &policy, faults)
    });
    faults
}
