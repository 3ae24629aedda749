//! Changes what needs no review: address, phone, language, channel.

use common::dto::profile::{ProfileView, UpdateContactRequest};
use common::field_error::Faults;
use common::forms::identity::check_phone;
use common::validation::address::check_address;
use common::words::{Language, NoticeChannel};
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Choice, ErrorSummary, Form, FormState, PhoneField, RadioGroup, SubmitButton, use_toasts,
};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use crate::pages::account::{AddressFields, AddressInputs};

/// The form; stale data are loaded again and said to be.
#[component]
pub fn ContactForm(
    /// What is recorded.
    profile: ProfileView,
    /// Called when it is saved, or must be loaded again.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = FormState::new();
    let address = AddressInputs::new(&profile.address);
    let phone = RwSignal::new(profile.phone.clone().unwrap_or_default());
    let channel = RwSignal::new(profile.notice_channel.to_string());
    let language = RwSignal::new(profile.language.to_string());
    let version = profile.version;
    let submit = move || {
        let request = UpdateContactRequest {
            address: Some(address.value()),
            phone: Some(phone.get_untracked()),
            language: language.get_untracked().parse().ok(),
            notice_channel: channel.get_untracked().parse().ok(),
        };
        let mut faults = Faults::new();
        faults.within("/address", |faults| check_address(&address.value(), faults));
        check_phone(&phone.get_untracked(), &mut faults);
        if !form.accept(faults) {
            return;
        }
        let call = async move {
            let sent = Call::patch("/me/profile")
                .json(&request)
                .if_match(version)
                .send::<ProfileView>()
                .await;
            match sent {
                Err(error) if error.is_conflict() => Ok(None),
                other => other.map(Some),
            }
        };
        form.run::<Option<ProfileView>>(call, move |saved| {
            match saved {
                Some(_) => toasts.success(t_string!(i18n, profile.saved)),
                None => toasts.failure(t_string!(i18n, profile.version_conflict)),
            }
            on_done.run(());
        });
    };
    view! {
        <ErrorSummary state=form />
        <Form state=form on_submit=submit>
            <AddressFields inputs=address pointer="/address" />
            <PhoneField
                pointer="/phone"
                label=tr!(i18n, profile.phone)
                hint=tr!(i18n, account.phone_hint)
                value=phone
                optional=true
            />
            <Preferences channel language />
            <SubmitButton>{tr!(i18n, common.save)}</SubmitButton>
        </Form>
    }
}

#[component]
fn Preferences(channel: RwSignal<String>, language: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let channels = Signal::stored(vec![
        Choice::new(NoticeChannel::Email, tr!(i18n, profile.channel_email)),
        Choice::new(NoticeChannel::Sms, tr!(i18n, profile.channel_sms)),
    ]);
    let languages = Signal::stored(vec![
        Choice::new(Language::French, tr!(i18n, profile.french)),
        Choice::new(Language::English, tr!(i18n, profile.english)),
    ]);
    view! {
        <RadioGroup
            pointer="/notice_channel"
            legend=tr!(i18n, profile.notice_channel)
            value=channel
            choices=channels
        />
        <RadioGroup
            pointer="/language"
            legend=tr!(i18n, profile.language)
            value=language
            choices=languages
            inline=true
        />
    }
}
