//! "Créer mon mot de passe" and choosing a new one, by the link from a mail.

use common::dto::account::{LinkCheckRequest, LinkInfo, SetPasswordRequest};
use common::field_error::Faults;
use common::validation::password::{PasswordContext, check_new_password};
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::{
    ButtonLink, Form, FormState, Loaded, Page, PasswordField, SubmitButton, focus_heading, load,
};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::components::PasswordRules;
use crate::routes::Page as To;

/// The page behind the button of the mail. The secret stands in the fragment
/// of the address, which browsers do not send.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let done = RwSignal::new(false);
    // The link has run out while the form was open.
    let is_over = RwSignal::new(false);
    let token = StoredValue::new(token_of_address());
    let link = load(move || async move {
        let body = LinkCheckRequest {
            token: token.get_value(),
        };
        match Call::post("/password-links/check")
            .anonymous()
            .json(&body)
            .send::<LinkInfo>()
            .await
        {
            Ok(link) => Ok(Some(link)),
            Err(ApiError::Problem(problem)) if matches!(problem.status, 404 | 422) => Ok(None),
            Err(error) => Err(error),
        }
    });
    let is_reset =
        move || matches!(link.get(), Some(Ok(Some(link))) if link.purpose == "password_reset");
    let title = move || match (done.get(), is_reset()) {
        (true, _) => t_string!(i18n, account.password_set_title),
        (false, true) => t_string!(i18n, account.password_reset_title),
        (false, false) => t_string!(i18n, account.password_setup_title),
    };
    view! {
        <Page title form>
            <Show when=move || !done.get() fallback=PasswordSet>
                <Loaded
                    resource=link
                    children={move |link: Option<LinkInfo>| match link {
                        Some(link) if link.usable => {
                            let form = move || {
                                if is_over.get() {
                                    return view! { <Unusable text=tr!(i18n, account.link_unusable_text) /> }.into_any();
                                }
                                view! { <PasswordForm form token link=link.clone() done is_over /> }.into_any()
                            };
                            form.into_any()
                        }
                        Some(_) => view! { <Unusable text=tr!(i18n, account.link_unusable_text) /> }.into_any(),
                        None => view! { <Unusable text=tr!(i18n, account.link_unknown_text) /> }.into_any(),
                    }}
                />
            </Show>
        </Page>
    }
}

fn token_of_address() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

#[component]
fn PasswordForm(
    form: FormState,
    token: StoredValue<String>,
    link: LinkInfo,
    done: RwSignal<bool>,
    is_over: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let password = RwSignal::new(String::new());
    let confirmation = RwSignal::new(String::new());
    let submit = move || {
        let body = SetPasswordRequest {
            token: token.get_value(),
            password: password.get_untracked(),
            confirmation: confirmation.get_untracked(),
        };
        let mut faults = Faults::new();
        check_new_password(
            &body.password,
            &body.confirmation,
            &PasswordContext::default(),
            &mut faults,
        );
        if form.accept(faults) {
            let call = async move {
                let call = Call::post("/passwords").anonymous().json(&body);
                match call.send::<()>().await {
                    Ok(()) => Ok(true),
                    Err(ApiError::Problem(problem)) if problem.status == 410 => Ok(false),
                    Err(error) => Err(error),
                }
            };
            form.run(call, move |is_set| {
                done.set(is_set);
                is_over.set(!is_set);
                focus_heading();
            });
        }
    };
    let hint = link.email_hint;
    view! {
        <p class="govuk-body">{move || t_string!(i18n, account.password_for, email = hint.clone()).to_string()}</p>
        <Form state=form on_submit=submit>
            <PasswordField
                pointer="/password"
                label=tr!(i18n, account.password)
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
            <SubmitButton>{tr!(i18n, account.validate)}</SubmitButton>
        </Form>
    }
}

#[component]
fn PasswordSet() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="govuk-body" role="status">{tr!(i18n, account.password_set_text)}</p>
        <ButtonLink href=To::SignIn.path()>{tr!(i18n, account.back_to_application)}</ButtonLink>
    }
}

#[component]
fn Unusable(#[prop(into)] text: TextProp) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, account.link_unusable_title)}</h2>
        <p class="govuk-body">{move || text.get()}</p>
        <ButtonLink href=To::ForgottenPassword.path()>{tr!(i18n, account.link_ask_new)}</ButtonLink>
    }
}
