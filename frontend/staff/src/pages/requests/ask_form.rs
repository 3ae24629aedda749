//! "Demander une information": what to correct, until when, and a word.

use chrono::Days;
use common::dto::request::{InformationTarget, RequestView};
use common::dto::staff::{AskInformationRequest, AskItem};
use common::field_error::{Fault, Faults, FieldErrorCode};
use common::statuses::DocumentStatus;
use common::words::{DocumentKind, ReasonCode};
use leptos::prelude::*;
use ui::components::{
    Button, ButtonKind, Checkbox, DateField, DateParts, Form, SubmitButton, TextArea, use_toasts,
};
use ui::format::{date, today};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::case::{Case, Panel, document_title};
use super::document_decision::REASONS;
use crate::components::{ReasonFields, ReasonInputs, ReasonPreview};

/// The days to answer that are proposed.
const PROPOSED_DAYS: u64 = 30;

const MESSAGE_LIMIT: usize = 1_000;

const ADDRESS_REASONS: &[ReasonCode] = &[
    ReasonCode::Incomplete,
    ReasonCode::Mistyped,
    ReasonCode::Mismatch,
    ReasonCode::Other,
];

/// Something that can be asked for: a document, or the delivery address.
#[derive(Clone, Copy)]
struct Candidate {
    kind: Option<DocumentKind>,
    is_asked: RwSignal<bool>,
    inputs: ReasonInputs,
}

impl Candidate {
    fn new(kind: Option<DocumentKind>) -> Self {
        Self {
            kind,
            is_asked: RwSignal::new(false),
            inputs: ReasonInputs::new(),
        }
    }

    fn name(self, i18n: Texts) -> &'static str {
        match self.kind {
            Some(kind) => document_title(i18n, kind),
            None => t_string!(i18n, staff_requests.ask_address),
        }
    }

    fn pointer(self) -> String {
        format!(
            "/items/{}",
            self.kind.map_or("delivery_address", DocumentKind::as_str)
        )
    }

    const fn reasons(self) -> &'static [ReasonCode] {
        if self.kind.is_some() {
            REASONS
        } else {
            ADDRESS_REASONS
        }
    }
}

/// Every document of the request and the address; what was refused is asked for.
fn candidates(request: &RequestView) -> Vec<Candidate> {
    let given = request
        .documents
        .iter()
        .filter(|document| document.is_current);
    let kinds = DocumentKind::ALL.iter().copied().filter(|kind| {
        request
            .required_documents
            .iter()
            .any(|required| required.kind == *kind)
            || given.clone().any(|document| document.kind == *kind)
    });
    let candidates: Vec<Candidate> = kinds.map(Some).chain([None]).map(Candidate::new).collect();
    for candidate in &candidates {
        let refused = given.clone().find(|document| {
            Some(document.kind) == candidate.kind && document.status == DocumentStatus::Refused
        });
        if let Some((document, code)) =
            refused.and_then(|document| Some((document, document.reason?)))
        {
            candidate.is_asked.set(true);
            candidate
                .inputs
                .fill(code, document.comment.as_deref().unwrap_or_default());
        }
    }
    candidates
}

/// The form; what was refused before is proposed.
#[component]
pub fn AskForm(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let candidates = StoredValue::new(case.view.with_untracked(|view| candidates(&view.request)));
    let deadline = RwSignal::new(proposed_deadline());
    let message = RwSignal::new(String::new());
    let submit = move || {
        let Some(body) =
            untrack(|| request(case, &candidates.get_value(), deadline.get(), message.get()))
        else {
            return;
        };
        case.act(
            "information-requests",
            move |call| call.json(&body),
            move || {
                toasts.success(t_string!(i18n, staff_requests.ask_sent));
                case.panel.set(Panel::Closed);
            },
        );
    };
    let choice = |candidate: Candidate| view! { <CandidateFields candidate /> };
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff_requests.ask_title)}</h3>
        <Form state=case.form on_submit=submit>
            <fieldset class="govuk-fieldset" id="items">
                <legend class="govuk-fieldset__legend">{tr!(i18n, staff_requests.ask_items)}</legend>
                {candidates.get_value().into_iter().map(choice).collect_view()}
            </fieldset>
            <DateField
                pointer="/deadline"
                legend=tr!(i18n, staff_requests.ask_deadline)
                hint=tr!(i18n, staff_requests.ask_deadline_hint)
                value=deadline
            />
            <TextArea
                pointer="/message"
                label=tr!(i18n, staff_requests.ask_message)
                value=message
                rows=4
                limit=MESSAGE_LIMIT
                optional=true
            />
            <Preview candidates deadline message />
            <SubmitButton>{tr!(i18n, staff_requests.ask_send)}</SubmitButton>
            <Button kind=ButtonKind::Link on_click=move || case.panel.set(Panel::Closed)>
                {tr!(i18n, common.cancel)}
            </Button>
        </Form>
    }
}

