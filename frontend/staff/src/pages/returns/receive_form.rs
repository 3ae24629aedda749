//! "Réceptionner une carte défectueuse": scan the return slip, next.

use common::dto::analysis::{ReceiveCardRequest, ReceivedCard};
use common::field_error::{Faults, FieldErrorCode};
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Form, FormState, SubmitButton, TextField, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// The form; empty again after each card.
#[component]
pub fn ReceiveForm() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = FormState::new();
    let code = RwSignal::new(String::new());
    let submit = move || {
        let mut faults = Faults::new();
        let typed = code.with_untracked(|text| text.trim().to_owned());
        if typed.is_empty() {
            faults.push("/slip", FieldErrorCode::Required);
        }
        if !form.accept(faults) {
            return;
        }
        let body = ReceiveCardRequest { code: typed };
        let call = Call::post("/staff/receptions").json(&body);
        form.run(call.send::<ReceivedCard>(), move |card| {
            let serial = card.serial;
            toasts.success(t_string!(i18n, staff_returns.received, serial = serial).to_string());
            code.set(String::new());
        });
    };
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_returns.receive_title)}</h2>
            <Form state=form on_submit=submit show_general=true>
                <TextField
                    pointer="/slip"
                    label=tr!(i18n, staff_returns.receive_code)
                    hint=tr!(i18n, staff_returns.receive_hint)
                    value=code
                />
                <SubmitButton>{tr!(i18n, staff_returns.receive)}</SubmitButton>
            </Form>
        </section>
    }
}
