//! "Enregistrer un retour": scan or type, choose the reason, next.

use common::dto::returned_mail::{RegisterReturnRequest, StaffReturnedMail};
use common::field_error::{Faults, FieldErrorCode};
use common::words::ReturnReason;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{Choice, Form, FormState, SelectField, SubmitButton, TextField, use_toasts};
use ui::form::language;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// The form; empty again after each letter, so that the next one can be scanned.
#[component]
pub fn RegisterForm(
    /// The form of the page.
    form: FormState,
    /// Called when a letter was noted.
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (code, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || {
        let Some(body) = check(form, code, reason) else {
            return;
        };
        let call = Call::post("/staff/returned-mail").json(&body);
        form.run(call.send::<StaffReturnedMail>(), move |letter| {
            let serial = letter.serial;
            toasts.success(t_string!(i18n, staff_returns.registered, serial = serial).to_string());
            code.set(String::new());
            on_done.run(());
        });
    };
    let choice = move |reason: &ReturnReason| {
        let reason = *reason;
        Choice::new(reason, move || reason.label(language(i18n)))
    };
    let choices: Vec<_> = ReturnReason::ALL.iter().map(choice).collect();
    let choices = Signal::stored(choices);
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_returns.register_title)}</h2>
            <Form state=form on_submit=submit>
                <TextField
                    pointer="/code"
                    label=tr!(i18n, staff_returns.code)
                    hint=tr!(i18n, staff_returns.code_hint)
                    value=code
                />
                <SelectField
                    pointer="/reason"
                    label=tr!(i18n, staff_returns.reason)
                    value=reason
                    choices
                />
                <SubmitButton>{tr!(i18n, staff_returns.register)}</SubmitButton>
            </Form>
        </section>
    }
}

fn check(
    form: FormState,
    code: RwSignal<String>,
    reason: RwSignal<String>,
) -> Option<RegisterReturnRequest> {
    let mut faults = Faults::new();
    let required = FieldErrorCode::Required;
    let code = code.with_untracked(|text| text.trim().to_owned());
    if code.is_empty() {
        faults.push("/code", required);
    }
    let reason = reason.get_untracked().parse().map_err(|_| required.into());
    let reason = faults.check("/reason", reason);
    let body = reason.map(|reason| RegisterReturnRequest { code, reason });
    form.accept(faults).then_some(body)?
}
