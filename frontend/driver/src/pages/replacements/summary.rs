//! Step 3: everything once more, the price, and the order (L. 221-14 of the Code de
//! la consommation: the button says that it obliges to pay).

use common::dto::address::Address;
use common::dto::payment::FeeView;
use common::dto::replacement::ReplacementView;
use common::money::{Cents, percent};
use common::words::ReplacementStep;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{Button, SummaryList, SummaryRow};
use ui::form::language;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::draft::Draft;
use super::waiting::until_page_is_open;
use crate::routes::Page as To;

/// The summary with its order button.
#[component]
pub fn SummaryStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let fee = draft.view.with_untracked(|view| view.fee.clone());
    let is_free = fee.amount_cents == 0;
    view! {
        <p class="govuk-body">{tr!(i18n, replacements.summary_text)}</p>
        <Answers view=draft.view.get_untracked() />
        <Price fee />
        <Show when=move || !is_free>
            <p class="govuk-body">{tr!(i18n, replacements.no_withdrawal)}</p>
            <p class="govuk-body">{tr!(i18n, replacements.hosted)}</p>
        </Show>
        <Order draft is_free />
    }
}

#[component]
fn Answers(view: ReplacementView) -> impl IntoView {
    let i18n = use_i18n();
    let id = view.request.id;
    let change = move |step| To::ReplacementStep(id, step).path();
    let undertaken = view.undertaken;
    let undertaking = move || {
        if undertaken {
            t_string!(i18n, replacements.summary_undertaken_yes)
        } else {
            t_string!(i18n, replacements.summary_undertaken_no)
        }
    };
    let billing = match view.billing_address {
        Some(address) => envelope(address).into_any(),
        None => tr!(i18n, replacements.billing_same).into_any(),
    };
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, replacements.summary_card)>{view.card.serial}</SummaryRow>
            <SummaryRow label=tr!(i18n, replacements.summary_reason)>
                {tr!(i18n, replacements.reason_loss)}
            </SummaryRow>
            <SummaryRow
                label=tr!(i18n, replacements.summary_undertaken)
                change=change(ReplacementStep::Declaration)
            >
                {undertaking}
            </SummaryRow>
            <SummaryRow
                label=tr!(i18n, replacements.delivery_title)
                change=change(ReplacementStep::Addresses)
            >
                {view.delivery_address.map(envelope)}
            </SummaryRow>
            <SummaryRow
                label=tr!(i18n, replacements.billing_title)
                change=change(ReplacementStep::Addresses)
            >
                {billing}
            </SummaryRow>
        </SummaryList>
    }
}

fn envelope(address: Address) -> impl IntoView {
    let place = format!("{} {}", address.postal_code, address.town);
    let lines = address.lines.into_iter().chain([place]);
    lines.map(|line| view! { {line} <br /> }).collect_view()
}

#[component]
fn Price(fee: FeeView) -> impl IntoView {
    let i18n = use_i18n();
    let rate = u32::try_from(fee.vat_basis_points).unwrap_or_default();
    let net = move || {
        let amount = Cents(fee.net_cents).text(language(i18n));
        t_string!(i18n, replacements.price_net, amount = amount).to_string()
    };
    let vat = move || {
        let language = language(i18n);
        let (amount, rate) = (Cents(fee.vat_cents).text(language), percent(rate, language));
        t_string!(i18n, replacements.price_vat, amount = amount, rate = rate).to_string()
    };
    let total = move || {
        let amount = Cents(fee.amount_cents).text(language(i18n));
        t_string!(i18n, replacements.price_total, amount = amount).to_string()
    };
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, replacements.price)}</h2>
        <p class="govuk-body">{net} <br /> {vat} <br /> <strong>{total}</strong></p>
    }
}

#[component]
fn Order(draft: Draft, is_free: bool) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let opening = RwSignal::new(false);
    let order = move || {
        let navigate = navigate.clone();
        let version = draft.view.with_untracked(|view| view.version);
        let call = async move {
            let call = Call::post(format!("{}/payment", draft.path()));
            let view = call.if_match(version).send::<ReplacementView>().await?;
            opening.set(true);
            until_page_is_open(view).await
        };
        draft
            .form
            .run(call, move |page: Option<String>| match page {
                Some(page) => {
                    // Where the browser cannot go, the payment page has the link.
                    let _ = window().location().set_href(&page);
                }
                None => navigate(
                    &To::Replacement(draft.id()).path(),
                    NavigateOptions::default(),
                ),
            });
    };
    let pending = Signal::derive(move || draft.form.is_pending());
    let words = move || {
        if is_free {
            t_string!(i18n, replacements.order_free)
        } else {
            t_string!(i18n, replacements.order)
        }
    };
    view! {
        <Button on_click=order pending>{words}</Button>
        <p class="govuk-body" role="status">
            {move || opening.get().then(|| t_string!(i18n, replacements.opening))}
        </p>
    }
}
