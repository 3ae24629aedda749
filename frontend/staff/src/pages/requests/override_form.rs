//! "Valider sous ma responsabilité": the licence register does not confirm the
//! licence, and the reviewer writes why the card is due all the same.

use common::dto::staff::{ApproveRequestRequest, LicenceOverride};
use common::field_error::{Fault, Faults, FieldErrorCode};
use leptos::prelude::*;
use ui::components::{Button, ButtonKind, Form, SubmitButton, TextArea, WarningText, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::case::{Case, Panel};

const REASON: &str = "/licence_override/reason";

const REASON_LIMIT: usize = 500;

/// The reason, and the approval.
#[component]
pub fn OverrideForm(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let reason = RwSignal::new(String::new());
    let submit = move || {
        let words = reason.with_untracked(|words| words.trim().to_owned());
        if !case.form.accept(check(&words)) {
            return;
        }
        let answer = case.view.with_untracked(|view| view.licence_check.answer);
        let body = ApproveRequestRequest {
            licence_override: Some(LicenceOverride {
                answer,
                reason: words,
            }),
        };
        case.act(
            "approval",
            move |call| call.json(&body),
            move || {
                toasts.success(t_string!(i18n, staff_requests.approved));
                case.panel.set(Panel::Closed);
            },
        );
    };
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff_requests.override_title)}</h3>
        <WarningText>{tr!(i18n, staff_requests.override_warning)}</WarningText>
        <Form state=case.form on_submit=submit>
            <TextArea
                pointer=REASON
                label=tr!(i18n, staff_requests.override_reason)
                hint=tr!(i18n, staff_requests.override_hint)
                value=reason
                rows=4
                limit=REASON_LIMIT
            />
            <SubmitButton kind=ButtonKind::Warning>{tr!(i18n, staff_requests.override_confirm)}</SubmitButton>
            <Button kind=ButtonKind::Link on_click=move || case.panel.set(Panel::Closed)>
                {tr!(i18n, common.cancel)}
            </Button>
        </Form>
    }
}

fn check(words: &str) -> Faults {
    let mut faults = Faults::new();
    if words.is_empty() {
        faults.push(REASON, FieldErrorCode::Required);
    } else if words.chars().count() > REASON_LIMIT {
        faults.push(
            REASON,
            Fault::new(FieldErrorCode::TooLong).max(REASON_LIMIT),
        );
    }
    faults
}
