//! "Faire une demande": the card, its documents, "Commencer".

use common::dto::request::{CardEntitlement, RequestView, RequiredDocument, StartRequestRequest};
use common::words::RequestType;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{
    Button, ButtonLink, FormState, InsetText, Loaded, Loading, Page, focus_heading, load_texts,
};
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::block::Blocked;
use crate::routes::Page as To;

/// The choice of what to ask for, then the documents to prepare.
#[component]
pub fn NewRequestPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let chosen = RwSignal::new(false);
    let entitlement: Loading<CardEntitlement> =
        load_texts(|| Call::get("/me/card-entitlement").send());
    view! {
        <Page title=tr!(i18n, requests.new_title) form back=To::Requests.path()>
            <Show when=move || chosen.get() fallback=move || view! { <Tiles chosen /> }>
                <Loaded
                    resource=entitlement
                    children={move |entitlement: CardEntitlement| view! { <Prepare form entitlement /> }}
                />
            </Show>
        </Page>
    }
}

#[component]
fn Tiles(chosen: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, requests.new_question)}</h2>
        <button type="button" class="app-choice" on:click=move |_| {
            chosen.set(true);
            focus_heading();
        }>
            <span class="app-choice__title">{tr!(i18n, requests.card_tile)}</span>
            <span>{tr!(i18n, requests.card_tile_text)}</span>
        </button>
    }
}

/// The documents, then "Commencer": blocked with the reasons if there is no right.
#[component]
fn Prepare(form: FormState, entitlement: CardEntitlement) -> impl IntoView {
    let i18n = use_i18n();
    let blocked = RwSignal::new(false);
    let CardEntitlement {
        allowed,
        valid_until,
        reasons,
        draft_id,
        documents,
        ..
    } = entitlement;
    let until = move || {
        let date = date(i18n.get_locale(), valid_until?);
        Some(t_string!(i18n, requests.entitled_until, date = date).to_string())
    };
    view! {
        <Show when=move || !blocked.get() fallback=move || view! { <Blocked reasons=reasons.clone() /> }>
            <Documents documents=documents.clone() />
            <p class="govuk-body">{until}</p>
            {match draft_id {
                Some(id) => {
                    view! {
                        <InsetText>{tr!(i18n, requests.draft_exists)}</InsetText>
                        <ButtonLink href=To::Resume(id).path()>{tr!(i18n, requests.resume)}</ButtonLink>
                    }
                        .into_any()
                }
                None => view! { <Start form allowed blocked /> }.into_any(),
            }}
        </Show>
    }
}

#[component]
fn Documents(documents: Vec<RequiredDocument>) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |document: RequiredDocument| {
        let optional =
            (!document.mandatory).then(|| view! { " (" {tr!(i18n, requests.if_needed)} ")" });
        view! {
            <li>
                <strong>{document.title}</strong> {optional} <br />
                <span class="govuk-hint app-inline-hint">{document.hint}</span>
            </li>
        }
    };
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, requests.documents_title)}</h2>
        <ul class="govuk-list govuk-list--spaced">{documents.into_iter().map(line).collect_view()}</ul>
        <p class="govuk-hint">{tr!(i18n, requests.documents_limits)}</p>
    }
}

#[component]
fn Start(form: FormState, allowed: bool, blocked: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let start = move || {
        if !allowed {
            blocked.set(true);
            return;
        }
        let navigate = navigate.clone();
        let body = StartRequestRequest {
            kind: RequestType::Card,
        };
        let call = async move {
            Call::post("/me/requests")
                .json(&body)
                .idempotent()
                .send::<RequestView>()
                .await
        };
        form.run(call, move |request| {
            navigate(
                &To::RequestStep(request.summary.id, request.step).path(),
                NavigateOptions::default(),
            );
        });
    };
    let pending = Signal::derive(move || form.is_pending());
    view! {
        <Button on_click=start pending>{tr!(i18n, requests.start)}</Button>
    }
}
