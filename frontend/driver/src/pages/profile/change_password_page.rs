//! Changes the password while signed in.

use common::dto::profile::ChangePasswordRequest;
use common::field_error::{Faults, FieldErrorCode};
use common::validation::password::{PasswordContext, check_new_password};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{Form, FormState, Page, PasswordField, SubmitButton, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::components::PasswordRules;
use crate::routes::Page as To;

/// The present password and the new one twice.
#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let form = FormState::new();
    let current = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let confirmation = RwSignal::new(String::new());
    let submit = move || {
        let request = ChangePasswordRequest {
            current_password: current.get_untracked(),
            password: password.get_untracked(),
            confirmation: confirmation.get_untracked(),
        };
        let mut faults = Faults::new();
        if request.current_password.is_empty() {
            faults.push("/current_password", FieldErrorCode::Required);
        }
        check_new_password(
            &request.password,
            &request.confirmation,
            &PasswordContext::default(),
            &mut faults,
        );
        if form.accept(faults) {
            let navigate = navigate.clone();
            let call = async move { Call::post("/me/password").json(&request).send::<()>().await };
            form.run(call, move |()| {
                toasts.success(t_string!(i18n, profile.password_changed));
                navigate(&To::Profile.path(), NavigateOptions::default());
            });
        }
    };
    view! {
        <Page title=tr!(i18n, profile.change_password) form back=To::Profile.path()>
            <Form state=form on_submit=submit>
                <PasswordField
                    pointer="/current_password"
                    label=tr!(i18n, profile.current_password)
                    value=current
                />
                <PasswordField
                    pointer="/password"
                    label=tr!(i18n, profile.new_password)
                    value=password
                    autocomplete="new-password"
                >
                    <PasswordRules password />
                </PasswordField>
                <PasswordField
                    pointer="/confirmation"
                    label=tr!(i18n, account.password_confirmation)
                    value=confirmation
                    autocomplete="new-password"
                />
                <SubmitButton>{tr!(i18n, profile.change_password)}</SubmitButton>
            </Form>
        </Page>
    }
}
