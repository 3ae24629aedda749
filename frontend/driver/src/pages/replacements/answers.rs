//! What was answered, step by step, with the way back to each.

use common::documents_required::title_of;
use common::dto::address::Address;
use common::dto::exchange::ExchangeView;
use common::dto::replacement::{CardDefect, ReplacementView};
use common::dto::request::DocumentView;
use common::words::{AccountField, ReplacementStep};
use leptos::prelude::*;
use ui::components::{DefectList, SummaryList, SummaryRow, identity_value};
use ui::form::language;
use ui::format::{country, date};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::words::{is_picture, reason_word};
use crate::routes::Page as To;
use crate::words::{account_field, sectors};

/// All answers, each with "Modifier".
#[component]
pub fn Answers(
    /// The replacement.
    view: ReplacementView,
) -> impl IntoView {
    let i18n = use_i18n();
    let purpose = view.purpose;
    let serial = view.card.as_ref().map(|card| card.serial.clone());
    let exchange = view.exchange.as_ref().map(|exchange| exchange.reason);
    let reason = move || match exchange {
        Some(reason) => reason.label(language(i18n)),
        None => reason_word(i18n, purpose),
    };
    let steps = view.steps.iter();
    let answers = steps.map(|step| answer(i18n, &view, *step)).collect_view();
    view! {
        <SummaryList>
            {serial
                .map(|serial| {
                    view! { <SummaryRow label=tr!(i18n, replacements.summary_card)>{serial}</SummaryRow> }
                })}
            <SummaryRow label=tr!(i18n, replacements.summary_reason)>{reason}</SummaryRow>
            {answers}
        </SummaryList>
    }
}

fn answer(i18n: Texts, view: &ReplacementView, step: ReplacementStep) -> AnyView {
    let change = To::ReplacementStep(view.request.id, step).path();
    let (label, value): (TextProp, _) = match step {
        ReplacementStep::Declaration => (
            tr!(i18n, replacements.summary_undertaken).into(),
            undertaking(i18n, view.undertaken),
        ),
        ReplacementStep::Defects => (
            tr!(i18n, replacements.summary_defects).into(),
            defects(view.defects.clone()),
        ),
        ReplacementStep::Report => (
            tr!(i18n, replacements.summary_report).into(),
            given(i18n, &view.documents),
        ),
        ReplacementStep::Change => (
            tr!(i18n, replacements.step_change).into(),
            changes(i18n, view.exchange.as_ref()),
        ),
        ReplacementStep::Foreign => (
            tr!(i18n, replacements.step_foreign).into(),
            foreign(i18n, view.exchange.as_ref()),
        ),
        ReplacementStep::Evidence => (
            tr!(i18n, replacements.step_evidence).into(),
            given(i18n, &of_step(view, false)),
        ),
        ReplacementStep::Pictures => (
            tr!(i18n, replacements.step_pictures).into(),
            given(i18n, &of_step(view, true)),
        ),
        ReplacementStep::Addresses => {
            let view = view.clone();
            return view! { <Addresses view change /> }.into_any();
        }
        ReplacementStep::Summary => return ().into_any(),
    };
    view! { <SummaryRow label change>{value}</SummaryRow> }.into_any()
}

fn defects(defects: Vec<CardDefect>) -> AnyView {
    view! { <DefectList defects /> }.into_any()
}

fn undertaking(i18n: Texts, undertaken: bool) -> AnyView {
    let words = move || {
        if undertaken {
            t_string!(i18n, replacements.summary_undertaken_yes)
        } else {
            t_string!(i18n, replacements.summary_undertaken_no)
        }
    };
    words.into_any()
}

/// The documents of one of two steps, where photo and signature have their own.
fn of_step(view: &ReplacementView, is_pictures: bool) -> Vec<DocumentView> {
    let has_pictures = view.steps.contains(&ReplacementStep::Pictures);
    let mut documents = view.documents.clone();
    documents.retain(|document| !has_pictures || is_picture(document.kind) == is_pictures);
    documents
}

/// The files that were given, each with what it shows.
fn given(i18n: Texts, documents: &[DocumentView]) -> AnyView {
    if documents.is_empty() {
        return tr!(i18n, requests.missing).into_any();
    }
    let line = |document: &DocumentView| {
        let (kind, name) = (document.kind, document.name.clone());
        view! { <li>{move || title_of(kind, language(i18n))} " : " {name}</li> }
    };
    let lines = documents.iter().map(line).collect_view();
    view! { <ul class="govuk-list">{lines}</ul> }.into_any()
}

/// What the new card will say otherwise.
fn changes(i18n: Texts, exchange: Option<&ExchangeView>) -> AnyView {
    let line = |exchange: &ExchangeView, field: AccountField| {
        let identity = exchange.identity.clone();
        let value = move || identity_value(i18n, &identity, field);
        view! { <li>{move || account_field(i18n, field)} " : " {value}</li> }
    };
    let lines = exchange.map(|exchange| {
        let fields = exchange.changed.iter();
        fields.map(|field| line(exchange, *field)).collect_view()
    });
    view! { <ul class="govuk-list">{lines}</ul> }.into_any()
}

/// What stands on the card or licence of the other State.
fn foreign(i18n: Texts, exchange: Option<&ExchangeView>) -> AnyView {
    let Some(foreign) = exchange.and_then(|exchange| exchange.foreign.clone()) else {
        return tr!(i18n, requests.missing).into_any();
    };
    let (issuer, number) = (foreign.country, foreign.document_number);
    let issued = move || format!("{}, {number}", country(i18n, &issuer));
    let (held, until) = (foreign.sectors, foreign.valid_until);
    let until = move || {
        let date = date(i18n.get_locale(), until);
        t_string!(i18n, replacements.card_choice_hint, date = date).to_string()
    };
    view! { {issued} <br /> {move || sectors(i18n, &held)} <br /> {until} }.into_any()
}

#[component]
fn Addresses(view: ReplacementView, change: String) -> impl IntoView {
    let i18n = use_i18n();
    let billing = match view.billing_address {
        Some(address) => envelope(address).into_any(),
        None => tr!(i18n, replacements.billing_same).into_any(),
    };
    view! {
        <SummaryRow label=tr!(i18n, replacements.delivery_title) change=change.clone()>
            {view.delivery_address.map(envelope)}
        </SummaryRow>
        <SummaryRow label=tr!(i18n, replacements.billing_title) change>
            {billing}
        </SummaryRow>
    }
}

fn envelope(address: Address) -> impl IntoView {
    let place = format!("{} {}", address.postal_code, address.town);
    let lines = address.lines.into_iter().chain([place]);
    lines.map(|line| view! { {line} <br /> }).collect_view()
}
