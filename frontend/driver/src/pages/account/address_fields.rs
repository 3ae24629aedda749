//! A postal address as typed.

use common::countries::Country;
use common::dto::address::Address;
use leptos::prelude::*;
use ui::components::{Choice, SelectField, TextField};
use ui::form::language;
use ui::i18n::use_i18n;
use ui::tr;

/// A postal address as typed.
#[derive(Clone, Copy)]
pub struct AddressInputs {
    lines: [RwSignal<String>; 3],
    postal_code: RwSignal<String>,
    town: RwSignal<String>,
    country: RwSignal<String>,
}

impl AddressInputs {
    /// Starts from an address; an empty one is in France.
    #[must_use]
    pub fn new(address: &Address) -> Self {
        let line =
            |index: usize| RwSignal::new(address.lines.get(index).cloned().unwrap_or_default());
        let country = if address.country.is_empty() {
            "FR"
        } else {
            &address.country
        };
        Self {
            lines: [line(0), line(1), line(2)],
            postal_code: RwSignal::new(address.postal_code.clone()),
            town: RwSignal::new(address.town.clone()),
            country: RwSignal::new(country.to_owned()),
        }
    }

    /// What was typed; follows changes. Empty lines at the end are left out.
    #[must_use]
    pub fn value(self) -> Address {
        let mut lines: Vec<String> = self
            .lines
            .iter()
            .map(|line| line.get().trim().to_owned())
            .collect();
        while lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        Address {
            lines,
            postal_code: self.postal_code.get(),
            town: self.town.get(),
            country: self.country.get(),
        }
    }
}

/// All countries, with the French names or the English ones.
pub fn country_choices() -> Signal<Vec<Choice>> {
    let i18n = use_i18n();
    Signal::derive(move || {
        let language = language(i18n);
        let countries = Country::list(language).into_iter();
        countries
            .map(|country| Choice::new(country.as_str(), country.name(language).to_owned()))
            .collect()
    })
}

/// The inputs of a postal address.
#[component]
pub fn AddressFields(
    /// What is typed.
    inputs: AddressInputs,
    /// JSON pointer of the address, such as `/address`.
    #[prop(into)]
    pointer: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let [first, second, third] = inputs.lines;
    let at = |part: &str| format!("{pointer}/{part}");
    view! {
        <TextField
            pointer=at("lines/0")
            label=tr!(i18n, account.address_line_1)
            value=first
            autocomplete="address-line1"
        />
        <TextField
            pointer=at("lines/1")
            label=tr!(i18n, account.address_line_2)
            value=second
            autocomplete="address-line2"
            optional=true
        />
        <TextField
            pointer=at("lines/2")
            label=tr!(i18n, account.address_line_3)
            value=third
            autocomplete="address-line3"
            optional=true
        />
        <TextField
            pointer=at("postal_code")
            label=tr!(i18n, account.postal_code)
            value=inputs.postal_code
            autocomplete="postal-code"
            width=10
        />
        <TextField
            pointer=at("town")
            label=tr!(i18n, account.town)
            value=inputs.town
            autocomplete="address-level2"
            width=20
        />
        <SelectField
            pointer=at("country")
            label=tr!(i18n, account.country)
            value=inputs.country
            choices=country_choices()
            autocomplete="country"
        />
    }
}
