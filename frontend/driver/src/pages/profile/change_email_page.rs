//! Changes the mail address; both addresses are told.

use common::dto::profile::ChangeEmailRequest;
use common::field_error::{Faults, FieldErrorCode};
use common::validation::email::EmailAddress;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{Form, FormState, Page, PasswordField, SubmitButton, TextField, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

/// The new address, and the password once more.
#[component]
pub fn ChangeEmailPage() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let form = FormState::new();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let submit = move || {
        let request = ChangeEmailRequest {
            email: email.get_untracked(),
            password: password.get_untracked(),
        };
        let mut faults = Faults::new();
        faults.check("/email", EmailAddress::parse(&request.email));
        if request.password.is_empty() {
            faults.push("/password", FieldErrorCode::Required);
        }
        if form.accept(faults) {
            let navigate = navigate.clone();
            let call = async move {
                Call::post("/me/email")
                    .json(&request)
                    .send::<serde_json::Value>()
                    .await
            };
            form.run(call, move |_| {
                toasts.success(t_string!(i18n, profile.email_sent));
                navigate(&To::Profile.path(), NavigateOptions::default());
            });
        }
    };
    view! {
        <Page title=tr!(i18n, profile.change_email) form back=To::Profile.path()>
            <Form state=form on_submit=submit>
                <TextField
                    pointer="/email"
                    label=tr!(i18n, profile.new_email)
                    value=email
                    kind="email"
                    inputmode="email"
                    autocomplete="email"
                />
                <PasswordField pointer="/password" label=tr!(i18n, profile.current_password) value=password />
                <SubmitButton>{tr!(i18n, profile.change_email)}</SubmitButton>
            </Form>
        </Page>
    }
}
