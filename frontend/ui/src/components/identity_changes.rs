//! What an exchange changes, as driver and staff see it.

use common::dto::exchange::ExchangeView;
use common::dto::profile::IdentityView;
use common::words::AccountField;
use leptos::prelude::*;

use crate::format::{country, short_date};
use crate::i18n::{Texts, use_i18n};
use crate::tr;

/// Each field that changes, with what the card says and what the new one will say.
#[component]
pub fn IdentityChanges(
    /// The exchange.
    exchange: ExchangeView,
    /// What a field is called.
    label: fn(Texts, AccountField) -> &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let ExchangeView {
        printed,
        identity,
        changed,
        ..
    } = exchange;
    let line = move |field: AccountField| {
        let (printed, identity) = (printed.clone(), identity.clone());
        let before = move || {
            let printed = printed.as_ref();
            printed.map(|printed| identity_value(i18n, printed, field))
        };
        view! {
            <li>
                <strong>{move || label(i18n, field)}</strong> <br />
                {tr!(i18n, common.on_the_card)} " : " {before} <br />
                {tr!(i18n, common.on_the_new_card)} " : "
                {move || identity_value(i18n, &identity, field)}
            </li>
        }
    };
    let lines = changed.into_iter().map(line).collect_view();
    view! { <ul class="govuk-list govuk-list--spaced">{lines}</ul> }
}

/// What stands in a field that an exchange may be about.
pub fn identity_value(i18n: Texts, identity: &IdentityView, field: AccountField) -> String {
    let text = match field {
        AccountField::SurnameBirth => identity.surname_birth.clone(),
        AccountField::SurnameUsage => identity.surname_usage.clone().unwrap_or_default(),
        AccountField::FirstNames => identity.first_names.clone(),
        AccountField::BirthDate => short_date(i18n.get_locale(), identity.birth_date),
        AccountField::BirthPlace => identity.birth_place.clone(),
        AccountField::BirthCountry => country(i18n, &identity.birth_country),
        AccountField::LicenceCountry => country(i18n, &identity.licence.country),
        AccountField::LicenceNumber => identity.licence.number.clone(),
        _ => String::new(),
    };
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}
