//! Confirming or undoing a change of mail address, by the links from the mails.

use common::dto::profile::ConfirmEmailRequest;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{ButtonLink, Form, FormState, Page, SubmitButton, focus_heading};
use ui::i18n::use_i18n;
use ui::tr;

use crate::routes::Page as To;

/// Confirms the new address.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TokenPage
            path="/email-confirmations"
            title=tr!(i18n, profile.email_confirm_title)
            button=tr!(i18n, profile.confirm)
            done_text=tr!(i18n, profile.email_confirmed)
        />
    }
}

/// Goes back to the old address.
#[component]
pub fn UndoEmailPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TokenPage
            path="/email-undos"
            title=tr!(i18n, profile.email_undo_title)
            button=tr!(i18n, profile.undo)
            done_text=tr!(i18n, profile.email_undone)
        />
    }
}

/// One button: mail programs that open links ahead must not use them up.
#[component]
fn TokenPage(
    path: &'static str,
    #[prop(into)] title: TextProp,
    #[prop(into)] button: TextProp,
    #[prop(into)] done_text: TextProp,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let done = RwSignal::new(false);
    let submit = move || {
        let hash = window().location().hash().unwrap_or_default();
        let body = ConfirmEmailRequest {
            token: hash.trim_start_matches('#').to_owned(),
        };
        form.run(
            async move { Call::post(path).anonymous().json(&body).send::<()>().await },
            move |()| {
                done.set(true);
                focus_heading();
            },
        );
    };
    let button = StoredValue::new(button);
    let done_text = StoredValue::new(done_text);
    view! {
        <Page title form>
            <Show
                when=move || !done.get()
                fallback=move || {
                    view! {
                        <p class="govuk-body" role="status">{move || done_text.get_value().get()}</p>
                        <ButtonLink href=To::SignIn.path()>{tr!(i18n, account.back_to_application)}</ButtonLink>
                    }
                }
            >
                <Form state=form on_submit=submit>
                    <SubmitButton>{move || button.get_value().get()}</SubmitButton>
                </Form>
            </Show>
        </Page>
    }
}
