//! "Connexion".

use common::dto::session::AccountView;
use common::field_error::{Faults, FieldErrorCode};
use common::statuses::IdentityReview;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::components::{Form, FormState, Page, PasswordField, SubmitButton, TextField};
use ui::i18n::use_i18n;
use ui::session::use_session;
use ui::tr;

use crate::routes::{Page as To, after_sign_in};

/// Whether the data of an account are to be corrected before anything else.
pub fn must_correct(account: &AccountView) -> bool {
    account.review == Some(IdentityReview::CorrectionRequested)
}

/// Where to go after signing in: who has data to correct cannot go elsewhere.
fn entrance(account: &AccountView, wanted: Option<&str>) -> To {
    if must_correct(account) {
        To::CorrectIdentity
    } else {
        after_sign_in(wanted)
    }
}

/// Sign-in, then the page that was asked for or the home page.
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
        let navigate = navigate.clone();
        let wanted = query.with_untracked(|query| query.get("suite"));
        form.run(
            async move { session.sign_in(email, password).await },
            move |account| {
                let options = NavigateOptions {
                    replace: true,
                    ..Default::default()
                };
                navigate(&entrance(&account, wanted.as_deref()).path(), options);
            },
        );
    };
    view! {
        <Page title=tr!(i18n, account.sign_in_title) form back=To::Landing.path()>
            <Form state=form on_submit=submit>
                <TextField
                    pointer="/email"
                    label=tr!(i18n, account.email)
                    value=email
                    kind="email"
                    inputmode="email"
                    autocomplete="username"
                />
                <PasswordField pointer="/password" label=tr!(i18n, account.password) value=password />
                <p class="govuk-body">
                    <a class="govuk-link" href=To::ForgottenPassword.path()>{tr!(i18n, account.forgotten_link)}</a>
                </p>
                <SubmitButton>{tr!(i18n, account.sign_in)}</SubmitButton>
            </Form>
            <p class="govuk-body">
                {tr!(i18n, account.no_account)} " "
                <a class="govuk-link" href=To::Register.path()>{tr!(i18n, account.create_title)}</a>
            </p>
        </Page>
    }
}
