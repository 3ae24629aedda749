//! What the driver was asked for, and the answers.

use common::dto::request::{InformationItemView, InformationRequestView};
use leptos::prelude::*;
use ui::components::{Tag, Tone};
use ui::format::{day_of, short_date};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::case::document_title;
use crate::components::AddressLines;
use crate::words::reason;

/// Every information request of the file, the newest first.
#[component]
pub fn InformationRequests(
    /// The information requests, newest last.
    asked: Vec<InformationRequestView>,
) -> impl IntoView {
    let i18n = use_i18n();
    if asked.is_empty() {
        return None;
    }
    let one = |asked: InformationRequestView| view! { <Asked asked /> };
    Some(view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_requests.information_title)}</h2>
            {asked.into_iter().rev().map(one).collect_view()}
        </section>
    })
}

#[component]
fn Asked(asked: InformationRequestView) -> impl IntoView {
    let i18n = use_i18n();
    let InformationRequestView {
        message,
        deadline,
        asked_at,
        responded_at,
        items,
        ..
    } = asked;
    let when = move || {
        let locale = i18n.get_locale();
        let (date, deadline) = (day_of(locale, asked_at), short_date(locale, deadline));
        t_string!(
            i18n,
            staff_requests.information_asked,
            date = date,
            deadline = deadline
        )
        .to_string()
    };
    let answer = move || match responded_at {
        Some(at) => {
            let date = day_of(i18n.get_locale(), at);
            t_string!(i18n, staff_requests.information_answered, date = date).to_string()
        }
        None => t_string!(i18n, staff_requests.information_open).to_owned(),
    };
    let item = |item: InformationItemView| view! { <Item item /> };
    view! {
        <div class="app-asked">
            <p class="govuk-body"><strong>{when}</strong> <br /> {answer}</p>
            {message.map(|message| view! { <p class="govuk-body">{message}</p> })}
            <ul class="govuk-list app-asked__items">{items.into_iter().map(item).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Item(item: InformationItemView) -> impl IntoView {
    let i18n = use_i18n();
    let InformationItemView {
        document_kind,
        reason: why,
        comment,
        old_address,
        new_address,
        is_answered,
        ..
    } = item;
    let name = move || match document_kind {
        Some(kind) => document_title(i18n, kind),
        None => t_string!(i18n, staff_requests.ask_address),
    };
    let state = if is_answered {
        view! { <Tag tone=Tone::Success>{tr!(i18n, staff_requests.item_answered)}</Tag> }
    } else {
        view! { <Tag tone=Tone::Neutral>{tr!(i18n, staff_requests.item_open)}</Tag> }
    };
    let addresses = new_address.map(|address| {
        let before = old_address.map(|address| {
            view! {
                <div>
                    <strong>{tr!(i18n, staff_requests.address_before)}</strong>
                    <AddressLines address />
                </div>
            }
        });
        view! {
            <div class="app-pair">
                {before}
                <div>
                    <strong>{tr!(i18n, staff_requests.address_after)}</strong>
                    <AddressLines address />
                </div>
            </div>
        }
    });
    view! {
        <li>
            <strong>{name}</strong> " : " {move || reason(i18n, why)} " " {state}
            {comment.map(|comment| view! { <br /> {comment} })} {addresses}
        </li>
    }
}
