//! "Répondre": corrects what was asked for and sends the request again.

use common::dto::request::{
    InformationItemView, InformationRequestView, RequestView, UpdateRequestRequest,
};
use common::ids::RequestId;
use common::words::DocumentKind;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{
    Form, FormState, InsetText, Loaded, Loading, Page, Saved, SavedLine, SubmitButton, Tag, Tone,
    load, use_toasts,
};
use ui::form::language;
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::steps::{DocumentSlot, Draft, document_title};
use crate::pages::account::{AddressFields, AddressInputs};
use crate::routes::Page as To;
use crate::words::reason;

/// Every item with its reason and a place for the answer, on one page.
#[component]
pub fn AnswerPage(
    /// The request.
    id: RequestId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let request: Loading<RequestView> =
        load(move || Call::get(format!("/me/requests/{id}")).send());
    view! {
        <Page title=tr!(i18n, requests.answer_title) form back=To::Request(id).path()>
            <Loaded
                resource=request
                lines=8
                children={move |request: RequestView| {
                    let draft = Draft {
                        request: RwSignal::new(request),
                        saved: RwSignal::new(Saved::Untouched),
                        sent: RwSignal::new(false),
                        form,
                    };
                    view! { <Answer draft /> }
                }}
            />
        </Page>
    }
}

fn open_request(request: &RequestView) -> Option<InformationRequestView> {
    request
        .information_requests
        .iter()
        .rev()
        .find(|asked| asked.responded_at.is_none())
        .cloned()
}

#[component]
fn Answer(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let id = draft.id();
    let asked = draft.request.with_untracked(open_request)?;
    let deadline = asked.deadline;
    let progress = move || {
        let (done, total) = draft.request.with(|request| {
            let items = open_request(request)
                .map(|asked| asked.items)
                .unwrap_or_default();
            (
                items.iter().filter(|item| item.is_answered).count(),
                items.len(),
            )
        });
        t_string!(
            i18n,
            requests.information_answered,
            done = done,
            total = total
        )
        .to_string()
    };
    let until = move || {
        let date = date(i18n.get_locale(), deadline);
        t_string!(i18n, requests.information_deadline, date = date).to_string()
    };
    let submit = move || {
        let navigate = navigate.clone();
        let version = draft.request.with_untracked(|request| request.version);
        let call = async move {
            Call::post(format!("/me/requests/{id}/response"))
                .if_match(version)
                .send::<RequestView>()
                .await
        };
        draft.form.run(call, move |_| {
            toasts.success(t_string!(i18n, requests.answer_sent));
            navigate(&To::Request(id).path(), NavigateOptions::default());
        });
    };
    let items = asked
        .items
        .into_iter()
        .map(|item| view! { <Item draft item /> })
        .collect_view();
    let saved = draft.saved;
    Some(view! {
        <p class="govuk-body">{until}</p>
        {asked.message.map(|message| view! { <InsetText>{message}</InsetText> })}
        <p class="govuk-body" aria-live="polite"><strong>{progress}</strong></p>
        {items}
        <Form state=draft.form on_submit=submit>
            <SubmitButton>{tr!(i18n, requests.answer_send)}</SubmitButton>
        </Form>
        <SavedLine saved />
    })
}

/// One thing to correct: why, and the place of its answer.
#[component]
fn Item(draft: Draft, item: InformationItemView) -> impl IntoView {
    let i18n = use_i18n();
    let id = item.id;
    let kind = item.document_kind;
    let answered = move || {
        draft.request.with(|request| {
            let asked = open_request(request);
            asked.is_some_and(|asked| {
                asked
                    .items
                    .iter()
                    .any(|other| other.id == id && other.is_answered)
            })
        })
    };
    let name = move || match kind {
        Some(kind) => document_title(kind, language(i18n)).to_owned(),
        None => t_string!(i18n, requests.step_delivery).to_owned(),
    };
    let state = move || {
        if answered() {
            view! { <Tag tone=Tone::Success>{tr!(i18n, requests.answered)}</Tag> }
        } else {
            view! { <Tag tone=Tone::Attention>{tr!(i18n, requests.to_answer)}</Tag> }
        }
    };
    view! {
        <section class="app-card">
            <h2 class="govuk-heading-m">{name} " " {state}</h2>
            <p class="govuk-body">
                <strong>{move || reason(i18n, item.reason)}</strong>
                {item.comment.map(|comment| view! { <br /> {comment} })}
            </p>
            {match kind {
                Some(kind) => view! { <DocumentAnswer draft kind /> }.into_any(),
                None => view! { <AddressAnswer draft /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn DocumentAnswer(draft: Draft, kind: DocumentKind) -> impl IntoView {
    let i18n = use_i18n();
    let hint = draft.request.with_untracked(|request| {
        let required = request
            .required_documents
            .iter()
            .find(|required| required.kind == kind);
        required
            .map(|required| required.hint.clone())
            .unwrap_or_default()
    });
    view! { <DocumentSlot draft kind label=tr!(i18n, requests.answer_new) hint=move || hint.clone() /> }
}

#[component]
fn AddressAnswer(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let address = draft
        .request
        .with_untracked(|request| request.delivery_address.clone());
    let inputs = AddressInputs::new(&address.unwrap_or_default());
    let save = move || {
        let change = UpdateRequestRequest {
            delivery_address: Some(inputs.value()),
            ..Default::default()
        };
        draft
            .form
            .run(async move { draft.save(change).await }, move |request| {
                draft.take(request, i18n)
            });
    };
    view! {
        <Form state=draft.form on_submit=save>
            <AddressFields inputs pointer="/delivery_address" />
            <SubmitButton>{tr!(i18n, requests.save_address)}</SubmitButton>
        </Form>
    }
}
