//! "Créer un compte": the choice of a profile.

use common::field_error::{Faults, FieldErrorCode};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{Choice, Form, FormState, InsetText, Page, RadioGroup, SubmitButton};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;
use ui::service::use_service;

/// The choice of a profile; only "Particulier" is opened here.
#[component]
pub fn ProfileChoicePage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let navigate = use_navigate();
    let profile = RwSignal::new(String::new());
    let service = use_service();
    let contact = Signal::derive(move || {
        service
            .info()
            .map(|info| info.operator.contact_email)
            .unwrap_or_default()
    });
    let explained = move |text: fn(ui::i18n::Texts, String) -> String| move || view! { <InsetText>{move || text(i18n, contact.get())}</InsetText> };
    let company = explained(|i18n, contact| {
        t_string!(i18n, account.profile_company_hint, contact = contact).to_string()
    });
    let centre = explained(|i18n, contact| {
        t_string!(i18n, account.profile_centre_hint, contact = contact).to_string()
    });
    let authority = explained(|i18n, _| t_string!(i18n, account.profile_authority_hint).to_owned());
    let choices = Signal::stored(vec![
        Choice::new("individual", tr!(i18n, account.profile_individual))
            .hint(tr!(i18n, account.profile_individual_hint)),
        Choice::new("company", tr!(i18n, account.profile_company)).reveal(company),
        Choice::new("centre", tr!(i18n, account.profile_centre)).reveal(centre),
        Choice::new("authority", tr!(i18n, account.profile_authority)).reveal(authority),
    ]);
    let go_on = move || {
        let mut faults = Faults::new();
        match profile.get_untracked().as_str() {
            "individual" => {}
            "" => faults.push("/profile", FieldErrorCode::Required),
            _ => faults.push("/profile", FieldErrorCode::NotAllowed),
        }
        if form.accept(faults) {
            navigate(&To::RegisterForm.path(), NavigateOptions::default());
        }
    };
    view! {
        <Page title=tr!(i18n, account.create_title) form back=To::Landing.path()>
            <Form state=form on_submit=go_on>
                <RadioGroup
                    pointer="/profile"
                    legend=tr!(i18n, account.profile_question)
                    value=profile
                    choices
                />
                <h2 class="govuk-heading-m">{tr!(i18n, account.prepare_title)}</h2>
                <ul class="govuk-list govuk-list--bullet">
                    <li>{tr!(i18n, account.prepare_licence)}</li>
                    <li>{tr!(i18n, account.prepare_email)}</li>
                    <li>{tr!(i18n, account.prepare_time)}</li>
                </ul>
                <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
            </Form>
            <p class="govuk-body">
                {tr!(i18n, account.already)} " "
                <a class="govuk-link" href=To::SignIn.path()>{tr!(i18n, account.sign_in)}</a>
            </p>
        </Page>
    }
}
