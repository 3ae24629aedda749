//! "Connexion" of the staff.

use common::field_error::{Faults, FieldErrorCode};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::components::{Form, FormState, Page, PasswordField, SubmitButton, TextField};
use ui::i18n::use_i18n;
use ui::session::use_session;
use ui::tr;

use crate::components::replacing;
use crate::parts::fetch_ahead;
use crate::routes::after_sign_in;

/// Sign-in, then the page that was asked for or the overview.
#[component]
pub fn SignInPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let session = use_session();
    let navigate = use_navigate();
    let query = use_query_map();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let submit = move || {
        let (email, password) = (email.get_untracked(), password.get_untracked());
        let mut faults = Faults::new();
        for (pointer, value) in [("/email", &email), ("/password", &password)] {
            if value.trim().is_empty() {
                faults.push(pointer, FieldErrorCode::Required);
            }
        }
        if !form.accept(faults) {
            return;
        }
        fetch_ahead();
        let navigate = navigate.clone();
        let wanted = query.with_untracked(|query| query.get("suite"));
        form.run(
            async move { session.sign_in(email, password).await },
            move |_| {
                navigate(&after_sign_in(wanted.as_deref()).path(), replacing());
            },
        );
    };
    view! {
        <Page title=tr!(i18n, staff.sign_in_title) form>
            <p class="govuk-body">{tr!(i18n, staff.sign_in_intro)}</p>
            <Form state=form on_submit=submit>
                <TextField
                    pointer="/email"
                    label=tr!(i18n, session.email)
                    value=email
                    kind="email"
                    inputmode="email"
                    autocomplete="username"
                />
                <PasswordField pointer="/password" label=tr!(i18n, session.password) value=password />
                <SubmitButton>{tr!(i18n, session.sign_in)}</SubmitButton>
            </Form>
        </Page>
    }
}
