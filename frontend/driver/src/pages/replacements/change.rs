//! What has changed since the card was made: it stands in the profile, which is reviewed by
//! itself.

use common::dto::exchange::ExchangeView;
use common::dto::replacement::UpdateReplacementRequest;
use common::exchange::ExchangeReason;
use common::words::ReplacementStep;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{ButtonLink, Form, IdentityChanges, InsetText, SubmitButton};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::draft::Draft;
use crate::routes::Page as To;
use crate::words::account_field;

/// What the card says and what the new one will say, or the way to the profile.
#[component]
pub fn ChangeStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let exchange = draft.view.with_untracked(|view| view.exchange.clone());
    exchange.map(|exchange| view! { <Change draft exchange /> })
}

#[component]
fn Change(draft: Draft, exchange: ExchangeView) -> impl IntoView {
    let i18n = use_i18n();
    let reason = exchange.reason;
    let text = move || match reason {
        ExchangeReason::CivilStatus => t_string!(i18n, replacements.change_text_civil_status),
        _ => t_string!(i18n, replacements.change_text_licence),
    };
    let content = if !exchange.is_reviewed {
        view! { <Waiting /> }.into_any()
    } else if exchange.changed.is_empty() {
        view! { <SameStill reason /> }.into_any()
    } else {
        view! { <Changed draft exchange /> }.into_any()
    };
    view! {
        <p class="govuk-body">{text}</p>
        {content}
    }
}

/// The driver has changed the profile, and waits for its review.
#[component]
fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <InsetText>
            <h2 class="govuk-heading-m">{tr!(i18n, replacements.change_waiting_title)}</h2>
            <p class="govuk-body">{tr!(i18n, replacements.change_waiting_text)}</p>
        </InsetText>
        <ButtonLink href=To::Requests.path()>{tr!(i18n, replacements.change_later)}</ButtonLink>
    }
}

/// The profile says what the card says: it is changed first.
#[component]
fn SameStill(reason: ExchangeReason) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || match reason {
        ExchangeReason::CivilStatus => t_string!(i18n, replacements.change_first_civil_status),
        _ => t_string!(i18n, replacements.change_first_licence),
    };
    view! {
        <InsetText>
            <h2 class="govuk-heading-m">{tr!(i18n, replacements.change_first_title)}</h2>
            <p class="govuk-body">{text}</p>
        </InsetText>
        <ButtonLink href=To::CorrectIdentity.path()>{tr!(i18n, replacements.change_profile)}</ButtonLink>
    }
}

#[component]
fn Changed(draft: Draft, exchange: ExchangeView) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let submit = move || {
        let navigate = navigate.clone();
        let change = UpdateReplacementRequest::default();
        draft.save(ReplacementStep::Change, change, move |id, next| {
            let to = To::ReplacementStep(id, next);
            navigate(&to.path(), NavigateOptions::default());
        });
    };
    view! {
        <IdentityChanges exchange label=account_field />
        <p class="govuk-body">
            {tr!(i18n, requests.identity_wrong)} " "
            <a class="govuk-link" href=To::CorrectIdentity.path()>{tr!(i18n, requests.identity_change)}</a>
        </p>
        <Form state=draft.form on_submit=submit>
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
}
