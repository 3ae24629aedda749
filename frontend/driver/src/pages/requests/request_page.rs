//! "Afficher": one request with its steps, documents and PDFs.

use common::dto::driver_space::DownloadTarget;
use common::dto::replacement::ReplacementView;
use common::dto::request::{DocumentView, InformationRequestView, RequestView};
use common::ids::RequestId;
use common::statuses::{DocumentStatus, RequestStatus};
use common::transitions::request::is_paid_first;
use common::words::RequestPurpose;
use leptos::prelude::*;
use ui::api::{Call, open_document};
use ui::components::{
    Button, ButtonKind, ButtonLink, InsetText, Loaded, Loading, Page, SummaryList, SummaryRow, Tag,
    Tone, load_texts, use_toasts,
};
use ui::form::language;
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::row::StatusTag;
use super::steps::document_title;
use super::timeline::History;
use crate::routes::Page as To;
use crate::words::reason;

/// One request; its address can be bookmarked and loaded again.
#[component]
pub fn RequestPage(
    /// The request.
    id: RequestId,
) -> impl IntoView {
    let i18n = use_i18n();
    let request: Loading<RequestView> =
        load_texts(move || Call::get(format!("/me/requests/{id}")).send());
    let title = move || {
        let reference = request
            .get()
            .and_then(Result::ok)
            .map(|request| request.summary.reference);
        t_string!(
            i18n,
            requests.request_title,
            reference = reference.unwrap_or_default()
        )
        .to_string()
    };
    view! {
        <Page title back=To::Requests.path()>
            <Loaded resource=request lines=10 children={|request| view! { <Request request /> }} />
        </Page>
    }
}

#[component]
fn Request(request: RequestView) -> impl IntoView {
    let i18n = use_i18n();
    let summary = request.summary.clone();
    let (id, status, purpose) = (summary.id, summary.status, summary.purpose);
    let open = request
        .information_requests
        .iter()
        .find(|asked| asked.responded_at.is_none())
        .cloned();
    let asked = open.filter(|_| status == RequestStatus::InformationRequested);
    view! {
        <p class="govuk-body"><StatusTag purpose status /></p>
        {asked.map(|asked| view! { <Information id purpose asked /> })}
        {(status == RequestStatus::Submitted && purpose == RequestPurpose::Quality)
            .then(|| view! { <SendCard id /> })}
        {(status == RequestStatus::Draft)
            .then(|| {
                let to = match purpose {
                    RequestPurpose::Training => To::Resume(id),
                    _ => To::Replacement(id),
                };
                view! { <ButtonLink href=to.path()>{tr!(i18n, requests.resume)}</ButtonLink> }
            })}
        <Rejection request=request.clone() />
        <h2 class="govuk-heading-l">{tr!(i18n, requests.timeline)}</h2>
        <History history=summary.history purpose status />
        <Facts request=request.clone() />
        {(!request.documents.is_empty())
            .then(|| {
                view! {
                    <h2 class="govuk-heading-l">{tr!(i18n, requests.documents)}</h2>
                    <Documents documents=request.documents />
                }
            })}
        {(status != RequestStatus::Draft).then(|| view! { <Papers id purpose /> })}
    }
}

/// "Détail": what to correct, with the reason, and "Répondre" (guide).
#[component]
fn Information(
    id: RequestId,
    purpose: RequestPurpose,
    asked: InformationRequestView,
) -> impl IntoView {
    let i18n = use_i18n();
    let deadline = move || {
        let date = date(i18n.get_locale(), asked.deadline);
        t_string!(i18n, requests.information_deadline, date = date).to_string()
    };
    let is_defect = purpose == RequestPurpose::Quality;
    let answer = if is_defect {
        To::Correction(id)
    } else {
        To::Answer(id)
    };
    let words = move || {
        if is_defect {
            t_string!(i18n, replacements.correct_and_pay)
        } else {
            t_string!(i18n, requests.answer)
        }
    };
    let has_items = !asked.items.is_empty();
    let line = move |item: common::dto::request::InformationItemView| {
        let comment = item.comment.map(|comment| view! { <br /> {comment} });
        let name = move || match item.document_kind {
            Some(kind) => document_title(kind, language(i18n)).to_owned(),
            None => t_string!(i18n, requests.step_delivery).to_owned(),
        };
        view! {
            <li>
                <strong>{name}</strong> " : " {move || reason(i18n, item.reason)} {comment}
            </li>
        }
    };
    view! {
        <InsetText>
            <h2 class="govuk-heading-m">{tr!(i18n, requests.information_title)}</h2>
            <p class="govuk-body">{deadline}</p>
            {asked.message.map(|message| view! { <p class="govuk-body">{message}</p> })}
            {has_items
                .then(|| {
                    view! {
                        <h3 class="govuk-heading-s">{tr!(i18n, requests.information_detail)}</h3>
                        <ul class="govuk-list govuk-list--bullet">{asked.items.into_iter().map(line).collect_view()}</ul>
                    }
                })}
            <ButtonLink href=answer.path()>{words}</ButtonLink>
        </InsetText>
    }
}

