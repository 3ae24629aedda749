//! Correcting identity and licence after a review, or changing them later.

use common::dto::profile::{ProfileView, ReviewError, SubmitIdentityRequest};
use common::forms::identity::check_submission;
use common::statuses::IdentityReview;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::{Call, Outcome, act_or_reload};
use ui::components::{
    Form, FormState, InsetText, Loaded, Loading, Page, PhoneField, SubmitButton, load, use_toasts,
};
use ui::format::{instant, today};
use ui::i18n::{t_string, use_i18n};
use ui::service::use_service;
use ui::session::use_session;
use ui::tr;

use super::address_fields::{AddressFields, AddressInputs};
use super::identity_fields::{IdentityFields, IdentityInputs};
use crate::routes::Page as To;
use crate::words::{account_field, reason};

/// The only page open to a driver whose data has errors; later also the way to
/// change a name or a licence.
#[component]
pub fn CorrectPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let profile: Loading<ProfileView> = load(|| Call::get("/me/profile").send());
    view! {
        <Page title=tr!(i18n, account.correct_title) form>
            <Loaded
                resource=profile
                lines=10
                children={move |profile: ProfileView| {
                    if waits(profile.review) {
                        view! { <Waiting profile /> }.into_any()
                    } else if profile.review == IdentityReview::Rejected {
                        view! { <Refused /> }.into_any()
                    } else {
                        view! { <CorrectForm form profile /> }.into_any()
                    }
                }}
            />
        </Page>
    }
}

/// Whether the data are with the service.
const fn waits(review: IdentityReview) -> bool {
    matches!(
        review,
        IdentityReview::Submitted | IdentityReview::UnderReview
    )
}

#[component]
fn CorrectForm(form: FormState, profile: ProfileView) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let identity = IdentityInputs::of(&profile.identity);
    let address = AddressInputs::new(&profile.address);
    let phone = RwSignal::new(profile.phone.clone().unwrap_or_default());
    let version = RwSignal::new(profile.version);
    let channel = profile.notice_channel;
    let submit = move || {
        let request = SubmitIdentityRequest {
            identity: identity.value(),
            address: address.value(),
            phone: phone.get_untracked(),
        };
        if form
            .accept_result(check_submission(&request, channel, today()))
            .is_none()
        {
            return;
        }
        let navigate = navigate.clone();
        let done = move || {
            toasts.success(t_string!(i18n, account.under_review_title));
            session.restore();
            navigate(&To::Home.path(), NavigateOptions::default());
        };
        let action = Call::put("/me/identity")
            .json(&request)
            .if_match(version.get_untracked());
        let call = act_or_reload::<ProfileView>(action, "/me/profile".to_owned());
        form.run(call, move |outcome| match outcome {
            Outcome::Done(_) => done(),
            // The answer to an earlier click was lost on its way.
            Outcome::Stale(_, now) if waits(now.review) => done(),
            Outcome::Stale(error, now) => {
                version.set(now.version);
                form.refuse(error.with_input_kept());
            }
        });
    };
    view! {
        <Errors errors=profile.review_errors />
        <Form state=form on_submit=submit>
            <IdentityFields inputs=identity />
            <h2 class="govuk-heading-l">{tr!(i18n, account.contact_heading)}</h2>
            <PhoneField
                pointer="/phone"
                label=tr!(i18n, account.phone)
                hint=tr!(i18n, account.phone_hint)
                value=phone
                optional=true
            />
            <h2 class="govuk-heading-l">{tr!(i18n, account.address_heading)}</h2>
            <AddressFields inputs=address pointer="/address" />
            <SubmitButton>{tr!(i18n, account.correct_send)}</SubmitButton>
        </Form>
    }
}

/// What the reviewer found, field by field, with the reason.
#[component]
fn Errors(errors: Vec<ReviewError>) -> impl IntoView {
    let i18n = use_i18n();
    if errors.is_empty() {
        return None;
    }
    let line = move |error: ReviewError| {
        let comment = error.comment.map(|comment| view! { <br /> {comment} });
        view! {
            <li>
                <strong>{move || account_field(i18n, error.field)}</strong> " : "
                {move || reason(i18n, error.reason)} {comment}
            </li>
        }
    };
    Some(view! {
        <p class="govuk-body-l">{tr!(i18n, account.correct_intro)}</p>
        <InsetText>
            <h2 class="govuk-heading-m">{tr!(i18n, account.correct_list)}</h2>
            <ul class="govuk-list govuk-list--bullet">{errors.into_iter().map(line).collect_view()}</ul>
        </InsetText>
    })
}

#[component]
fn Waiting(profile: ProfileView) -> impl IntoView {
    let i18n = use_i18n();
    let promise = move || {
        let date = instant(i18n.get_locale(), profile.review_due_at?);
        Some(t_string!(i18n, account.under_review_text, date = date).to_string())
    };
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, account.under_review_title)}</h2>
        <p class="govuk-body">{promise}</p>
    }
}

#[component]
fn Refused() -> impl IntoView {
    let i18n = use_i18n();
    let service = use_service();
    let text = move || {
        let contact = service
            .info()
            .map(|info| info.operator.contact_email)
            .unwrap_or_default();
        t_string!(i18n, account.rejected_text, contact = contact).to_string()
    };
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, account.rejected_title)}</h2>
        <p class="govuk-body">{text}</p>
    }
}
