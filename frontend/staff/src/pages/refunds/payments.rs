//! What was paid for a request, and the proposal to give it back.

use common::dto::refund::StaffPayment;
use common::money::Cents;
use leptos::prelude::*;
use ui::components::{Button, ButtonKind, SummaryList, SummaryRow, Tag};
use ui::form::language;
use ui::format::day_of;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::propose_dialog::ProposeDialog;
use super::words::{payment_word, status_word, tone};

/// The payments of a request; nothing where none was made.
#[component]
pub fn Payments(
    /// The payments.
    payments: Vec<StaffPayment>,
    /// Called when a refund was proposed.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    if payments.is_empty() {
        return None;
    }
    let rows = payments
        .into_iter()
        .map(move |payment| view! { <Payment payment on_done /> });
    Some(view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_refunds.payments_title)}</h2>
            <SummaryList>{rows.collect_view()}</SummaryList>
        </section>
    })
}

#[component]
fn Payment(payment: StaffPayment, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let (id, fee, cents) = (payment.id, payment.fee, payment.amount_cents);
    let (status, at) = (payment.status, payment.captured_at);
    let paid = move || {
        let date = day_of(i18n.get_locale(), at?);
        Some(t_string!(i18n, staff_refunds.paid_on, date = date).to_string())
    };
    let state = payment.refund.map_or_else(
        || view! { {move || payment_word(i18n, status)} }.into_any(),
        |refund| {
            view! { <Tag tone=tone(refund)>{move || status_word(i18n, refund)}</Tag> }.into_any()
        },
    );
    view! {
        <SummaryRow label=move || fee.label(language(i18n))>
            <strong>{move || Cents(cents).text(language(i18n))}</strong> ", " {paid} <br /> {state}
            {payment
                .may_propose_refund
                .then(|| {
                    view! {
                        <br />
                        <Button kind=ButtonKind::Link on_click=move || open.set(true)>
                            {tr!(i18n, staff_refunds.propose)}
                        </Button>
                        <ProposeDialog id cents open on_done />
                    }
                })}
        </SummaryRow>
    }
}
