//! One request in the list: last step, all steps on unfolding, row actions.

use common::dto::request::{RequestAction, RequestSummary, RequestView};
use common::exchange::ExchangeReason;
use common::ids::RequestId;
use common::statuses::RequestStatus;
use common::transitions::request::{action_label, expected_next, label};
use common::words::RequestPurpose;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::{
    Button, ButtonKind, ButtonLink, ConfirmDialog, Details, FormState, Tag, Tone, use_toasts,
};
use ui::form::language;
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::timeline::History;
use crate::routes::Page as To;

/// One request in the list.
#[component]
pub fn RequestRow(
    /// The request.
    request: RequestSummary,
    /// Loads the list again.
    reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (status, purpose) = (request.status, request.purpose);
    let exchange_reason = request.exchange_reason;
    let next = move || expected_next(purpose, status, language(i18n));
    let draft_until = request.draft_kept_until;
    let draft = move || {
        let date = date(i18n.get_locale(), draft_until?);
        Some(t_string!(i18n, requests.draft_until, date = date).to_string())
    };
    let answer_by = request.answer_by;
    let deadline = move || {
        let date = date(i18n.get_locale(), answer_by?);
        Some(t_string!(i18n, requests.answer_by, date = date).to_string())
    };
    let history = request.history.clone();
    view! {
        <article class="app-card">
            <h3 class="govuk-heading-m">{move || what(i18n, purpose, exchange_reason)}</h3>
            <p class="govuk-body">
                {tr!(i18n, requests.reference)} " " <strong class="app-reference">{request.reference.clone()}</strong> <br />
                {tr!(i18n, requests.last_step)} " " <StatusTag purpose status />
            </p>
            <p class="govuk-body">{next} " " <strong>{deadline}</strong></p>
            <p class="govuk-hint">{draft}</p>
            <Details summary=tr!(i18n, requests.all_steps)>
                <History history purpose status />
            </Details>
            <Actions request reload />
        </article>
    }
}

/// What is asked for.
fn what(i18n: Texts, purpose: RequestPurpose, reason: Option<ExchangeReason>) -> &'static str {
    match purpose {
        RequestPurpose::Exchange => match reason {
            Some(ExchangeReason::Licence) => t_string!(i18n, replacements.type_exchange_licence),
            Some(ExchangeReason::Foreign) => t_string!(i18n, replacements.type_exchange_foreign),
            _ => t_string!(i18n, replacements.type_exchange_civil_status),
        },
        RequestPurpose::Training => t_string!(i18n, requests.type_card),
        RequestPurpose::Loss => t_string!(i18n, replacements.type_loss),
        RequestPurpose::Theft => t_string!(i18n, replacements.type_theft),
        RequestPurpose::Quality => t_string!(i18n, replacements.type_quality),
    }
}

/// The status in the driver's words.
#[component]
pub fn StatusTag(
    /// What is asked for.
    purpose: RequestPurpose,
    /// The status.
    status: RequestStatus,
) -> impl IntoView {
    let i18n = use_i18n();
    let tone = match status {
        RequestStatus::Draft
        | RequestStatus::InformationRequested
        | RequestStatus::ReturnedUndelivered => Tone::Attention,
        RequestStatus::Approved | RequestStatus::Delivered => Tone::Success,
        RequestStatus::Rejected | RequestStatus::ClosedIncomplete => Tone::Danger,
        _ => Tone::Progress,
    };
    view! { <Tag tone>{move || label(purpose, status, language(i18n))}</Tag> }
}

#[component]
fn Actions(request: RequestSummary, reload: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let RequestSummary {
        id,
        reference,
        actions,
        purpose,
        ..
    } = request;
    let is_replacement = purpose != RequestPurpose::Training;
    let asking = RwSignal::new(false);
    let name = StoredValue::new(reference);
    let hidden =
        move || t_string!(i18n, requests.action_hidden, reference = name.get_value()).to_string();
    let action = move |action: RequestAction| {
        let words = move || action_label(action, language(i18n));
        let (to, kind) = match action {
            RequestAction::Cancel => {
                return view! {
                    <Button
                        kind=ButtonKind::Secondary
                        on_click=move || asking.set(true)
                        hidden_text=hidden
                    >
                        {words}
                    </Button>
                }
                .into_any();
            }
            RequestAction::View => (To::Request(id), ButtonKind::Secondary),
            RequestAction::Resume if is_replacement => (To::Replacement(id), ButtonKind::Primary),
            RequestAction::Resume => (To::Resume(id), ButtonKind::Primary),
            RequestAction::Respond if purpose == RequestPurpose::Quality => {
                (To::Correction(id), ButtonKind::Primary)
            }
            RequestAction::Respond => (To::Answer(id), ButtonKind::Primary),
        };
        view! {
            <ButtonLink href=to.path() kind>
                {words} <span class="govuk-visually-hidden">" " {hidden}</span>
            </ButtonLink>
        }
        .into_any()
    };
    view! {
        <div class="govuk-button-group">{actions.into_iter().map(action).collect_view()}</div>
        <CancelDialog id asking reload />
    }
}

async fn cancel_draft(id: RequestId) -> Result<(), ApiError> {
    let path = format!("/me/requests/{id}");
    let view: RequestView = Call::get(&path).send().await?;
    let cancelled = Call::delete(&path)
        .if_match(view.version)
        .send::<()>()
        .await;
    match cancelled {
        Err(error) if error.is_conflict() => {
            // Saved in the meantime, or sent, which the second answer will tell.
            let view: RequestView = Call::get(&path).send().await?;
            Call::delete(path).if_match(view.version).send().await
        }
        answer => answer,
    }
}

/// What is not there any more is cancelled: the answer to an earlier click was
/// lost on its way.
fn gone(answer: Result<(), ApiError>) -> Result<(), ApiError> {
    match answer {
        Err(error) if error.is_not_found() => Ok(()),
        answer => answer,
    }
}

/// "Annuler": information and documents are not kept (guide).
#[component]
fn CancelDialog(id: RequestId, asking: RwSignal<bool>, reload: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = FormState::new();
    let cancel = move || {
        let call = async move { gone(cancel_draft(id).await) };
        form.run(call, move |()| {
            toasts.success(t_string!(i18n, requests.cancelled));
            reload.run(());
        });
    };
    let refused = move || {
        form.general()
            .map(|text| view! { <p class="govuk-error-message" role="alert">{text}</p> })
    };
    view! {
        {refused}
        <ConfirmDialog
            open=asking
            title=tr!(i18n, requests.cancel_title)
            confirm=tr!(i18n, requests.cancel_confirm)
            on_confirm=cancel
        >
            {tr!(i18n, requests.cancel_text)}
        </ConfirmDialog>
    }
}
