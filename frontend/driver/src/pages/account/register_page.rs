//! The account form of a driver.

use common::dto::account::{RegisterRequest, RegistrationReceipt};
use common::dto::address::Address;
use common::dto::service::ServiceInfo;
use common::forms::registration::check_registration;
use common::validation::consents::ConsentVersion;
use common::validation::email::suggest_email;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{Form, FormState, Page, PhoneField, Skeleton, SubmitButton, TextField};
use ui::form::language;
use ui::format::today;
use ui::i18n::use_i18n;
use ui::tr;

use super::address_fields::{AddressFields, AddressInputs};
use super::consents_fields::{ConsentFields, ConsentInputs};
use super::identity_fields::{IdentityFields, IdentityInputs};
use super::received_page::keep_receipt;
use crate::routes::Page as To;
use ui::service::use_service;

/// The account form of a driver: "Créer".
#[component]
pub fn RegisterPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    // Kept outside of what is loaded, so that nothing typed is ever lost.
    let identity = IdentityInputs::empty();
    let address = AddressInputs::new(&Address::default());
    let email = RwSignal::new(String::new());
    let phone = RwSignal::new(String::new());
    let service = use_service();
    view! {
        <Page title=tr!(i18n, account.create_title) form back=To::Register.path()>
            {move || match service.info() {
                Some(service) => view! { <RegisterForm form service identity address email phone /> }.into_any(),
                None => view! { <Skeleton lines=8 /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn RegisterForm(
    form: FormState,
    service: ServiceInfo,
    identity: IdentityInputs,
    address: AddressInputs,
    email: RwSignal<String>,
    phone: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let consents = ConsentInputs::new(&service);
    let website = RwSignal::new(String::new());
    let boxes = consents.clone();
    let submit = move || {
        let request = RegisterRequest {
            identity: identity.value(),
            email: email.get_untracked(),
            phone: phone.get_untracked(),
            address: address.value(),
            language: language(i18n),
            consents: boxes.value(),
            website: website.get_untracked(),
        };
        let texts = versions(&service);
        if form
            .accept_result(check_registration(&request, &texts, today()))
            .is_none()
        {
            return;
        }
        let navigate = navigate.clone();
        let call = async move {
            Call::post("/accounts")
                .anonymous()
                .json(&request)
                .send::<RegistrationReceipt>()
                .await
        };
        form.run(call, move |receipt| {
            keep_receipt(&receipt);
            navigate(
                &To::Registered.path(),
                NavigateOptions {
                    replace: true,
                    ..Default::default()
                },
            );
        });
    };
    view! {
        <Form state=form on_submit=submit>
            <IdentityFields inputs=identity />
            <h2 class="govuk-heading-l">{tr!(i18n, account.contact_heading)}</h2>
            <EmailField email />
            <PhoneField
                pointer="/phone"
                label=tr!(i18n, account.phone)
                hint=tr!(i18n, account.phone_hint)
                value=phone
                optional=true
            />
            <h2 class="govuk-heading-l">{tr!(i18n, account.address_heading)}</h2>
            <AddressFields inputs=address pointer="/address" />
            <ConsentFields inputs=consents />
            <Trap website />
            <SubmitButton>{tr!(i18n, account.create)}</SubmitButton>
        </Form>
    }
}

fn versions(service: &ServiceInfo) -> Vec<ConsentVersion> {
    let texts = service.consent_texts.iter();
    texts
        .map(|text| ConsentVersion {
            kind: text.kind,
            version: text.version.clone(),
        })
        .collect()
}

/// The mail address, with a suggestion when it looks mistyped.
#[component]
fn EmailField(email: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let suggestion = RwSignal::new(None::<String>);
    let look = move || suggestion.set(email.with_untracked(|email| suggest_email(email)));
    let take = move |_| {
        if let Some(better) = suggestion.get_untracked() {
            email.set(better);
            suggestion.set(None);
        }
    };
    view! {
        <TextField
            pointer="/email"
            label=tr!(i18n, account.email)
            hint=tr!(i18n, account.email_hint)
            value=email
            kind="email"
            inputmode="email"
            autocomplete="email"
            on_blur=look
        >
            <div aria-live="polite">
                {move || {
                    suggestion
                        .get()
                        .map(|better| {
                            view! {
                                <p class="govuk-body">
                                    {tr!(i18n, account.email_suggestion)} " "
                                    <button type="button" class="app-link-button" on:click=take>
                                        {better}
                                    </button> " ?"
                                </p>
                            }
                        })
                }}
            </div>
        </TextField>
    }
}

/// A field that people do not see and robots fill in.
#[component]
fn Trap(website: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="app-trap" aria-hidden="true">
            <label for="website">{tr!(i18n, account.website_label)}</label>
            <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" bind:value=website />
        </div>
    }
}
