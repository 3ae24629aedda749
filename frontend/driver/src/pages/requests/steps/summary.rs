//! Step 6: everything once more, then send.

use common::dto::request::{DocumentView, RequestView, RequiredDocument, SubmitRequestRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::statuses::RequestStatus;
use common::words::RequestStep;
use leptos::prelude::*;
use ui::api::{Call, Outcome, act_or_reload};
use ui::components::{
    ButtonLink, Checkbox, Form, Panel, SubmitButton, SummaryList, SummaryRow, focus_heading,
};
use ui::format::date;
use ui::i18n::use_i18n;
use ui::tr;

use super::Draft;
use super::slots::{current, listed, step_of, words};
use crate::routes::Page as To;

/// Check-answers with "Modifier" at each row, the declaration, the button.
#[component]
pub fn SummaryStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let sent = RwSignal::new(None::<RequestView>);
    let declaration = RwSignal::new(false);
    let submit = move || {
        let mut faults = Faults::new();
        if !declaration.get_untracked() {
            faults.push("/declaration", FieldErrorCode::Required);
        }
        if !draft.form.accept(faults) {
            return;
        }
        let (id, version) = draft
            .request
            .with_untracked(|request| (request.summary.id, request.version));
        let body = SubmitRequestRequest { declaration: true };
        let path = format!("/me/requests/{id}");
        let action = Call::post(format!("{path}/submission"))
            .json(&body)
            .if_match(version);
        let done = move |request| {
            draft.sent.set(true);
            sent.set(Some(request));
            focus_heading();
        };
        let call = act_or_reload::<RequestView>(action, path);
        draft.form.run(call, move |outcome| match outcome {
            Outcome::Done(request) => done(request),
            // The answer to an earlier click was lost on its way.
            Outcome::Stale(_, request) if request.summary.status != RequestStatus::Draft => {
                done(request);
            }
            Outcome::Stale(error, request) => {
                draft.request.set(request);
                draft.form.refuse(error.with_input_kept());
            }
        });
    };
    view! {
        <Show when=move || sent.with(Option::is_none) fallback=move || view! { <Sent request=sent /> }>
            <p class="govuk-body">{tr!(i18n, requests.summary_text)}</p>
            {move || view! { <Answers request=draft.request.get() /> }}
            <Form state=draft.form on_submit=submit>
                <Checkbox pointer="/declaration" checked=declaration>
                    {tr!(i18n, requests.declaration)}
                </Checkbox>
                <SubmitButton>{tr!(i18n, requests.send)}</SubmitButton>
            </Form>
        </Show>
    }
}

#[component]
fn Answers(request: RequestView) -> impl IntoView {
    let i18n = use_i18n();
    let id = request.summary.id;
    let step = move |step| To::RequestStep(id, step).path();
    let identity = request.identity_confirmed.then(|| {
        format!(
            "{} {}",
            request.identity.first_names, request.identity.surname_birth
        )
    });
    let address = request.delivery_address.clone().map(|address| {
        let place = format!("{} {}", address.postal_code, address.town);
        address
            .lines
            .into_iter()
            .chain([place])
            .collect::<Vec<_>>()
            .join(", ")
    });
    let until = request.card_valid_until;
    let row = |required: &RequiredDocument| {
        let change = step(step_of(required.kind));
        let (title, _) = words(listed(&request, required.kind));
        let value = match current(&request, required.kind) {
            Some(DocumentView { name, .. }) => Some(name),
            None if required.mandatory => None,
            None => Some("–".to_owned()),
        };
        view! { <SummaryRow label=title change>{or_missing(i18n, value)}</SummaryRow> }
    };
    let documents = request.required_documents.iter().map(row).collect_view();
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, requests.summary_card)>
                {move || date(i18n.get_locale(), until)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, requests.identity) change=step(RequestStep::Identity)>
                {or_missing(i18n, identity)}
            </SummaryRow>
            {documents}
            <SummaryRow label=tr!(i18n, requests.step_delivery) change=step(RequestStep::Delivery)>
                {or_missing(i18n, address)}
            </SummaryRow>
        </SummaryList>
    }
}

fn or_missing(i18n: ui::i18n::Texts, value: Option<String>) -> impl IntoView {
    match value {
        Some(value) => value.into_any(),
        None => view! { <strong class="govuk-tag app-tag--attention">{tr!(i18n, requests.missing)}</strong> }.into_any(),
    }
}

/// "Votre demande est envoyée", with what comes next.
#[component]
fn Sent(request: RwSignal<Option<RequestView>>) -> impl IntoView {
    let i18n = use_i18n();
    let request = request.get_untracked()?;
    let reference = request.summary.reference;
    let id = request.summary.id;
    Some(view! {
        <Panel title=tr!(i18n, requests.reference)>
            <strong>{reference}</strong>
        </Panel>
        <p class="govuk-body" role="status">{tr!(i18n, requests.sent_text)}</p>
        <p class="govuk-body">{tr!(i18n, requests.sent_next)}</p>
        <ButtonLink href=To::Request(id).path()>{tr!(i18n, requests.follow)}</ButtonLink>
    })
}
