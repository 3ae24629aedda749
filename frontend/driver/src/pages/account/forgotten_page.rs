//! "Mot de passe oublié", and having the first link sent again.

use common::dto::account::PasswordLinkRequest;
use common::field_error::Faults;
use common::validation::email::EmailAddress;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{ButtonLink, Form, FormState, Page, SubmitButton, TextField, focus_heading};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

/// Asks for the address and sends a link there, whether or not it is known.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let email = RwSignal::new(String::new());
    let sent = RwSignal::new(false);
    let submit = move || {
        let mut faults = Faults::new();
        let email = email.get_untracked();
        faults.check("/email", EmailAddress::parse(&email));
        if form.accept(faults) {
            let body = PasswordLinkRequest { email };
            let call = async move {
                Call::post("/password-links")
                    .anonymous()
                    .json(&body)
                    .send::<serde_json::Value>()
                    .await
            };
            form.run(call, move |_| {
                sent.set(true);
                focus_heading();
            });
        }
    };
    let title = move || {
        if sent.get() {
            t_string!(i18n, account.forgotten_sent_title)
        } else {
            t_string!(i18n, account.forgotten_title)
        }
    };
    view! {
        <Page title form back=To::SignIn.path()>
            <Show
                when=move || !sent.get()
                fallback=move || {
                    view! {
                        <p class="govuk-body" role="status">{tr!(i18n, account.forgotten_sent_text)}</p>
                        <p class="govuk-body">{tr!(i18n, account.received_no_mail)}</p>
                        <ButtonLink href=To::SignIn.path()>{tr!(i18n, account.back_to_application)}</ButtonLink>
                    }
                }
            >
                <p class="govuk-body">{tr!(i18n, account.forgotten_text)}</p>
                <Form state=form on_submit=submit>
                    <TextField
                        pointer="/email"
                        label=tr!(i18n, account.email)
                        value=email
                        kind="email"
                        inputmode="email"
                        autocomplete="username"
                    />
                    <SubmitButton>{tr!(i18n, account.forgotten_send)}</SubmitButton>
                </Form>
            </Show>
        </Page>
    }
}
