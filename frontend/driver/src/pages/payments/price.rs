//! What is to be paid, and what the law wants said before.

use common::dto::payment::FeeView;
use common::money::{Cents, percent};
use leptos::prelude::*;
use ui::form::language;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// The amount with its parts.
#[component]
pub fn Price(
    /// What it costs.
    fee: FeeView,
) -> impl IntoView {
    let i18n = use_i18n();
    let rate = u32::try_from(fee.vat_basis_points).unwrap_or_default();
    let net = move || {
        let amount = Cents(fee.net_cents).text(language(i18n));
        t_string!(i18n, payments.price_net, amount = amount).to_string()
    };
    let vat = move || {
        let language = language(i18n);
        let (amount, rate) = (Cents(fee.vat_cents).text(language), percent(rate, language));
        t_string!(i18n, payments.price_vat, amount = amount, rate = rate).to_string()
    };
    let total = move || {
        let amount = Cents(fee.amount_cents).text(language(i18n));
        t_string!(i18n, payments.price_total, amount = amount).to_string()
    };
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, payments.price)}</h2>
        <p class="govuk-body">{net} <br /> {vat} <br /> <strong>{total}</strong></p>
    }
}

/// What the law wants said before somebody pays, and where the payment takes place.
#[component]
pub fn OrderNotes(
    /// Whether a service is ordered, such as sending a letter, and not a card.
    #[prop(optional)]
    is_service: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let withdrawal = move || {
        if is_service {
            t_string!(i18n, payments.no_withdrawal_service)
        } else {
            t_string!(i18n, payments.no_withdrawal)
        }
    };
    view! {
        <p class="govuk-body">{withdrawal}</p>
        <p class="govuk-body">{tr!(i18n, payments.hosted)}</p>
    }
}
