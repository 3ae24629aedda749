//! "Refuser la demande", for supervisors: the reasons, in words for the driver.

use common::dto::staff::{RejectRequestRequest, RejectionForm};
use common::field_error::{Fault, Faults, FieldErrorCode};
use leptos::prelude::*;
use ui::components::{
    Button, ButtonKind, Form, SelectField, SubmitButton, TextArea, WarningText, use_toasts,
};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::case::{Case, Panel};
use super::document_decision::REASONS;
use crate::components::ReasonInputs;
use crate::words::reason_choices;

/// The most reasons that a refusal takes.
const MOST: usize = 10;

const TEXT_LIMIT: usize = 500;

/// The reasons as they are being filled in: all are there, some show.
#[derive(Clone, Copy)]
struct Reasons {
    inputs: StoredValue<Vec<ReasonInputs>>,
    shown: RwSignal<Vec<usize>>,
}

impl Reasons {
    fn new() -> Self {
        let inputs = (0..MOST).map(|_| ReasonInputs::new()).collect();
        Self {
            inputs: StoredValue::new(inputs),
            shown: RwSignal::new(vec![0]),
        }
    }

    fn at(self, slot: usize) -> Option<ReasonInputs> {
        self.inputs.with_value(|inputs| inputs.get(slot).copied())
    }

    /// The slots in sight with their values; follows changes.
    fn list(self) -> Vec<(usize, ReasonInputs)> {
        let shown = self.shown.get().into_iter();
        shown
            .filter_map(|slot| Some((slot, self.at(slot)?)))
            .collect()
    }

    fn add(self) {
        self.shown.update(|shown| {
            if let Some(free) = (0..MOST).find(|slot| !shown.contains(slot)) {
                shown.push(free);
            }
        });
    }

    fn remove(self, slot: usize) {
        self.shown
            .update(|shown| shown.retain(|other| *other != slot));
        if let Some(inputs) = self.at(slot) {
            inputs.clear();
        }
    }

    /// The body of the request with the faults of its fields.
    fn check(self) -> (RejectRequestRequest, Faults) {
        let mut faults = Faults::new();
        let mut reasons = Vec::new();
        for (slot, inputs) in self.list() {
            let text = inputs.words();
            let code = inputs.code();
            if code.is_none() {
                faults.push(&format!("/reasons/{slot}/reason"), FieldErrorCode::Required);
            }
            if text.is_empty() {
                faults.push(&format!("/reasons/{slot}/text"), FieldErrorCode::Required);
            } else if text.chars().count() > TEXT_LIMIT {
                faults.push(
                    &format!("/reasons/{slot}/text"),
                    Fault::new(FieldErrorCode::TooLong).max(TEXT_LIMIT),
                );
            }
            reasons.extend(code.map(|code| RejectionForm { code, text }));
        }
        (RejectRequestRequest { reasons }, faults)
    }
}

/// The form, with the letter's reasons as the driver will read them.
#[component]
pub fn RejectForm(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let reasons = Reasons::new();
    let submit = move || {
        let (body, faults) = untrack(|| reasons.check());
        if case.form.accept(faults) {
            case.act(
                "rejection",
                move |call| call.json(&body),
                move || {
                    toasts.success(t_string!(i18n, staff_requests.rejected));
                    case.panel.set(Panel::Closed);
                },
            );
        }
    };
    let line = move |(place, inputs): (usize, ReasonInputs)| view! { <ReasonPlace reasons place inputs /> };
    // The letter and the driver's page have the words alone.
    let preview_line =
        move |(_, inputs): (usize, ReasonInputs)| view! { <li>{move || inputs.words()}</li> };
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff_requests.reject_title)}</h3>
        <WarningText>{tr!(i18n, staff_requests.reject_warning)}</WarningText>
        <Form state=case.form on_submit=submit>
            <For each=move || reasons.list() key=|reason| reason.0 children=line />
            <Show when=move || reasons.shown.with(|shown| shown.len() < MOST)>
                <Button kind=ButtonKind::Secondary on_click=move || reasons.add()>
                    {tr!(i18n, staff_requests.reject_add)}
                </Button>
            </Show>
            <h3 class="govuk-heading-s">{tr!(i18n, staff.preview_title)}</h3>
            <div class="app-preview">
                <ul class="govuk-list govuk-list--bullet">
                    <For each=move || reasons.list() key=|reason| reason.0 children=preview_line />
                </ul>
            </div>
            <SubmitButton kind=ButtonKind::Warning>{tr!(i18n, staff_requests.reject_confirm)}</SubmitButton>
            <Button kind=ButtonKind::Link on_click=move || case.panel.set(Panel::Closed)>
                {tr!(i18n, common.cancel)}
            </Button>
        </Form>
    }
}

#[component]
fn ReasonPlace(reasons: Reasons, place: usize, inputs: ReasonInputs) -> impl IntoView {
    let i18n = use_i18n();
    let index = move || {
        let position = reasons
            .shown
            .with(|shown| shown.iter().position(|other| *other == place));
        t_string!(
            i18n,
            staff_requests.reject_reason,
            index = position.unwrap_or_default() + 1
        )
        .to_string()
    };
    let choices: Signal<Vec<_>> = Signal::stored(reason_choices(i18n, REASONS));
    let several = move || reasons.shown.with(|shown| shown.len() > 1);
    view! {
        <fieldset class="govuk-fieldset app-mark">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{index}</legend>
            <SelectField
                pointer=format!("/reasons/{place}/reason")
                label=tr!(i18n, staff.reason)
                value=inputs.reason
                choices
            />
            <TextArea
                pointer=format!("/reasons/{place}/text")
                label=tr!(i18n, staff_requests.reject_text)
                value=inputs.comment
                rows=4
                limit=TEXT_LIMIT
            />
            <Show when=several>
                <Button kind=ButtonKind::Link on_click=move || reasons.remove(place) hidden_text=index>
                    {tr!(i18n, staff_requests.reject_remove)}
                </Button>
            </Show>
        </fieldset>
    }
}
