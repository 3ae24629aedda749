//! The account form of a driver.

use common::dto::account::{ConsentGiven, RegisterRequest, RegistrationReceipt};
use common::dto::service::ServiceInfo;
use common::forms::registration::check_registration;
use common::validation::consents::ConsentVersion;
use common::validation::email::suggest_email;
use common::words::Language;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{
    Form, FormState, LoadError, Page, PhoneField, Skeleton, SubmitButton, TextField,
};
use ui::form::language;
use ui::format::today;
use ui::i18n::use_i18n;
use ui::service::use_service;
use ui::{storage, tr};

use super::address_fields::{AddressFields, AddressInputs};
use super::consents_fields::{ConsentFields, ConsentInputs};
use super::identity_fields::{IdentityFields, IdentityInputs};
use super::received_page::keep_receipt;
use crate::routes::Page as To;

/// What was typed in this visit; there is no password in it.
const TYPED_KEY: &str = "registration-typed";

/// The account form of a driver: "Créer".
#[component]
pub fn RegisterPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    // Kept outside of what is loaded, and for the visit: nothing typed is lost.
    let inputs = Inputs::start();
    let service = use_service();
    view! {
        <Page title=tr!(i18n, account.create_title) form back=To::Register.path()>
            {move || match (service.info(), service.error()) {
                (Some(service), _) => view! { <RegisterForm form service inputs /> }.into_any(),
                (None, Some(error)) => view! { <LoadError error on_retry=move || service.read() /> }.into_any(),
                (None, None) => view! { <Skeleton lines=8 /> }.into_any(),
            }}
        </Page>
    }
}

/// The form as typed.
#[derive(Clone, Copy)]
struct Inputs {
    identity: IdentityInputs,
    address: AddressInputs,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    consents: RwSignal<Vec<ConsentGiven>>,
    website: RwSignal<String>,
}

impl Inputs {
    /// Starts from what was typed in this visit.
    fn start() -> Self {
        let typed = storage::read_for_visit::<RegisterRequest>(TYPED_KEY);
        let identity = typed.as_ref().map(|typed| &typed.identity);
        let text = |part: fn(&RegisterRequest) -> &String| {
            RwSignal::new(typed.as_ref().map(part).cloned().unwrap_or_default())
        };
        let address = typed.as_ref().map(|typed| typed.address.clone());
        Self {
            identity: identity.map_or_else(IdentityInputs::empty, IdentityInputs::typed),
            address: AddressInputs::new(&address.unwrap_or_default()),
            email: text(|typed| &typed.email),
            phone: text(|typed| &typed.phone),
            website: text(|typed| &typed.website),
            consents: RwSignal::new(typed.map(|typed| typed.consents).unwrap_or_default()),
        }
    }

    /// What was typed; follows changes.
    fn value(self, language: Language) -> RegisterRequest {
        RegisterRequest {
            identity: self.identity.value(),
            email: self.email.get(),
            phone: self.phone.get(),
            address: self.address.value(),
            language,
            consents: self.consents.get(),
            website: self.website.get(),
        }
    }
}

#[component]
fn RegisterForm(form: FormState, service: ServiceInfo, inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let consents = ConsentInputs::new(&service, &inputs.consents.get_untracked());
    let boxes = consents.clone();
    Effect::new(move |_| inputs.consents.set(boxes.value()));
    Effect::new(move |_| storage::write_for_visit(TYPED_KEY, &inputs.value(language(i18n))));
    let submit = move || {
        let request = untrack(|| inputs.value(language(i18n)));
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
            storage::remove_for_visit(TYPED_KEY);
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
            <IdentityFields inputs=inputs.identity />
            <h2 class="govuk-heading-l">{tr!(i18n, account.contact_heading)}</h2>
            <EmailField email=inputs.email />
            <PhoneField
                pointer="/phone"
                label=tr!(i18n, account.phone)
                hint=tr!(i18n, account.phone_hint)
                value=inputs.phone
                optional=true
            />
            <h2 class="govuk-heading-l">{tr!(i18n, account.address_heading)}</h2>
            <AddressFields inputs=inputs.address pointer="/address" />
            <ConsentFields inputs=consents />
            <Trap website=inputs.website />
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
