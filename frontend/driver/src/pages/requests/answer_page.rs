//! "Répondre": corrects what was asked for and sends the request again.

use common::dto::address::Address;
use common::dto::driver_space::DownloadTarget;
use common::dto::request::{
    DocumentView, InformationItemView, InformationRequestView, RequestView, UpdateRequestRequest,
};
use common::ids::RequestId;
use common::statuses::RequestStatus;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::{Call, Outcome, act_or_reload, open_document};
use ui::components::{
    Button, ButtonKind, Form, FormState, InsetText, Loaded, Loading, Page, SavedLine, SubmitButton,
    Tag, Tone, UploadSlot, load, use_toasts,
};
use ui::form::language;
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::steps::{
    DocumentPlace, Draft, WaitLine, address_change, answered, document_title, listed, open_request,
    slot_for, when_arrived, words,
};
use crate::pages::account::{AddressFields, AddressInputs};
use crate::routes::Page as To;
use crate::words::reason;

/// The address as typed here, as kept on the device.
const PART: &str = "answer";

/// Every item with its reason and a place for the answer, on one page.
#[component]
pub fn AnswerPage(
    /// The request.
    id: RequestId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let sent = RwSignal::new(false);
    let request: Loading<RequestView> =
        load(move || Call::get(format!("/me/requests/{id}")).send());
    view! {
        <Page title=tr!(i18n, requests.answer_title) form back=To::Request(id).path()>
            <Loaded
                resource=request
                lines=8
                children={move |request: RequestView| {
                    let asked = open_request(&request).cloned();
                    let draft = Draft::new(request, sent, form);
                    asked.map(|asked| view! { <Answer draft asked /> })
                }}
            />
        </Page>
    }
}

#[component]
fn Answer(draft: Draft, asked: InformationRequestView) -> impl IntoView {
    let i18n = use_i18n();
    let deadline = asked.deadline;
    let until = move || {
        let date = date(i18n.get_locale(), deadline);
        t_string!(i18n, requests.information_deadline, date = date).to_string()
    };
    let items: Vec<_> = asked
        .items
        .into_iter()
        .map(|item| {
            let place = item
                .document_kind
                .map(|kind| slot_for(draft, kind, answered));
            (item, place)
        })
        .collect();
    let places = items.iter().filter_map(|(_, place)| *place).collect();
    let (submit, waiting) = when_arrived(places, sending(draft));
    let items = items
        .into_iter()
        .enumerate()
        .map(|(index, (item, place))| view! { <Item draft index item place /> })
        .collect_view();
    view! {
        <p class="govuk-body">{until}</p>
        <p class="govuk-body">{asked.effect}</p>
        {asked.message.map(|message| view! { <InsetText>{message}</InsetText> })}
        <p class="govuk-body" aria-live="polite"><strong>{move || progress(draft, i18n)}</strong></p>
        <div class="app-cards">{items}</div>
        <Form state=draft.form on_submit=submit>
            <WaitLine waiting />
            <SubmitButton>{tr!(i18n, requests.answer_send)}</SubmitButton>
        </Form>
        <SavedLine saved=draft.saved />
    }
}

fn progress(draft: Draft, i18n: ui::i18n::Texts) -> String {
    let (done, total) = draft.request.with(|request| {
        let items = open_request(request).map_or(&[][..], |asked| asked.items.as_slice());
        let done = items.iter().filter(|item| item.is_answered).count();
        (done, items.len())
    });
    t_string!(
        i18n,
        requests.information_answered,
        done = done,
        total = total
    )
    .to_string()
}

/// "Renvoyer ma demande".
fn sending(draft: Draft) -> Callback<()> {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let navigate = use_navigate();
    Callback::new(move |()| {
        let navigate = navigate.clone();
        let (id, version) = draft
            .request
            .with_untracked(|request| (request.summary.id, request.version));
        let path = format!("/me/requests/{id}");
        let action = Call::post(format!("{path}/response")).if_match(version);
        let done = move || {
            draft.forget_typed();
            toasts.success(t_string!(i18n, requests.answer_sent));
            navigate(&To::Request(id).path(), NavigateOptions::default());
        };
        let call = act_or_reload::<RequestView>(action, path);
        draft.form.run(call, move |outcome| match outcome {
            Outcome::Done(_) => done(),
            Outcome::Stale(error, request) => {
                // The answer to an earlier click was lost on its way.
                if request.summary.status == RequestStatus::InformationRequested {
                    draft.request.set(request);
                    draft.form.refuse(error.with_input_kept());
                } else {
                    done();
                }
            }
        });
    })
}

