//! Changes what needs no review: address, phone, language.

use common::dto::profile::{ProfileView, UpdateContactRequest};
use common::field_error::Faults;
use common::forms::identity::check_phone_for;
use common::validation::address::check_address;
use common::words::Language;
use leptos::prelude::*;
use ui::api::{Call, Outcome, act_or_reload};
use ui::components::{
    Button, ButtonKind, Choice, Form, FormState, PhoneField, RadioGroup, SubmitButton, use_toasts,
};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::pages::account::{AddressFields, AddressInputs};

/// The form; when the data changed meanwhile it keeps what was typed.
#[component]
pub fn ContactForm(
    /// What is recorded.
    profile: ProfileView,
    /// The state of the form, the same that the page has.
    form: FormState,
    /// Called when it is saved.
    #[prop(into)]
    on_done: Callback<()>,
    /// "Annuler".
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let address = AddressInputs::new(&profile.address);
    let phone = RwSignal::new(profile.phone.clone().unwrap_or_default());
    let language = RwSignal::new(profile.language.to_string());
    let version = RwSignal::new(profile.version);
    let notice_channel = profile.notice_channel;
    let submit = move || {
        let request = UpdateContactRequest {
            address: Some(untrack(|| address.value())),
            phone: Some(phone.get_untracked()),
            language: language.get_untracked().parse().ok(),
        };
        let mut faults = Faults::new();
        faults.within("/address", |faults| {
            request
                .address
                .as_ref()
                .and_then(|address| check_address(address, faults))
        });
        check_phone_for(notice_channel, &phone.get_untracked(), &mut faults);
        if !form.accept(faults) {
            return;
        }
        let action = Call::patch("/me/profile")
            .json(&request)
            .if_match(version.get_untracked());
        let call = act_or_reload::<ProfileView>(action, "/me/profile".to_owned());
        form.run(call, move |outcome| match outcome {
            Outcome::Done(_) => {
                toasts.success(t_string!(i18n, profile.saved));
                on_done.run(());
            }
            Outcome::Stale(error, now) => {
                version.set(now.version);
                form.refuse(error.with_input_kept());
            }
        });
    };
    view! {
        <Form state=form on_submit=submit>
            <AddressFields inputs=address pointer="/address" />
            <PhoneField
                pointer="/phone"
                label=tr!(i18n, profile.phone)
                hint=tr!(i18n, account.phone_hint)
                value=phone
                optional=true
            />
            <LanguageChoice language />
            <div class="govuk-button-group">
                <SubmitButton>{tr!(i18n, common.save)}</SubmitButton>
                <Button kind=ButtonKind::Link on_click=on_cancel>{tr!(i18n, common.cancel)}</Button>
            </div>
        </Form>
    }
}

#[component]
fn LanguageChoice(language: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let languages = Signal::stored(vec![
        Choice::new(Language::French, tr!(i18n, profile.french)),
        Choice::new(Language::English, tr!(i18n, profile.english)),
    ]);
    view! {
        <RadioGroup
            pointer="/language"
            legend=tr!(i18n, profile.language)
            value=language
            choices=languages
            inline=true
        />
    }
}