fn proposed_deadline() -> DateParts {
    let today = today();
    today
        .checked_add_days(Days::new(PROPOSED_DAYS))
        .unwrap_or(today)
        .into()
}

/// The body of the request, or its faults in the form.
fn request(
    case: Case,
    candidates: &[Candidate],
    deadline: DateParts,
    message: String,
) -> Option<AskInformationRequest> {
    let mut faults = Faults::new();
    let mut items = Vec::new();
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.is_asked.get())
    {
        if let Some(reason) = candidate.inputs.check(&candidate.pointer(), &mut faults) {
            let document_kind = candidate.kind;
            let target = if document_kind.is_some() {
                InformationTarget::Document
            } else {
                InformationTarget::DeliveryAddress
            };
            items.push(AskItem {
                target,
                document_kind,
                reason,
                comment: candidate.inputs.words(),
            });
        }
    }
    if items.is_empty() && faults.is_empty() {
        faults.push("/items", Fault::new(FieldErrorCode::TooFewItems).min(1));
    }
    match deadline.to_date() {
        _ if deadline.to_text().is_empty() => faults.push("/deadline", FieldErrorCode::Required),
        None => faults.push("/deadline", FieldErrorCode::DateMalformed),
        Some(day) if day <= today() => faults.push("/deadline", FieldErrorCode::DateInPast),
        Some(_) => {}
    }
    let message = message.trim().to_owned();
    if message.chars().count() > MESSAGE_LIMIT {
        faults.push(
            "/message",
            Fault::new(FieldErrorCode::TooLong).max(MESSAGE_LIMIT),
        );
    }
    let body = AskInformationRequest {
        deadline: deadline.to_text(),
        message,
        items,
    };
    case.form.accept(faults).then_some(body)
}

/// A box; when ticked, why.
#[component]
fn CandidateFields(candidate: Candidate) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || candidate.name(i18n);
    view! {
        <div class="app-candidate">
            <Checkbox pointer=candidate.pointer() checked=candidate.is_asked>{name}</Checkbox>
            <Show when=move || candidate.is_asked.get()>
                <div class="app-mark">
                    <ReasonFields
                        pointer=candidate.pointer()
                        inputs=candidate.inputs
                        reasons=candidate.reasons()
                    />
                </div>
            </Show>
        </div>
    }
}

/// What the driver will read.
#[component]
fn Preview(
    candidates: StoredValue<Vec<Candidate>>,
    deadline: RwSignal<DateParts>,
    message: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let until = move || {
        let day = deadline.with(DateParts::to_date)?;
        let date = date(i18n.get_locale(), day);
        Some(t_string!(i18n, staff_requests.ask_preview_deadline, date = date).to_string())
    };
    let asked = move || {
        let candidates = candidates.get_value().into_iter();
        let asked = candidates.filter(|candidate| candidate.is_asked.get());
        asked
            .map(|candidate| view! { <ReasonPreview subject=move || candidate.name(i18n) inputs=candidate.inputs /> })
            .collect_view()
    };
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff.preview_title)}</h3>
        <div class="app-preview">
            <p class="govuk-body">{until}</p>
            <p class="govuk-body app-prose">{message}</p>
            <ul class="govuk-list govuk-list--bullet">{asked}</ul>
        </div>
    }
}
