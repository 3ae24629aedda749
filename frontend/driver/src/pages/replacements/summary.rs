//! The last step: everything once more, the price, and the order.

use common::dto::payment::FeeView;
use common::dto::replacement::ReplacementView;
use common::money::Cents;
use common::words::RequestPurpose;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::Button;
use ui::form::language;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::answers::Answers;
use super::draft::Draft;
use crate::pages::payments::{OpeningLine, OrderNotes, Ordering, Price, order_words};
use crate::routes::Page as To;

/// The summary with its order button.
#[component]
pub fn SummaryStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let (fee, purpose) = draft
        .view
        .with_untracked(|view| (view.fee.clone(), view.purpose));
    if purpose == RequestPurpose::Quality {
        return view! { <QualitySummary draft fee /> }.into_any();
    }
    let is_free = fee.amount_cents == 0;
    view! {
        <p class="govuk-body">{tr!(i18n, replacements.summary_text)}</p>
        <Answers view=draft.view.get_untracked() />
        <Price fee />
        <Show when=move || !is_free>
            <OrderNotes />
        </Show>
        <Order draft is_free />
    }
    .into_any()
}

/// A defective card: nothing is paid now.
#[component]
fn QualitySummary(draft: Draft, fee: FeeView) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let price = move || {
        let amount = Cents(fee.amount_cents).text(language(i18n));
        t_string!(i18n, replacements.quality_price, amount = amount).to_string()
    };
    let send = move || {
        let navigate = navigate.clone();
        let version = draft.view.with_untracked(|view| view.version);
        let call = Call::post(format!("{}/submission", draft.path())).if_match(version);
        draft.form.run(call.send::<ReplacementView>(), move |view| {
            let to = To::Request(view.request.id);
            navigate(&to.path(), NavigateOptions::default());
        });
    };
    let pending = Signal::derive(move || draft.form.is_pending());
    view! {
        <p class="govuk-body">{tr!(i18n, replacements.summary_text)}</p>
        <Answers view=draft.view.get_untracked() />
        <p class="govuk-body">{price}</p>
        <Button on_click=send pending>{tr!(i18n, replacements.quality_send)}</Button>
    }
}

#[component]
fn Order(draft: Draft, is_free: bool) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let ordering = Ordering::new(draft.form);
    let order = move || {
        let navigate = navigate.clone();
        let version = draft.view.with_untracked(|view| view.version);
        let call = Call::post(format!("{}/payment", draft.path())).if_match(version);
        ordering.run(call.send::<ReplacementView>(), move || {
            let to = To::Replacement(draft.id());
            navigate(&to.path(), NavigateOptions::default());
        });
    };
    let pending = Signal::derive(move || draft.form.is_pending());
    view! {
        <Button on_click=order pending>{move || order_words(i18n, is_free)}</Button>
        <OpeningLine ordering />
    }
}
