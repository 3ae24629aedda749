//! What the check of a card found.

use common::dto::card::{CardCheck, CheckedCard};
use common::statuses::CardStanding;
use leptos::prelude::*;
use ui::components::{SummaryList, SummaryRow};
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::result::{CheckedAt, Verdict};

/// The result of a check.
#[component]
pub fn CardResult(
    /// What was found.
    check: CardCheck,
) -> impl IntoView {
    let i18n = use_i18n();
    let standing = check.standing;
    let (kind, mark) = look(standing);
    view! {
        <section aria-labelledby="result">
            <Verdict kind mark title=move || title(i18n, standing) text=move || text(i18n, standing) />
            {check.card.map(|card| view! { <Shown card /> })}
            <CheckedAt at=check.checked_at />
        </section>
    }
}

/// What the card shows, to be compared.
#[component]
fn Shown(card: CheckedCard) -> impl IntoView {
    let i18n = use_i18n();
    let (born, issued_on, until) = (card.birth_date, card.issued_on, card.valid_until);
    let lines = card.categories.into_iter().map(move |line| {
        let category = line.category.as_str();
        let text = move || {
            let date = date(i18n.get_locale(), line.code_95_until);
            t_string!(i18n, verify.card_category, category = category, date = date).to_string()
        };
        view! { <li>{text}</li> }
    });
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, verify.serial)>{card.serial}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.surname)>{card.surname}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.first_names)>{card.first_names}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.birth_date)>{move || date(i18n.get_locale(), born)}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.categories)>
                <ul class="govuk-list">{lines.collect_view()}</ul>
            </SummaryRow>
            <SummaryRow label=tr!(i18n, verify.issued_on)>{move || date(i18n.get_locale(), issued_on)}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.valid_until)>{move || date(i18n.get_locale(), until)}</SummaryRow>
        </SummaryList>
    }
}

/// The look of the verdict on a certificate that says as much, and its mark.
const fn look(standing: Option<CardStanding>) -> (&'static str, &'static str) {
    match standing {
        None => ("unknown", "?"),
        Some(CardStanding::Valid) => ("valid", "✓"),
        Some(CardStanding::Expired) => ("expired", "⏱"),
        Some(CardStanding::Replaced) => ("superseded", "↪"),
        Some(CardStanding::InProduction | CardStanding::OnItsWay | CardStanding::Returned) => {
            ("superseded", "…")
        }
        Some(
            CardStanding::Lost
            | CardStanding::Stolen
            | CardStanding::Revoked
            | CardStanding::Destroyed,
        ) => ("revoked", "⊘"),
    }
}

fn title(i18n: Texts, standing: Option<CardStanding>) -> &'static str {
    match standing {
        None => t_string!(i18n, verify.unknown),
        Some(CardStanding::Valid) => t_string!(i18n, verify.card_valid),
        Some(CardStanding::Expired) => t_string!(i18n, verify.card_expired),
        Some(CardStanding::InProduction | CardStanding::OnItsWay) => {
            t_string!(i18n, verify.card_not_yet)
        }
        Some(CardStanding::Returned) => t_string!(i18n, verify.card_returned),
        Some(_) => t_string!(i18n, verify.card_invalid),
    }
}

fn text(i18n: Texts, standing: Option<CardStanding>) -> &'static str {
    match standing {
        None => t_string!(i18n, verify.card_unknown_text),
        Some(CardStanding::Valid) => t_string!(i18n, verify.card_valid_text),
        Some(CardStanding::Expired) => t_string!(i18n, verify.card_expired_text),
        Some(CardStanding::InProduction | CardStanding::OnItsWay) => {
            t_string!(i18n, verify.card_not_yet_text)
        }
        Some(CardStanding::Returned) => t_string!(i18n, verify.card_returned_text),
        Some(CardStanding::Lost) => t_string!(i18n, verify.card_lost_text),
        Some(CardStanding::Stolen) => t_string!(i18n, verify.card_stolen_text),
        Some(CardStanding::Replaced) => t_string!(i18n, verify.card_replaced_text),
        Some(CardStanding::Revoked) => t_string!(i18n, verify.card_revoked_text),
        Some(CardStanding::Destroyed) => t_string!(i18n, verify.card_destroyed_text),
    }
}