/// One thing to correct: why, what was given, and the place of its answer.
#[component]
fn Item(
    draft: Draft,
    index: usize,
    item: InformationItemView,
    place: Option<UploadSlot>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = item.id;
    let kind = item.document_kind;
    let is_answered = move || {
        draft.request.with(|request| {
            let mut items = open_request(request)
                .into_iter()
                .flat_map(|asked| &asked.items);
            items.any(|other| other.id == id && other.is_answered)
        })
    };
    let name = move || match kind {
        Some(kind) => document_title(kind, language(i18n)).to_owned(),
        None => t_string!(i18n, requests.step_delivery).to_owned(),
    };
    let state = move || {
        if is_answered() {
            view! { <Tag tone=Tone::Success>{tr!(i18n, requests.answered)}</Tag> }
        } else {
            view! { <Tag tone=Tone::Attention>{tr!(i18n, requests.to_answer)}</Tag> }
        }
    };
    let answer = match place {
        Some(place) => view! { <DocumentAnswer draft place /> }.into_any(),
        None => {
            let start = item.new_address.or(item.old_address.clone());
            view! { <AddressAnswer draft start /> }.into_any()
        }
    };
    view! {
        <section class="app-card" id=format!("items-{index}") tabindex="-1">
            <h2 class="govuk-heading-m">{name} " " {state}</h2>
            <p class="govuk-body">
                <strong>{move || reason(i18n, item.reason)}</strong>
                {item.comment.map(|comment| view! { <br /> {comment} })}
            </p>
            {item.old_document.map(|document| view! { <OldDocument document /> })}
            {item.old_address.map(|address| view! { <OldAddress address /> })}
            {answer}
        </section>
    }
}

/// The file that was refused, apart from the place of the new one.
#[component]
fn OldDocument(document: DocumentView) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let DocumentView { id, name, .. } = document;
    let open = move || {
        open_document(DownloadTarget::Document, id, move |error| {
            toasts.failure(error.message(i18n));
        });
    };
    let hidden = name.clone();
    view! {
        <p class="govuk-body">
            {tr!(i18n, requests.answer_old)} " : " {name} " "
            <Tag tone=Tone::Danger>{tr!(i18n, requests.status_refused)}</Tag> <br />
            <Button kind=ButtonKind::Link on_click=open hidden_text=move || hidden.clone()>
                {tr!(i18n, requests.document_open)}
            </Button>
        </p>
    }
}

#[component]
fn OldAddress(address: Address) -> impl IntoView {
    let i18n = use_i18n();
    let place = format!("{} {}", address.postal_code, address.town);
    let lines: Vec<_> = address.lines.into_iter().chain([place]).collect();
    view! { <p class="govuk-body">{tr!(i18n, requests.old_address)} " : " {lines.join(", ")}</p> }
}

#[component]
fn DocumentAnswer(draft: Draft, place: UploadSlot) -> impl IntoView {
    let i18n = use_i18n();
    let listed = draft
        .request
        .with_untracked(|request| listed(request, place.kind()));
    let (_, hint) = words(listed);
    view! { <DocumentPlace place label=tr!(i18n, requests.answer_new) hint /> }
}

#[component]
fn AddressAnswer(draft: Draft, start: Option<Address>) -> impl IntoView {
    let i18n = use_i18n();
    let typed = draft.typed_before(PART);
    let typed = typed.and_then(|typed| typed.delivery_address);
    let inputs = AddressInputs::new(&typed.or(start).unwrap_or_default());
    draft.keep(PART, move || address_change(inputs));
    let save = move || {
        let change = UpdateRequestRequest {
            delivery_address: Some(untrack(|| inputs.value())),
            ..Default::default()
        };
        draft
            .form
            .run(async move { draft.save(change).await }, move |request| {
                draft.forget_typed();
                draft.take(request);
            });
    };
    view! {
        <Form state=draft.form on_submit=save>
            <AddressFields inputs pointer="/delivery_address" />
            <SubmitButton>{tr!(i18n, requests.save_address)}</SubmitButton>
        </Form>
    }
}
