//! "Mes cartes": each card with its picture, where it stands and what happened to it.

use common::dto::card::{CardHistoryEntry, CardView};
use common::dto::page::Page as Listing;
use common::statuses::{CardStanding, CardStatus};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::Call;
use ui::components::{
    Details, EmptyState, Loaded, Loading, Page, StepState, SummaryList, SummaryRow, Tag, Timeline,
    TimelineStep, Tone, load,
};
use ui::format::{date, instant};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::picture::CardPicture;
use crate::routes::Page as To;
use crate::words::days_left;

/// The list of cards, newest first.
#[component]
pub fn CardsPage() -> impl IntoView {
    let i18n = use_i18n();
    let cards: Loading<Listing<CardView>> =
        load(|| Call::get("/me/cards").query("limit", "200").send());
    view! {
        <Page title=tr!(i18n, cards.title) wide=true>
            <p class="govuk-body-l">{tr!(i18n, cards.intro)}</p>
            <Loaded
                resource=cards
                children={move |list: Listing<CardView>| {
                    if list.items.is_empty() {
                        return view! {
                            <EmptyState title=tr!(i18n, cards.empty_title)>
                                {tr!(i18n, cards.empty_text)}
                            </EmptyState>
                        }
                            .into_any();
                    }
                    let cards = list.items.into_iter().map(|card| view! { <Card card /> });
                    view! { <div class="app-cards app-cards--wide">{cards.collect_view()}</div> }.into_any()
                }}
            />
        </Page>
    }
}

#[component]
fn Card(card: CardView) -> impl IntoView {
    let i18n = use_i18n();
    let serial = card.serial.clone();
    let heading = move || {
        let serial = serial.clone();
        t_string!(i18n, cards.card_title, serial = serial).to_string()
    };
    let (serial, history) = (card.serial.clone(), card.history.clone());
    let returned = card.returned;
    view! {
        <article class="app-card">
            <h2 class="govuk-heading-m">{heading}</h2>
            <CardPicture card=card.clone() />
            {returned
                .map(|id| {
                    view! {
                        <p class="govuk-body">
                            <A href=To::ReturnedMail(id).path() attr:class="govuk-link">
                                {tr!(i18n, cards.returned_link)}
                            </A>
                        </p>
                    }
                })}
            <Facts card />
            <History serial history />
        </article>
    }
}

#[component]
fn Facts(card: CardView) -> impl IntoView {
    let i18n = use_i18n();
    let (standing, days, until) = (card.standing, card.days_left, card.valid_until);
    let (issued_on, is_letter) = (card.issued_on, card.returned.is_some());
    let left = move || (standing == CardStanding::Valid).then(|| days_left(i18n, days));
    let lines = card.categories.into_iter().map(move |line| {
        let category = line.category.as_str();
        let text = move || {
            let date = date(i18n.get_locale(), line.code_95_until);
            t_string!(i18n, cards.category_value, category = category, date = date).to_string()
        };
        view! { <li>{text}</li> }
    });
    let tracking = card.tracking.map(|tracking| {
        view! {
            <SummaryRow label=tr!(i18n, cards.tracking)>
                {tracking.carrier} " " <span class="app-reference">{tracking.number}</span>
            </SummaryRow>
        }
    });
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, cards.state)>
                <Tag tone=tone(standing)>{move || standing_word(i18n, standing, is_letter)}</Tag>
                " "
                {left}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, cards.issued_on)>
                {move || date(i18n.get_locale(), issued_on)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, cards.valid_until)>
                {move || date(i18n.get_locale(), until)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, cards.categories)>
                <ul class="govuk-list">{lines.collect_view()}</ul>
            </SummaryRow>
            <SummaryRow label=tr!(i18n, cards.request)>
                <A href=To::Request(card.request_id).path() attr:class="govuk-link app-reference">
                    {card.request_reference}
                </A>
            </SummaryRow>
            {tracking}
        </SummaryList>
    }
}

#[component]
fn History(serial: String, history: Vec<CardHistoryEntry>) -> impl IntoView {
    let i18n = use_i18n();
    let label = TextProp::from(move || {
        let serial = serial.clone();
        t_string!(i18n, cards.history, serial = serial).to_string()
    });
    let summary = label.clone();
    let last = history.len().saturating_sub(1);
    let steps = move || {
        let steps = history.iter().enumerate().map(|(index, entry)| {
            let (status, at) = (entry.status, entry.at);
            let state = if index == last {
                StepState::Current
            } else {
                StepState::Done
            };
            let title = move || status_word(i18n, status);
            let date = move || instant(i18n.get_locale(), at);
            view! { <TimelineStep state title date /> }
        });
        steps.collect_view()
    };
    view! {
        <Details summary>
            <Timeline label>{steps()}</Timeline>
        </Details>
    }
}

const fn tone(standing: CardStanding) -> Tone {
    match standing {
        CardStanding::Valid => Tone::Success,
        CardStanding::InProduction | CardStanding::OnItsWay => Tone::Progress,
        CardStanding::Returned | CardStanding::Expired => Tone::Attention,
        CardStanding::Lost | CardStanding::Stolen | CardStanding::Revoked => Tone::Danger,
        CardStanding::Replaced | CardStanding::Destroyed => Tone::Neutral,
    }
}

/// A card can be with its issuer in a letter that came back, or to be analysed.
fn standing_word(i18n: Texts, standing: CardStanding, is_letter: bool) -> &'static str {
    match standing {
        CardStanding::InProduction => t_string!(i18n, cards.standing_in_production),
        CardStanding::OnItsWay => t_string!(i18n, cards.standing_on_its_way),
        CardStanding::Returned if is_letter => t_string!(i18n, cards.standing_returned),
        CardStanding::Returned => t_string!(i18n, cards.standing_with_issuer),
        CardStanding::Valid => t_string!(i18n, cards.standing_valid),
        CardStanding::Expired => t_string!(i18n, cards.standing_expired),
        CardStanding::Lost => t_string!(i18n, cards.standing_lost),
        CardStanding::Stolen => t_string!(i18n, cards.standing_stolen),
        CardStanding::Replaced => t_string!(i18n, cards.standing_replaced),
        CardStanding::Revoked => t_string!(i18n, cards.standing_revoked),
        CardStanding::Destroyed => t_string!(i18n, cards.standing_destroyed),
    }
}

fn status_word(i18n: Texts, status: CardStatus) -> &'static str {
    match status {
        CardStatus::Ordered => t_string!(i18n, cards.status_ordered),
        CardStatus::Produced => t_string!(i18n, cards.status_produced),
        CardStatus::Shipped => t_string!(i18n, cards.status_shipped),
        CardStatus::Active => t_string!(i18n, cards.status_active),
        CardStatus::InReturns => t_string!(i18n, cards.status_in_returns),
        CardStatus::Lost => t_string!(i18n, cards.status_lost),
        CardStatus::Stolen => t_string!(i18n, cards.status_stolen),
        CardStatus::Replaced => t_string!(i18n, cards.status_replaced),
        CardStatus::Revoked => t_string!(i18n, cards.status_revoked),
        CardStatus::Destroyed => t_string!(i18n, cards.status_destroyed),
    }
}
