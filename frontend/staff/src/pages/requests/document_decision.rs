//! The decision on the document that shows.

use common::field_error::Faults;
use common::words::ReasonCode;
use leptos::prelude::*;
use ui::components::{Button, ButtonKind, Form, SubmitButton, use_toasts};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::case::{Case, document_title, permission};
use crate::components::{ReasonFields, ReasonInputs};

/// The reasons that fit a document.
pub const REASONS: &[ReasonCode] = &[
    ReasonCode::Unreadable,
    ReasonCode::WrongDocument,
    ReasonCode::Expired,
    ReasonCode::Incomplete,
    ReasonCode::Mismatch,
    ReasonCode::PhotoNotCompliant,
    ReasonCode::SignatureNotUsable,
    ReasonCode::Other,
];

/// "Accepter", and "Refuser" with a reason; then the next document.
#[component]
pub fn DocumentDecision(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let may = Memo::new(move |_| case.can(permission::DECIDE_DOCUMENT));
    let name = move || {
        case.document()
            .map(|document| document_title(i18n, document.kind))
            .unwrap_or_default()
    };
    let pending = Signal::derive(move || case.form.is_pending());
    let accept_now = move || accept(case, i18n, move |text| toasts.success(text));
    let buttons = move || {
        view! {
            <div class="govuk-button-group app-viewer__decision">
                <Button kind=ButtonKind::Secondary on_click=accept_now pending hidden_text=name>
                    {tr!(i18n, staff_requests.accept)}
                </Button>
                <Button kind=ButtonKind::Secondary on_click=move || case.refusing.set(true) hidden_text=name>
                    {tr!(i18n, staff_requests.refuse)}
                </Button>
            </div>
        }
    };
    view! {
        <Show when=move || may.get()>
            <Show when=move || case.refusing.get() fallback=buttons>
                <Refusal case />
            </Show>
        </Show>
    }
}

/// Accepts the document that shows and goes to the next one.
pub fn accept(case: Case, i18n: Texts, say: impl FnOnce(String) + 'static) {
    let Some(document) = untrack(|| case.document()) else {
        return;
    };
    let title = document_title(i18n, document.kind);
    case.decide(&document, None, move || {
        say(t_string!(i18n, staff_requests.accepted_toast, title = title).to_string());
        case.next();
    });
}

#[component]
fn Refusal(case: Case) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let inputs = ReasonInputs::new();
    let title = move || {
        let title = case
            .document()
            .map(|document| document_title(i18n, document.kind))
            .unwrap_or_default();
        t_string!(i18n, staff_requests.refuse_title, title = title).to_string()
    };
    let submit = move || {
        let Some(document) = untrack(|| case.document()) else {
            return;
        };
        let mut faults = Faults::new();
        let code = untrack(|| inputs.check("/document", &mut faults));
        if !case.form.accept(faults) {
            return;
        }
        let Some(code) = code else { return };
        let title = document_title(i18n, document.kind);
        let words = untrack(|| inputs.words());
        case.decide(&document, Some((code, words)), move || {
            toasts
                .success(t_string!(i18n, staff_requests.refused_toast, title = title).to_string());
            case.refusing.set(false);
            case.next();
        });
    };
    view! {
        <div class="app-mark">
            <h3 class="govuk-heading-s">{title}</h3>
            <Form state=case.form on_submit=submit>
                <ReasonFields pointer="/document" inputs reasons=REASONS />
                <div class="govuk-button-group">
                    <SubmitButton kind=ButtonKind::Warning>{tr!(i18n, staff_requests.refuse_confirm)}</SubmitButton>
                    <Button kind=ButtonKind::Link on_click=move || case.refusing.set(false)>
                        {tr!(i18n, common.cancel)}
                    </Button>
                </div>
            </Form>
        </div>
    }
}
