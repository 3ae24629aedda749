//! Identity and licence as typed, for a new account and for corrections.

use common::dto::account::IdentityForm;
use common::dto::profile::IdentityView;
use leptos::prelude::*;
use ui::components::{DateField, DateParts, SelectField, TextField};
use ui::i18n::use_i18n;
use ui::tr;

use super::address_fields::country_choices;
use super::licence_fields::{LicenceFields, LicenceInputs};

/// Identity and licence as typed.
#[derive(Clone, Copy)]
pub struct IdentityInputs {
    surname_birth: RwSignal<String>,
    surname_usage: RwSignal<String>,
    first_names: RwSignal<String>,
    birth_date: RwSignal<DateParts>,
    birth_place: RwSignal<String>,
    birth_country: RwSignal<String>,
    nationality: RwSignal<String>,
    licence: LicenceInputs,
}

impl IdentityInputs {
    /// Nothing typed yet; born in France unless changed.
    #[must_use]
    pub fn empty() -> Self {
        let text = |value: &str| RwSignal::new(value.to_owned());
        Self {
            surname_birth: text(""),
            surname_usage: text(""),
            first_names: text(""),
            birth_date: RwSignal::default(),
            birth_place: text(""),
            birth_country: text("FR"),
            nationality: text("FR"),
            licence: LicenceInputs::empty(),
        }
    }

    /// Starts from what is recorded.
    #[must_use]
    pub fn of(identity: &IdentityView) -> Self {
        let text = |value: &str| RwSignal::new(value.to_owned());
        Self {
            surname_birth: text(&identity.surname_birth),
            surname_usage: text(identity.surname_usage.as_deref().unwrap_or_default()),
            first_names: text(&identity.first_names),
            birth_date: RwSignal::new(identity.birth_date.into()),
            birth_place: text(&identity.birth_place),
            birth_country: text(&identity.birth_country),
            nationality: text(&identity.nationality),
            licence: LicenceInputs::of(&identity.licence),
        }
    }

    /// Starts from what was typed before.
    #[must_use]
    pub fn typed(form: &IdentityForm) -> Self {
        let text = |value: &str| RwSignal::new(value.to_owned());
        Self {
            surname_birth: text(&form.surname_birth),
            surname_usage: text(&form.surname_usage),
            first_names: text(&form.first_names),
            birth_date: RwSignal::new(DateParts::from_text(&form.birth_date)),
            birth_place: text(&form.birth_place),
            birth_country: text(&form.birth_country),
            nationality: text(&form.nationality),
            licence: LicenceInputs::typed(&form.licence),
        }
    }

    /// What was typed; follows changes.
    #[must_use]
    pub fn value(self) -> IdentityForm {
        IdentityForm {
            surname_birth: self.surname_birth.get(),
            surname_usage: self.surname_usage.get(),
            first_names: self.first_names.get(),
            birth_date: self.birth_date.get().to_text(),
            birth_place: self.birth_place.get(),
            birth_country: self.birth_country.get(),
            nationality: self.nationality.get(),
            licence: self.licence.value(),
        }
    }
}

/// The inputs of identity and licence; pointers begin with `/identity`.
#[component]
pub fn IdentityFields(
    /// What is typed.
    inputs: IdentityInputs,
) -> impl IntoView {
    let i18n = use_i18n();
    let countries = country_choices();
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, account.identity_heading)}</h2>
        <p class="govuk-body">{tr!(i18n, account.identity_intro)}</p>
        <TextField
            pointer="/identity/surname_birth"
            label=tr!(i18n, account.surname_birth)
            value=inputs.surname_birth
            autocomplete="family-name"
        />
        <TextField
            pointer="/identity/surname_usage"
            label=tr!(i18n, account.surname_usage)
            hint=tr!(i18n, account.surname_usage_hint)
            value=inputs.surname_usage
            optional=true
        />
        <TextField
            pointer="/identity/first_names"
            label=tr!(i18n, account.first_names)
            hint=tr!(i18n, account.first_names_hint)
            value=inputs.first_names
            autocomplete="given-name"
        />
        <DateField
            pointer="/identity/birth_date"
            legend=tr!(i18n, account.birth_date)
            hint=tr!(i18n, account.birth_date_hint)
            value=inputs.birth_date
            birthday=true
        />
        <TextField pointer="/identity/birth_place" label=tr!(i18n, account.birth_place) value=inputs.birth_place />
        <SelectField
            pointer="/identity/birth_country"
            label=tr!(i18n, account.birth_country)
            value=inputs.birth_country
            choices=countries
        />
        <SelectField
            pointer="/identity/nationality"
            label=tr!(i18n, account.nationality)
            hint=tr!(i18n, account.nationality_hint)
            value=inputs.nationality
            choices=countries
        />
        <LicenceFields inputs=inputs.licence />
    }
}