/// A defective card is sent in with its return slip (guide).
#[component]
fn SendCard(id: RequestId) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let replacement: Loading<ReplacementView> =
        load_texts(move || Call::get(format!("/me/replacements/{id}")).send());
    let until = move || {
        let view = replacement.get().and_then(Result::ok)?;
        let date = date(i18n.get_locale(), view.send_back_by?);
        Some(t_string!(i18n, replacements.slip_text, date = date).to_string())
    };
    let open = move || {
        open_document(DownloadTarget::Acknowledgement, id, move |error| {
            toasts.failure(error.message(i18n));
        });
    };
    view! {
        <InsetText>
            <h2 class="govuk-heading-m">{tr!(i18n, replacements.sent_title)}</h2>
            <p class="govuk-body">{until}</p>
            <Button on_click=open>{tr!(i18n, replacements.slip_download)}</Button>
        </InsetText>
    }
}

#[component]
fn Rejection(request: RequestView) -> impl IntoView {
    let i18n = use_i18n();
    if request.rejection.is_empty() {
        return None;
    }
    let line = |reason: common::dto::request::RejectionReason| view! { <li>{reason.text}</li> };
    Some(view! {
        <InsetText>
            <h2 class="govuk-heading-m">{tr!(i18n, requests.rejection)}</h2>
            <ul class="govuk-list govuk-list--bullet">{request.rejection.into_iter().map(line).collect_view()}</ul>
        </InsetText>
    })
}

#[component]
fn Facts(request: RequestView) -> impl IntoView {
    let i18n = use_i18n();
    let name = format!(
        "{} {}",
        request.identity.first_names, request.identity.surname_birth
    );
    let until = request.card_valid_until;
    let address = request.delivery_address.map(|address| {
        let place = format!("{} {}", address.postal_code, address.town);
        address
            .lines
            .into_iter()
            .chain([place])
            .map(|line| view! { {line} <br /> })
            .collect_view()
    });
    let tracking = request.tracking.map(|tracking| {
        let value = move || {
            let (carrier, number) = (tracking.carrier.clone(), tracking.number.clone());
            t_string!(
                i18n,
                requests.tracking_value,
                carrier = carrier,
                number = number
            )
            .to_string()
        };
        view! { <SummaryRow label=tr!(i18n, requests.tracking)>{value}</SummaryRow> }
    });
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, requests.identity)>{name}</SummaryRow>
            <SummaryRow label=tr!(i18n, requests.summary_card)>
                {move || date(i18n.get_locale(), until)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, requests.step_delivery)>{address}</SummaryRow>
            {tracking}
        </SummaryList>
    }
}

#[component]
fn Documents(documents: Vec<DocumentView>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let row = move |document: DocumentView| {
        let DocumentView {
            id,
            kind,
            status,
            reason: refused,
            ..
        } = document;
        let open = move || {
            open_document(DownloadTarget::Document, id, move |error| {
                toasts.failure(error.message(i18n))
            });
        };
        let (tone, words) = match status {
            DocumentStatus::Received => (
                Tone::Progress,
                TextProp::from(tr!(i18n, requests.status_received)),
            ),
            DocumentStatus::Accepted => (Tone::Success, tr!(i18n, requests.status_accepted).into()),
            DocumentStatus::Refused => (Tone::Danger, tr!(i18n, requests.status_refused).into()),
        };
        let name = move || document_title(kind, language(i18n));
        view! {
            <SummaryRow label=name>
                <Tag tone>{move || words.get()}</Tag>
                " "
                {move || refused.map(|refused| reason(i18n, refused))}
                <br />
                <Button kind=ButtonKind::Link on_click=open hidden_text=name>
                    {tr!(i18n, requests.document_open)}
                </Button>
            </SummaryRow>
        }
    };
    view! { <SummaryList>{documents.into_iter().map(row).collect_view()}</SummaryList> }
}

/// The acknowledgement and the summary as PDF.
#[component]
fn Papers(id: RequestId, purpose: RequestPurpose) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let open = move |target| {
        move || open_document(target, id, move |error| toasts.failure(error.message(i18n)))
    };
    view! {
        <div class="govuk-button-group">
            // What is not examined is confirmed by its invoice.
            <Show when=move || purpose == RequestPurpose::Training || is_paid_first(purpose)>
                <Button kind=ButtonKind::Secondary on_click=open(DownloadTarget::Acknowledgement)>
                    {tr!(i18n, requests.acknowledgement)}
                </Button>
            </Show>
            <Button kind=ButtonKind::Secondary on_click=open(DownloadTarget::RequestSummary)>
                {tr!(i18n, requests.summary_pdf)}
            </Button>
        </div>
    }
}
